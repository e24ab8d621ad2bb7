extension LookBank {
  /// Looks of light.
  static let light: [Look] = [
    Look(
      "golden_hour", "Low warm sun: amber lights, gentle contrast.",
      "低斜的暖阳：琥珀色亮部，柔和反差。",
      names: "golden hour; golden hour glow; golden light; magic hour; golden glow; honey light; "
        + "warm glow; golden sunlight; sun kissed; sunkissed; late afternoon sun; golden sun; "
        + "warm sunlight; honeyed; late afternoon light; evening sun; golden tones; 黄金时刻; 金色时刻; "
        + "金色阳光; 黄金时段; 暖阳; 午后阳光; 金色光线; 金色余晖; 金色光; 傍晚阳光; 黄金时间; 金黄阳光; 阳光感; 午后暖阳; 温暖阳光; 冬日暖阳",
      settings: "exposure.stops 0.08; white_balance.temperature 22; white_balance.tint 5; "
        + "highlights.amount -12; shadows.amount 8; vibrance.amount 10; hsl.orange_saturation 6; "
        + "hsl.yellow_hue -8; hsl.blue_saturation -10; color_grading.highlight_hue 42; "
        + "color_grading.highlight_saturation 18; color_grading.midtone_hue 36; "
        + "color_grading.midtone_saturation 8; dehaze.amount -4"),
    Look(
      "sunset", "Orange and rose light of the last sun, deeper shadows.",
      "落日余晖：橙红亮部，阴影更深。",
      names: "sunset; sunset glow; dusk glow; sundown; sunset vibes; sunset colors; sunset look; "
        + "afterglow; sunset feel; sunset light; sunset mood; sunset tones; 夕阳; 夕阳余晖; 日落; 落日; "
        + "落日余晖; 晚霞感; 黄昏; 日落感; 夕阳西下; 夕阳感; 晚霞色; 落日感; 黄昏感; 日落氛围; 夕阳红; 日暮",
      settings: "exposure.stops -0.1; white_balance.temperature 20; white_balance.tint 10; "
        + "contrast.amount 6; highlights.amount -14; vibrance.amount 12; "
        + "hsl.orange_saturation 10; hsl.red_saturation 6; hsl.yellow_hue -14; "
        + "color_grading.highlight_hue 28; color_grading.highlight_saturation 22; "
        + "color_grading.shadow_hue 285; color_grading.shadow_saturation 10"),
    Look(
      "sunrise", "Fresh pale gold with rose in the shadows.",
      "清晨淡金，阴影微粉。",
      names:
        "sunrise; dawn; morning light; early morning; morning glow; sunrise look; morning sun; "
        + "first light; 日出; 清晨; 晨光; 早晨; 清晨阳光; 朝阳; 晨曦; 晨曦感; 早晨的阳光",
      settings: "exposure.stops 0.12; contrast.amount -6; white_balance.temperature 10; "
        + "white_balance.tint 4; shadows.amount 10; vibrance.amount 6; "
        + "color_grading.highlight_hue 46; color_grading.highlight_saturation 14; "
        + "color_grading.shadow_hue 330; color_grading.shadow_saturation 6; dehaze.amount -6"),
    Look(
      "blue_hour", "The blue quiet after sunset, lamps staying warm.",
      "日落后的蓝调时刻，灯光仍暖。",
      names: "blue hour; twilight; blue hour mood; dusk; blue dusk; evening blue; 蓝调时刻; 蓝色时刻; 暮色; "
        + "黄昏后; 蓝调时分; 傍晚蓝调; 暮光",
      settings: "exposure.stops -0.15; white_balance.temperature -20; white_balance.tint 4; "
        + "contrast.amount 4; hsl.blue_saturation 10; hsl.orange_saturation 10; "
        + "hsl.yellow_saturation 6; color_grading.shadow_hue 228; "
        + "color_grading.shadow_saturation 20; color_grading.highlight_hue 215; "
        + "color_grading.highlight_saturation 6"),
    Look(
      "high_key", "Bright, white and weightless.",
      "明亮、洁白、轻盈。",
      names: "high key; bright and white; high key look; bright white; 高调; 高调风格; 高调人像; 高调效果",
      settings: "exposure.stops 0.5; contrast.amount -10; shadows.amount 28; blacks.amount 12; "
        + "highlights.amount -10; whites.amount 8; saturation.amount -8; clarity.amount -6"),
    Look(
      "low_key", "Light out of darkness; only what matters is lit.",
      "暗中取光，只照亮重点。",
      names: "low key; low key lighting; chiaroscuro; rembrandt lighting; low key look; 低调; 低调风格; "
        + "暗调; 伦勃朗光; 暗调风格; 低调人像; 暗调人像; 低调光",
      settings: "exposure.stops -0.45; contrast.amount 18; blacks.amount -14; shadows.amount -16; "
        + "highlights.amount 4; saturation.amount -6; vignette.amount -22"),
    Look(
      "soft_light", "Even, flattering light without hard edges.",
      "均匀柔和、讨好人的光线。",
      names: "soft light; soft lighting; diffused light; flattering light; softbox; soft glow; "
        + "gentle light; window light look; diffuse light; 柔光; 柔和光线; 柔光感; 柔光效果; 柔光箱; 光线柔和; 漫射光",
      settings:
        "contrast.amount -14; highlights.amount -18; shadows.amount 18; clarity.amount -10; "
        + "exposure.stops 0.08; white_balance.temperature 3"),
    Look(
      "portrait_skin", "Clear, even skin with a healthy warmth.",
      "肤色通透均匀，气色健康。",
      names: "portrait look; portrait retouch; skin glow; glowing skin; healthy skin; beauty look; "
        + "beauty; flattering portrait; portrait style; portrait mode look; 人像风格; 人像通透; 通透人像; "
        + "人像精修; 奶油肌; 肤色通透; 奶油感; 人像写真风; 白里透红; 通透肤色; 人像风",
      settings:
        "exposure.stops 0.18; highlights.amount -10; shadows.amount 12; contrast.amount -3; "
        + "hsl.orange_luminance 10; hsl.orange_saturation -5; hsl.red_saturation -4; "
        + "hsl.red_luminance 4; white_balance.tint 2; texture.amount -14; clarity.amount -5; "
        + "vibrance.amount 5"),
    Look(
      "hdr", "Every tone opened, structure and colour pressed.",
      "明暗全开，结构和颜色都提。",
      names: "hdr; hdr look; high dynamic range; hdr ish; hdr style; hdr effect; hdr 效果; hdr 风格; "
        + "高动态; 高动态范围; hdr 感",
      settings: "highlights.amount -50; shadows.amount 48; whites.amount 10; blacks.amount -8; "
        + "clarity.amount 30; dehaze.amount 8; vibrance.amount 16"),
    Look(
      "food", "Appetising warmth, clear whites, crisp texture.",
      "暖而有食欲，白净，质感清楚。",
      names: "food photography; food look; appetizing; appetising; delicious; tasty; yummy; "
        + "mouthwatering; food style; restaurant menu; look delicious; look tasty; 美食; 美食风; 美食滤镜; "
        + "有食欲; 诱人; 食物调色; 美食风格; 食欲; 更有食欲; 美食照; 好吃; 美味",
      settings: "exposure.stops 0.22; contrast.amount 6; shadows.amount 12; whites.amount 8; "
        + "white_balance.temperature 6; vibrance.amount 16; hsl.orange_saturation 10; "
        + "hsl.red_saturation 8; hsl.yellow_saturation 6; hsl.blue_saturation -14; "
        + "texture.amount 14; clarity.amount 6"),
  ]
}
