extension LookBank {
  /// Looks of films and cameras.
  static let film: [Look] = [
    Look(
      "faded_film", "Lifted blacks, soft top and quiet colours, like an old print.",
      "黑位抬起、高光收住、颜色安静，像旧照片。",
      names: "faded film; faded; faded film look; washed film; faded print; old faded photo; "
        + "faded look; 褪色胶片; 褪色; 褪色胶片感; 老照片; 旧照片; 褪色感; 褪色风",
      settings:
        "contrast.amount -12; tone_curve.master 0,0.085 0.25,0.27 0.5,0.51 0.75,0.735 1,0.94; "
        + "saturation.amount -12; vibrance.amount -4; color_grading.shadow_hue 215; "
        + "color_grading.shadow_saturation 8; color_grading.highlight_hue 45; "
        + "color_grading.highlight_saturation 8; grain.amount 12; grain.size 25; "
        + "grain.roughness 50"),
    Look(
      "matte", "Matte blacks over otherwise honest tones.",
      "哑光黑位，其他影调不变。",
      names:
        "matte; matte look; matte finish; matte film; matt; flat matte; 哑光; 哑光质感; 磨砂感; 雾面; 哑光风格",
      settings: "tone_curve.master 0,0.07 0.12,0.135 0.3,0.3 0.7,0.7 1,0.965; contrast.amount -5; "
        + "saturation.amount -6"),
    Look(
      "film", "Gentle film contrast, warm lights, a little grain.",
      "柔和的胶片反差，暖亮部，少许颗粒。",
      names: "film; film look; analog; analogue; analog film; filmic; 35mm film; shot on film; "
        + "film like; film photography; film camera; film stock; like film; 35mm; analog look; "
        + "胶片; 胶片感; 胶片风; 菲林; 胶卷; 胶片风格; 胶片质感; 胶片味; 底片感; 胶片色调",
      settings:
        "contrast.amount 4; tone_curve.master 0,0.035 0.25,0.24 0.5,0.515 0.75,0.765 1,0.975; "
        + "vibrance.amount 6; saturation.amount -5; white_balance.temperature 4; "
        + "hsl.green_hue -10; hsl.green_saturation -12; color_grading.shadow_hue 190; "
        + "color_grading.shadow_saturation 6; color_grading.highlight_hue 45; "
        + "color_grading.highlight_saturation 8; grain.amount 18; grain.size 28; "
        + "grain.roughness 50"),
    Look(
      "portra", "Warm skin, soft greens and open shadows, like portrait film.",
      "温暖的肤色、柔和的绿、通透的阴影，像人像胶片。",
      names: "portra; kodak portra; portra 400; kodak; kodak film; portra look; portrait film; "
        + "kodak look; 柯达; 柯达胶片; 波特拉; 柯达人像; 柯达金; kodak gold; kodak 金; 人像胶片; 柯达色调",
      settings:
        "exposure.stops 0.15; contrast.amount -4; shadows.amount 14; highlights.amount -10; "
        + "tone_curve.master 0,0.03 0.25,0.255 0.75,0.765 1,0.98; white_balance.temperature 8; "
        + "white_balance.tint 3; hsl.green_hue -18; hsl.green_saturation -18; "
        + "hsl.orange_luminance 6; hsl.blue_saturation -12; hsl.yellow_saturation -6; "
        + "color_grading.highlight_hue 42; color_grading.highlight_saturation 9; grain.amount 12; "
        + "grain.size 22; grain.roughness 45"),
    Look(
      "fuji", "Cool clean greens, soft contrast and gentle skin, like Japanese film.",
      "清凉的绿、柔和的反差，像日本胶片。",
      names: "fuji; fujifilm; fuji film; classic chrome; fuji look; provia; velvia look; "
        + "fuji colors; fuji superia; classic negative; 富士; 富士胶片; 富士色; 富士色彩; 富士风; 富士感; 富士调色",
      settings: "contrast.amount 2; shadows.amount 8; highlights.amount -8; "
        + "tone_curve.master 0,0.03 0.25,0.245 0.75,0.76 1,0.98; white_balance.temperature -4; "
        + "white_balance.tint -3; hsl.green_hue 14; hsl.green_saturation -6; "
        + "hsl.green_luminance 5; hsl.blue_hue -8; hsl.blue_saturation -6; hsl.red_saturation -6; "
        + "color_grading.shadow_hue 175; color_grading.shadow_saturation 8; grain.amount 10; "
        + "grain.size 22; grain.roughness 45"),
    Look(
      "slide_film", "Deep saturated colour and firm contrast, like slide film.",
      "浓郁的颜色与结实的反差，像反转片。",
      names:
        "slide film; velvia; ektachrome; kodachrome; reversal film; chrome film; 反转片; 正片; 克罗姆; "
        + "柯达克罗姆; 反转片效果",
      settings: "contrast.amount 16; vibrance.amount 16; saturation.amount 6; blacks.amount -8; "
        + "highlights.amount -8; hsl.blue_luminance -10; hsl.red_saturation 8; "
        + "hsl.green_saturation 5; white_balance.temperature 2"),
    Look(
      "polaroid", "Creamy lights, low contrast and a warm green cast, like an instant print.",
      "奶油色亮部、低反差、微暖偏绿，像拍立得。",
      names: "polaroid; instant film; instax; instant photo; old polaroid; instant camera; "
        + "polaroid look; 拍立得; 宝丽来; 立拍得; 宝丽莱; 拍立得效果",
      settings: "exposure.stops 0.15; contrast.amount -14; "
        + "tone_curve.master 0,0.08 0.25,0.28 0.75,0.76 1,0.945; "
        + "tone_curve.blue 0,0.07 0.5,0.49 1,0.92; saturation.amount -8; "
        + "white_balance.temperature 6; color_grading.shadow_hue 170; "
        + "color_grading.shadow_saturation 12; color_grading.highlight_hue 48; "
        + "color_grading.highlight_saturation 14; vignette.amount -12; grain.amount 8; "
        + "grain.size 30; grain.roughness 40"),
    Look(
      "vintage", "Warm, softened and a little browned, as things once were.",
      "温暖、柔软、略带棕调，旧时光的样子。",
      names: "vintage; retro; nostalgic; old school; old fashioned; vintage look; old photo; "
        + "antique; retro look; old time; old timey; nostalgia; 复古; 怀旧; 旧时光; 年代感; 怀旧感; 复古风; 复古感; "
        + "老式; 复古色调; 怀旧风; 做旧; 怀旧风格; 复古风格",
      settings: "contrast.amount -8; tone_curve.master 0,0.06 0.25,0.255 0.75,0.745 1,0.95; "
        + "saturation.amount -14; white_balance.temperature 10; white_balance.tint 2; "
        + "hsl.blue_saturation -18; hsl.green_saturation -14; hsl.green_hue -12; "
        + "color_grading.shadow_hue 30; color_grading.shadow_saturation 10; "
        + "color_grading.highlight_hue 45; color_grading.highlight_saturation 12; "
        + "vignette.amount -12; grain.amount 16; grain.size 30; grain.roughness 55"),
    Look(
      "seventies", "Amber lights, brown shadows and soft edges of the seventies.",
      "琥珀色亮部与棕色阴影，七十年代的味道。",
      names:
        "70s; 1970s; seventies; 70s film photo; 70s film; seventies look; 60s; 1960s; sixties; "
        + "七十年代; 70年代; 六十年代; 60年代; 八零年代; 八十年代; 80年代; 80s; 1980s; eighties",
      settings: "contrast.amount -8; tone_curve.master 0,0.06 0.25,0.26 0.75,0.755 1,0.95; "
        + "tone_curve.blue 0,0.05 0.5,0.465 1,0.88; white_balance.temperature 12; "
        + "saturation.amount -6; hsl.orange_saturation 8; hsl.blue_saturation -20; "
        + "hsl.green_hue -18; color_grading.shadow_hue 28; color_grading.shadow_saturation 12; "
        + "grain.amount 18; grain.size 32; grain.roughness 55; vignette.amount -10"),
    Look(
      "disposable", "Hard flash contrast, green shadows and coarse grain of a throw-away camera.",
      "一次性相机：硬反差、绿阴影、粗颗粒。",
      names:
        "disposable camera; disposable; 90s; 1990s; nineties; y2k; point and shoot; ccd; lo fi; "
        + "lofi; lomo; lomography; 2000s; ccd camera; 一次性相机; 傻瓜相机; 九十年代; 90年代; 千禧; 千禧风; ccd 风; "
        + "ccd 感; 洛摩; lomo 风; 千禧年",
      settings: "contrast.amount 12; saturation.amount 6; "
        + "tone_curve.master 0,0.03 0.25,0.22 0.75,0.785 1,0.985; color_grading.shadow_hue 150; "
        + "color_grading.shadow_saturation 12; color_grading.highlight_hue 50; "
        + "color_grading.highlight_saturation 8; vignette.amount -20; grain.amount 26; "
        + "grain.size 32; grain.roughness 60"),
    Look(
      "cross_process",
      "Green-yellow lights against blue shadows, like film in the wrong chemistry.",
      "黄绿亮部配蓝阴影，像冲错药水的胶片。",
      names: "cross process; cross processed; cross processing; xpro; x pro; cross process film; "
        + "交叉冲洗; 正片负冲; 负冲; 交叉冲印",
      settings:
        "contrast.amount 14; saturation.amount 8; tone_curve.red 0,0 0.25,0.2 0.75,0.81 1,1; "
        + "tone_curve.green 0,0 0.25,0.235 0.75,0.79 1,1; tone_curve.blue 0,0.12 0.5,0.5 1,0.86; "
        + "vignette.amount -10"),
    Look(
      "bleach_bypass", "Silvery, hard and nearly drained of colour.",
      "银白、硬朗、颜色几近抽离。",
      names:
        "bleach bypass; skip bleach; silver retention; bleach by pass; 漂白; 跳漂; 留银; 留银冲洗; 漂白效果; "
        + "跳漂白",
      settings:
        "contrast.amount 22; saturation.amount -42; clarity.amount 18; highlights.amount -8; "
        + "blacks.amount -8; color_grading.shadow_hue 210; color_grading.shadow_saturation 6; "
        + "grain.amount 12; grain.size 25; grain.roughness 55"),
    Look(
      "expired_film", "Shifted colours, weak blacks and strong grain of film past its date.",
      "过期胶片：偏色、黑位发虚、颗粒明显。",
      names:
        "expired film; old film; outdated film; expired film look; light leak look; 过期胶片; 过期胶卷; "
        + "老胶片; 旧胶片",
      settings: "contrast.amount -10; tone_curve.master 0,0.09 0.25,0.28 0.75,0.74 1,0.93; "
        + "tone_curve.red 0,0.04 0.5,0.53 1,0.98; tone_curve.green 0,0.02 0.5,0.485 1,0.97; "
        + "saturation.amount -12; color_grading.shadow_hue 310; "
        + "color_grading.shadow_saturation 10; grain.amount 30; grain.size 35; grain.roughness 60"),
  ]
}
