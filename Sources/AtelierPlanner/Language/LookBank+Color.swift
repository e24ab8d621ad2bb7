extension LookBank {
  /// Looks of seasons and palettes.
  static let color: [Look] = [
    Look(
      "autumn", "Greens turn to ochre, reds and oranges glow.",
      "绿转赭黄，红橙发亮。",
      names: "autumn; fall colors; autumnal; fall vibes; autumn colors; fall look; autumn vibes; "
        + "early autumn; autumn look; fall foliage; autumn mood; autumn tones; fall tones; "
        + "fall season; 秋天; 秋日; 秋天的感觉; 秋季; 初秋; 深秋; 秋意; 秋色; 金秋; 秋日感; 秋天感; 秋日氛围; 秋天色调; 秋天氛围; 秋日风; 秋风",
      settings: "white_balance.temperature 12; contrast.amount 4; hsl.green_hue -55; "
        + "hsl.green_saturation -4; hsl.yellow_hue -28; hsl.yellow_saturation 8; "
        + "hsl.orange_saturation 12; hsl.red_saturation 8; hsl.blue_saturation -12; "
        + "vibrance.amount 6; color_grading.highlight_hue 40; "
        + "color_grading.highlight_saturation 10"),
    Look(
      "winter", "Cold clear air, pale blues, little colour.",
      "寒冷清冽，淡蓝少色。",
      names: "winter; wintry; winter cold; frosty look; icy look; snowy mood; cold winter; "
        + "winter look; winter vibes; cold look; winter mood; winter wonderland; arctic; 冬天; 冬日; "
        + "冬季; 寒冬; 冬天的感觉; 冷冬; 冬日感; 寒冷感; 冬日氛围; 冬天氛围; 冰雪感; 冬季冷调; 冬天感",
      settings: "exposure.stops 0.1; white_balance.temperature -16; saturation.amount -16; "
        + "contrast.amount 4; whites.amount 6; hsl.blue_saturation 4; hsl.green_saturation -20; "
        + "hsl.yellow_saturation -16; color_grading.shadow_hue 215; "
        + "color_grading.shadow_saturation 14; clarity.amount 6"),
    Look(
      "spring", "Fresh light greens, pinks and gentle sun.",
      "嫩绿、粉花、和煦阳光。",
      names:
        "spring; springtime; spring fresh; fresh spring; spring look; spring vibes; springlike; "
        + "fresh; fresh look; spring colors; fresh feel; spring feel; 春天; 春日; 春季; 春天的感觉; 春意; 春日感; "
        + "春日氛围; 春天感; 清新春日; 春天氛围; 踏青",
      settings: "exposure.stops 0.22; contrast.amount -4; vibrance.amount 14; hsl.green_hue -8; "
        + "hsl.green_luminance 14; hsl.green_saturation 4; hsl.yellow_luminance 8; "
        + "hsl.magenta_luminance 6; hsl.magenta_saturation 6; white_balance.temperature 3; "
        + "shadows.amount 12"),
    Look(
      "summer", "Strong sun, blue skies, full colour.",
      "烈日、蓝天、饱满色彩。",
      names: "summer; summery; summertime; summer vibes; summer look; sunny day; summer feel; "
        + "summer colors; sunny look; summer day; sunny vibes; hot summer; sunshine; "
        + "summer holiday; sun drenched; sunny feel; feel sunny; 晴天的感觉; 晴天感; 晴天感觉; 大晴天的感觉; 夏天; 夏日; 夏季; 盛夏; 夏天的感觉; 夏日感; 阳光明媚; 夏日氛围; 夏日风; 晴朗; 夏天感; "
        + "夏日清新; 夏天氛围; 阳光灿烂",
      settings: "exposure.stops 0.18; contrast.amount 6; vibrance.amount 20; "
        + "white_balance.temperature 6; hsl.blue_saturation 10; hsl.blue_luminance -4; "
        + "hsl.green_saturation 6; hsl.aqua_saturation 8; dehaze.amount 5"),
    Look(
      "warm_cozy", "Lamp-lit warmth, soft shadows, closeness.",
      "灯下的暖意，柔软亲近。",
      names:
        "cozy look; warm and cozy; warm and cosy; cozy warm; candlelit; candlelight; fireside; "
        + "christmas; warm cozy; homey; festive; cozy vibes; cosy vibes; warm and inviting; "
        + "inviting; christmas vibes; cafe vibes; 温馨感; 温暖感; 家的感觉; 圣诞; 烛光感; 暖心; 治愈; 治愈系; 温馨氛围; "
        + "治愈感; 圣诞氛围; 节日氛围; 咖啡馆; 治愈风; 温暖治愈; 温馨感觉; 咖啡馆风",
      settings: "white_balance.temperature 15; white_balance.tint 3; exposure.stops 0.05; "
        + "contrast.amount -4; shadows.amount 8; vibrance.amount 6; "
        + "color_grading.highlight_hue 40; color_grading.highlight_saturation 12; "
        + "color_grading.shadow_hue 24; color_grading.shadow_saturation 8; vignette.amount -10"),
    Look(
      "cool_clean", "Crisp cool air, clean whites.",
      "清冷通透，白得干净。",
      names: "cool tones; cool and clean; clean cool; icy blue; cool toned; cool tone look; "
        + "cold and crisp; cool blue; cold tones; cool palette; 冷淡色调; 清冷感; 清冷风; 冷白; 冷色系; 冷调风; "
        + "冷白皮; 高冷; 高冷感; 冷感; 冷调感",
      settings: "white_balance.temperature -13; contrast.amount 4; saturation.amount -8; "
        + "whites.amount 6; shadows.amount 8; color_grading.shadow_hue 212; "
        + "color_grading.shadow_saturation 10"),
    Look(
      "vivid_landscape", "Clear air, deep sky, rich greens.",
      "空气清澈、天蓝草绿的风光。",
      names: "vivid landscape; landscape look; travel photo; postcard; travel magazine; "
        + "landscape style; travel look; postcard look; vivid look; landscape mode; scenic; "
        + "wanderlust; travel vibes; calendar; 风光; 风光片; 风景大片; 旅行; 明信片; 风光大片; 旅行感; 风景照; 旅拍; 风光风格; "
        + "旅行大片; 风景片; 旅拍风",
      settings: "contrast.amount 10; highlights.amount -26; shadows.amount 18; clarity.amount 14; "
        + "dehaze.amount 10; vibrance.amount 20; hsl.blue_luminance -10; hsl.blue_saturation 6; "
        + "hsl.green_saturation 4"),
    Look(
      "forest_green", "Deep, cool, quiet greens.",
      "深而静的冷绿。",
      names: "forest; dark green; deep greens look; forest mood; mossy; forest look; dark forest; "
        + "deep forest; woodland; 森林系; 墨绿调; 暗绿; 森林感; 暗绿色调; 墨绿色调; 墨绿风; 深林; 德味; 徕卡; leica; "
        + "leica look; 徕卡风; 徕卡色",
      settings:
        "exposure.stops -0.12; contrast.amount 6; hsl.green_hue 18; hsl.green_saturation -16; "
        + "hsl.green_luminance -16; hsl.yellow_hue 20; hsl.yellow_saturation -24; "
        + "hsl.yellow_luminance -8; color_grading.shadow_hue 170; "
        + "color_grading.shadow_saturation 12; highlights.amount -12"),
    Look(
      "chinese_ink", "Quiet, greyed colours and airy tones of ink on paper.",
      "国风：淡墨般安静的颜色与留白。",
      names:
        "chinese style; chinese ink; ink wash; oriental; chinese aesthetic; ancient chinese; zen; "
        + "chinese traditional; 国风; 古风; 中国风; 水墨感; 水墨风; 古典; 新中式; 禅意; 古风感; 中式; 古韵; 国潮; 水墨意境; 古典美; 中国风格; 国风感; 汉服风",
      settings:
        "contrast.amount -8; saturation.amount -26; exposure.stops 0.12; highlights.amount -10; "
        + "shadows.amount 12; hsl.red_saturation 12; hsl.green_hue 16; hsl.green_saturation -20; "
        + "white_balance.temperature 2; color_grading.shadow_hue 185; "
        + "color_grading.shadow_saturation 10; "
        + "tone_curve.master 0,0.05 0.25,0.265 0.75,0.755 1,0.97; clarity.amount -4"),
    Look(
      "korean", "Clean pale skin, soft contrast, a trace of cool.",
      "韩系：肤色白净、柔和微冷。",
      names:
        "korean; k drama; korean style; kdrama; korean look; k pop; korean drama; korean film; "
        + "kpop; 韩系; 韩剧; 韩风; 韩式; 韩系风; 韩系感; 韩系清新; 韩剧感; 韩范",
      settings:
        "exposure.stops 0.28; contrast.amount -10; highlights.amount -8; shadows.amount 18; "
        + "saturation.amount -12; white_balance.temperature -3; white_balance.tint 3; "
        + "hsl.orange_luminance 10; hsl.orange_saturation -10; clarity.amount -6; "
        + "tone_curve.master 0,0.04 0.25,0.26 0.75,0.765 1,0.985"),
  ]
}
