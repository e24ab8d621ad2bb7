extension LookBank {
  /// Looks of a mood or a use.
  static let mood: [Look] = [
    Look(
      "airy", "Light, open and soft, colours like thin paint.",
      "明亮、通透、柔软，颜色轻薄。",
      names: "airy; light and airy; bright and airy; airy look; ethereal; breezy; light airy; "
        + "airy feel; soft and airy; bright airy; fresh and airy; fresh and bright; 小清新; 空气感; "
        + "清透感; 清新明亮; 轻盈; 轻盈感; 空灵; 明亮清新",
      settings:
        "exposure.stops 0.38; contrast.amount -14; highlights.amount -18; shadows.amount 26; "
        + "blacks.amount 10; saturation.amount -8; vibrance.amount 6; clarity.amount -6; "
        + "white_balance.temperature 2; hsl.green_luminance 8"),
    Look(
      "japanese_fresh", "High light, low contrast, a breath of cyan: everyday Japanese film.",
      "明亮低反差，微青，日系日常。",
      names: "japanese style; japanese fresh; japanese film; japanese; fresh japanese; "
        + "japanese look; japan style; japanese aesthetic; 日系; 日系清新; 日系风; 日系小清新; 日系风格; 日系胶片; 日式; "
        + "清新; 清新风格; 清新风; 清新感; 日系感; 日系调色; 清新自然; 日式清新; 森系; 文艺清新",
      settings:
        "exposure.stops 0.4; contrast.amount -16; highlights.amount -14; shadows.amount 24; "
        + "blacks.amount 14; saturation.amount -10; vibrance.amount 4; "
        + "white_balance.temperature -5; white_balance.tint -3; hsl.green_hue 12; "
        + "hsl.green_luminance 10; hsl.green_saturation -10; hsl.blue_luminance 8; "
        + "color_grading.shadow_hue 190; color_grading.shadow_saturation 9; "
        + "tone_curve.master 0,0.04 0.25,0.265 0.75,0.765 1,0.985"),
    Look(
      "dreamy", "Soft glow, lifted haze, pastel light.",
      "柔光弥漫，淡彩朦胧。",
      names: "dreamy; dreamlike; soft dreamy; fairytale; fairy tale; magical; romantic; whimsical; "
        + "enchanted; hazy dream; soft romantic; ethereal glow; fantasy; dreamy look; 梦幻; 梦幻感; "
        + "童话; 浪漫; 仙气; 梦境; 童话感; 唯美; 梦幻风; 朦胧美; 浪漫氛围; 如梦似幻; 仙; 梦幻氛围; 仙境; 仙女风; 仙气飘飘; 唯美风; 童话风",
      settings: "exposure.stops 0.22; contrast.amount -12; clarity.amount -24; dehaze.amount -12; "
        + "highlights.amount -6; shadows.amount 14; saturation.amount -4; "
        + "color_grading.shadow_hue 275; color_grading.shadow_saturation 10; "
        + "color_grading.highlight_hue 335; color_grading.highlight_saturation 9"),
    Look(
      "cinematic", "Deep contrast, teal-leaning shadows, warm skin.",
      "反差沉稳，阴影偏青，肤色温暖。",
      names: "cinematic; cinema; movie look; film still; hollywood; movie like; like a movie; "
        + "cinematic look; movie; movie still; cinematic feel; cinematic grade; blockbuster; "
        + "movie scene; cinematic color; like a film still; 电影感; 电影; 电影风; 大片感觉; 电影色调; 影视感; 电影风格; "
        + "电影质感; 电影级; 好莱坞; 电影氛围; 影视风; 电影画面; 电影色彩; 电影调色; 像电影一样; 大片风",
      settings:
        "contrast.amount 10; exposure.stops -0.08; highlights.amount -14; shadows.amount 4; "
        + "tone_curve.master 0,0.025 0.25,0.225 0.75,0.765 1,0.975; saturation.amount -7; "
        + "hsl.orange_saturation 6; hsl.green_saturation -14; hsl.green_hue 14; hsl.blue_hue -12; "
        + "color_grading.shadow_hue 195; color_grading.shadow_saturation 16; "
        + "color_grading.highlight_hue 38; color_grading.highlight_saturation 12; "
        + "color_grading.balance -5; vignette.amount -8"),
    Look(
      "teal_orange", "Teal shadows against orange lights and skin.",
      "青色阴影对橙色亮部与肤色。",
      names: "teal and orange; teal & orange; orange and teal; teal orange; orange teal; "
        + "teal n orange; teal and orange look; blockbuster colors; orange & teal; 青橙; 青橙色调; 橙青; "
        + "青橙色; 青橙调; 橙青色调; 青橙风; 青橙风格; 青橙电影; 青橙调色; 蓝橙; 橙蓝; 青橙色系",
      settings:
        "contrast.amount 6; hsl.orange_saturation 10; hsl.yellow_hue -18; hsl.green_hue 22; "
        + "hsl.green_saturation -18; hsl.aqua_saturation 8; hsl.blue_hue -22; "
        + "hsl.blue_saturation 4; color_grading.shadow_hue 192; "
        + "color_grading.shadow_saturation 28; color_grading.highlight_hue 34; "
        + "color_grading.highlight_saturation 24; color_grading.blending 60; "
        + "color_grading.balance -5"),
    Look(
      "moody", "Darker, quieter and cooler, shadows that keep secrets.",
      "更暗更静更冷，阴影藏着情绪。",
      names: "moody; broody; brooding; somber; sombre; melancholy; melancholic; moody look; "
        + "atmospheric; moodier; sad mood; gloomy mood; emotional; emo; 情绪; 情绪感; 忧郁; 阴郁; 情绪风; "
        + "情绪色调; 忧伤; 伤感; 孤独感; 情绪片; 压抑; 深沉感; 氛围感; 情绪化; 有情绪; 孤独; 忧郁感; 阴沉",
      settings:
        "exposure.stops -0.28; contrast.amount 6; highlights.amount -20; shadows.amount -4; "
        + "saturation.amount -16; white_balance.temperature -5; hsl.green_saturation -18; "
        + "hsl.green_luminance -8; tone_curve.master 0,0.03 0.25,0.225 0.75,0.735 1,0.965; "
        + "color_grading.shadow_hue 205; color_grading.shadow_saturation 12; vignette.amount -10"),
    Look(
      "dark_moody", "Deep, rich shadows and muted greens.",
      "深沉厚重的阴影，压低的绿。",
      names: "dark and moody; dark moody; dark mood; moody dark; dark academia; gothic; dark look; "
        + "dark aesthetic; dark style; dark & moody; grim; 暗黑; 暗黑系; 暗黑风; 暗调情绪; 哥特; 暗系; 暗黑情绪; "
        + "暗黑风格; 暗调氛围; 暗色调; 深色调; 暗夜; 暗黑调",
      settings:
        "exposure.stops -0.45; contrast.amount 12; highlights.amount -24; blacks.amount -8; "
        + "saturation.amount -18; hsl.green_saturation -26; hsl.green_luminance -14; "
        + "hsl.yellow_saturation -14; hsl.orange_saturation 4; color_grading.shadow_hue 205; "
        + "color_grading.shadow_saturation 12; color_grading.highlight_hue 40; "
        + "color_grading.highlight_saturation 8; vignette.amount -18"),
    Look(
      "dramatic", "Strong structure and tension between light and dark.",
      "结构强烈，明暗有张力。",
      names: "dramatic look; dramatic sky; dramatic mood; dramatic light; epic; intense mood; "
        + "drama look; dramatic clouds; dramatic lighting; stormy; epic look; dramatic landscape; "
        + "powerful; 戏剧性; 戏剧感; 震撼; 史诗感; 大气; 戏剧光; 史诗; 震撼感; 磅礴; 大气磅礴; 戏剧化; 壮观",
      settings: "contrast.amount 18; clarity.amount 22; dehaze.amount 12; highlights.amount -30; "
        + "shadows.amount 8; blacks.amount -12; exposure.stops -0.12; vibrance.amount 6; "
        + "vignette.amount -14"),
    Look(
      "pastel", "Pale, sweet, low-contrast colours.",
      "淡雅甜美的低反差色彩。",
      names: "pastel; pastels; pastel tones; pastel colors; candy colors; macaron; pastel look; "
        + "soft pastel; cotton candy; creamy; creamy tones; cream tones; 奶油色调; pastel aesthetic; 马卡龙; 粉彩; 淡彩; 糖果色; 马卡龙色; 马卡龙色系; 奶油色; 糖果色系; "
        + "粉嫩色; 奶油色系; 粉嫩系; 奶油风; 淡彩风; 少女感; 粉色系; 少女风",
      settings: "exposure.stops 0.3; contrast.amount -18; shadows.amount 20; blacks.amount 16; "
        + "saturation.amount -16; vibrance.amount 12; clarity.amount -6; hsl.red_luminance 8; "
        + "hsl.green_luminance 12; hsl.blue_luminance 12; color_grading.highlight_hue 335; "
        + "color_grading.highlight_saturation 6"),
    Look(
      "muted", "Restrained colour, calm contrast.",
      "克制的颜色，安静的反差。",
      names: "muted look; muted tones; muted colors; desaturated look; earthy; earth tones; "
        + "muted palette; subdued look; minimal; minimalist; minimalistic; understated; "
        + "scandinavian minimal; earthy tones; 低饱和风格; 冷淡风; 性冷淡; 性冷淡风; 极简; 极简风; 低饱和高级感; 淡雅风; 高级感; "
        + "低饱和风; 克制风; 大地色; 大地色系",
      settings:
        "saturation.amount -26; vibrance.amount -4; contrast.amount -4; highlights.amount -12; "
        + "shadows.amount 8; tone_curve.master 0,0.03 0.25,0.25 0.75,0.75 1,0.975"),
    Look(
      "morandi", "Greyed, powdery colours of one lightness, after the painter Morandi.",
      "莫兰迪：灰调粉质、明度相近的颜色。",
      names: "morandi; morandi colors; morandi palette; morandi style; powdery; dusty colors; 莫兰迪; "
        + "莫兰迪色; 莫兰迪色系; 高级灰; 莫兰迪风; 灰调; 莫兰迪色调; 莫兰迪灰; 莫兰迪风格; 灰色调; 灰调风",
      settings:
        "saturation.amount -34; vibrance.amount 4; contrast.amount -16; highlights.amount -18; "
        + "shadows.amount 20; blacks.amount 12; clarity.amount -4; white_balance.temperature 3; "
        + "tone_curve.master 0,0.05 0.25,0.265 0.75,0.745 1,0.955; color_grading.midtone_hue 40; "
        + "color_grading.midtone_saturation 5"),
    Look(
      "clean_commercial", "Neutral, crisp and bright, ready for a catalogue.",
      "中性、干净、明快，商业产品感。",
      names: "commercial; clean look; clean commercial; product photo; catalog; catalogue; "
        + "advertising; ad campaign; magazine; editorial; e commerce; product photography; "
        + "corporate; clean and crisp; clean and bright; ecommerce; magazine cover; "
        + "magazine look; glossy; fashion; vogue; clean style; studio look; commercial look; 商业; "
        + "商业感; 产品图; 广告; 杂志; 干净明亮; 电商; 广告大片; 商业风; 杂志风; 时尚; 时尚感; 杂志感; 商业大片; 商品图; 电商风; 高端商业; 干净风格; "
        + "时尚大片; 商务",
      settings: "exposure.stops 0.15; contrast.amount 10; whites.amount 10; blacks.amount -6; "
        + "shadows.amount 10; vibrance.amount 8; clarity.amount 8; texture.amount 6; "
        + "sharpening.amount 25"),
    Look(
      "documentary", "Honest colour, firm tones, no show.",
      "朴实的颜色，扎实的影调。",
      names: "documentary; photojournalism; reportage; national geographic; photojournalistic; "
        + "documentary style; natgeo; journalistic; documentary look; 纪实; 纪录片; 国家地理; 纪实风; 纪实感; "
        + "新闻摄影; 纪实风格; 人文; 人文纪实; 纪录片感; 人文风",
      settings: "contrast.amount 8; clarity.amount 12; highlights.amount -16; shadows.amount 8; "
        + "saturation.amount -8; vibrance.amount 4; grain.amount 8; grain.size 25; "
        + "grain.roughness 50"),
    Look(
      "street", "Hard, cool and gritty city light.",
      "硬朗冷峻的城市街头。",
      names:
        "gritty; gritty street; street photography; urban; grunge; street style; grungy; grit; "
        + "urban look; gritty look; street look; edgy; urban grit; 街头; 街拍; 街头感; 粗粝; 城市感; 街拍风; "
        + "街头风; 街拍感; 街头风格; 都市感; 都市; 城市风",
      settings: "contrast.amount 16; clarity.amount 26; texture.amount 14; saturation.amount -22; "
        + "blacks.amount -8; highlights.amount -14; white_balance.temperature -4; "
        + "grain.amount 18; grain.size 25; grain.roughness 60; vignette.amount -10"),
    Look(
      "ins", "Light, warm whites and lifted shadows, as on a feed.",
      "ins 风：暖白、明亮、阴影抬起。",
      names: "instagram look; insta; instagram; insta look; instagram filter; influencer; "
        + "instagram style; vsco; instagrammable; insta style; instagram feed; "
        + "instagram aesthetic; ins; ins 风; 网红; 网红风; 网红色调; ins 风格; ins 感; 小红书; 小红书风; vsco 风; "
        + "朋友圈风格; 网红滤镜; 小红书风格",
      settings: "exposure.stops 0.2; contrast.amount -4; shadows.amount 18; highlights.amount -14; "
        + "vibrance.amount 8; saturation.amount -6; white_balance.temperature 6; "
        + "hsl.green_hue -16; hsl.green_saturation -18; hsl.orange_luminance 6; "
        + "tone_curve.master 0,0.04 0.25,0.255 0.75,0.76 1,0.975"),
  ]
}
