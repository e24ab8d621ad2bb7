extension LookBank {
  /// Looks of places and makers.
  static let places: [Look] = [
    Look(
      "hong_kong", "Warm lamps, green shadows and soft contrast of old Hong Kong films.",
      "港片味：暖灯、绿阴影、柔反差。",
      names: "hong kong; hk retro; hong kong film; hong kong retro; hk style; hong kong style; "
        + "hong kong cinema; hong kong 90s; canto pop; 港风; 港片; 香港; 港式; 港风复古; 港味; 港片感; 复古港风; 港式复古; "
        + "港风感; 香港电影; 旧香港; 老港片",
      settings: "contrast.amount 6; exposure.stops -0.05; "
        + "tone_curve.master 0,0.045 0.25,0.245 0.75,0.755 1,0.96; white_balance.temperature 8; "
        + "hsl.red_saturation 12; hsl.orange_saturation 6; hsl.green_hue 16; "
        + "hsl.blue_saturation -10; color_grading.shadow_hue 165; "
        + "color_grading.shadow_saturation 16; color_grading.highlight_hue 42; "
        + "color_grading.highlight_saturation 16; grain.amount 18; grain.size 28; "
        + "grain.roughness 55; clarity.amount -6"),
    Look(
      "wong_kar_wai", "Saturated reds and greens in deep shadow, restless and warm.",
      "王家卫：浓烈红绿，深暗，暖而不安。",
      names: "wong kar wai; in the mood for love; chungking express; wong kar wai style; wkw; "
        + "wong kar wai film; 王家卫; 花样年华; 重庆森林; 墨镜王; 王家卫电影; 王家卫风格; 春光乍泄; 王家卫风",
      settings: "exposure.stops -0.22; contrast.amount 12; "
        + "tone_curve.master 0,0.03 0.25,0.215 0.75,0.75 1,0.96; saturation.amount 6; "
        + "hsl.red_saturation 18; hsl.red_luminance -8; hsl.orange_saturation 10; "
        + "hsl.green_saturation 10; hsl.green_hue 12; hsl.yellow_hue -14; "
        + "white_balance.temperature 8; color_grading.shadow_hue 150; "
        + "color_grading.shadow_saturation 20; color_grading.highlight_hue 36; "
        + "color_grading.highlight_saturation 20; grain.amount 20; grain.size 30; "
        + "grain.roughness 55; vignette.amount -14"),
    Look(
      "cyberpunk", "Cyan and magenta night, deep blacks, glowing lights.",
      "青与洋红的夜，深黑、发光的灯。",
      names: "cyberpunk; blade runner; neon noir; synthwave; vaporwave; cyber; futuristic; sci fi; "
        + "neon lights look; cyberpunk look; neon city; 赛博朋克; 赛博; 银翼杀手; 赛博风; 霓虹风; 霓虹感; 蒸汽波; 未来感; "
        + "科幻; 科幻感; 赛博朋克风; 赛博朋克风格; 霓虹; 霓虹色调; 霓虹夜景",
      settings: "contrast.amount 14; exposure.stops -0.08; blacks.amount -6; clarity.amount 8; "
        + "vibrance.amount 14; white_balance.temperature -16; white_balance.tint 18; "
        + "hsl.blue_hue -10; hsl.blue_saturation 20; hsl.purple_hue 12; hsl.purple_saturation 20; "
        + "hsl.magenta_saturation 18; hsl.orange_hue -18; hsl.yellow_hue -25; "
        + "hsl.yellow_saturation -30; hsl.green_hue 40; hsl.green_saturation -20; "
        + "color_grading.shadow_hue 225; color_grading.shadow_saturation 28; "
        + "color_grading.highlight_hue 310; color_grading.highlight_saturation 16"),
    Look(
      "neon", "Glowing saturated lights over dark surroundings.",
      "霓虹灯光饱和发亮，周围沉下去。",
      names:
        "neon look; neon glow; neon style; neon lights; neon vibes; glowing neon; club lights; "
        + "neon night; 霓虹灯效果; 霓虹灯感; 夜店; 荧光风; 霓虹光感; 夜店风",
      settings: "contrast.amount 12; vibrance.amount 24; saturation.amount 6; shadows.amount -8; "
        + "clarity.amount 6; hsl.magenta_saturation 16; hsl.aqua_saturation 14; "
        + "hsl.purple_saturation 14; hsl.blue_saturation 12; dehaze.amount 6"),
    Look(
      "black_gold", "Everything greyed but the golds; deep, sharp night.",
      "只留金色，其余归灰，夜色深沉。",
      names:
        "black gold; black and gold; black & gold; black gold style; gold and black; 黑金; 黑金风格; "
        + "黑金风; 黑金色调; 黑金质感; 黑金城市; 黑金夜景; 黑金系",
      settings:
        "contrast.amount 12; clarity.amount 10; blacks.amount -6; hsl.orange_saturation 14; "
        + "hsl.orange_hue 8; hsl.yellow_hue -14; hsl.yellow_saturation 10; hsl.red_hue 18; "
        + "hsl.red_saturation -24; hsl.green_saturation -88; hsl.aqua_saturation -90; "
        + "hsl.blue_saturation -92; hsl.purple_saturation -92; hsl.magenta_saturation -90; "
        + "color_grading.highlight_hue 44; color_grading.highlight_saturation 10"),
    Look(
      "nordic", "Cool, pale and quiet northern light.",
      "清冷、淡静的北欧光。",
      names: "nordic; scandinavian; scandi; nordic look; iceland; icelandic; norwegian; hygge; "
        + "nordic style; nordic mood; scandinavian look; 北欧; 北欧风; 北欧冷淡风; 冰岛; 北欧风格; 北欧冷淡; 北欧感; 挪威",
      settings: "exposure.stops 0.08; contrast.amount -4; saturation.amount -24; "
        + "white_balance.temperature -9; highlights.amount -16; shadows.amount 12; "
        + "hsl.green_saturation -24; hsl.green_luminance -6; hsl.blue_saturation -12; "
        + "color_grading.shadow_hue 208; color_grading.shadow_saturation 10"),
    Look(
      "ghibli", "Clear skies, fresh greens and clean light, as in hand-drawn summers.",
      "澄澈的蓝天、鲜嫩的绿，手绘夏日般的色彩。",
      names:
        "ghibli; studio ghibli; miyazaki; anime colors; ghibli colors; makoto shinkai; shinkai; "
        + "ghibli style; anime style colors; ghibli palette; anime color palette; hayao miyazaki; "
        + "your name colors; 吉卜力; 宫崎骏; 宫崎骏动漫; 宫崎骏动漫色彩; 新海诚; 动漫色彩; 吉卜力风格; 宫崎骏风格; 动漫色调; 新海诚风格; 动漫色; "
        + "宫崎骏色彩; 漫画色彩; 动画色彩; 宫崎骏风; 吉卜力色彩; 新海诚风; 吉卜力风; 动画电影色彩; 宫崎骏动画; 动漫风; 动漫感; 动漫风格",
      settings:
        "exposure.stops 0.25; contrast.amount -2; shadows.amount 24; highlights.amount -18; "
        + "vibrance.amount 22; hsl.green_hue 6; hsl.green_saturation 14; hsl.green_luminance 12; "
        + "hsl.yellow_hue 10; hsl.blue_hue -8; hsl.blue_saturation 14; hsl.blue_luminance 8; "
        + "hsl.aqua_saturation 12; clarity.amount -4; dehaze.amount 4"),
    Look(
      "wes_anderson", "Symmetric sweetness: pinks, yellows and powder blue.",
      "韦斯·安德森：粉、黄与粉蓝的甜。",
      names: "wes anderson; grand budapest; wes anderson colors; wes anderson style; "
        + "grand budapest hotel; wes anderson palette; 韦斯安德森; 布达佩斯大饭店; 韦斯安德森风格; 布达佩斯",
      settings: "exposure.stops 0.15; contrast.amount -8; saturation.amount 2; vibrance.amount 6; "
        + "white_balance.temperature 9; white_balance.tint 5; "
        + "tone_curve.master 0,0.05 0.25,0.27 0.75,0.765 1,0.965; hsl.red_hue -8; "
        + "hsl.red_luminance 6; hsl.yellow_hue -8; hsl.blue_hue -18; hsl.blue_luminance 10; "
        + "hsl.green_hue 15; hsl.green_saturation -16; color_grading.highlight_hue 40; "
        + "color_grading.highlight_saturation 10"),
    Look(
      "tropical", "Turquoise water, lush greens, holiday sun.",
      "碧海、浓绿、假日阳光。",
      names: "tropical; tropics; island; caribbean; beach vibes; tropical paradise; tropical look; "
        + "exotic; maldives; hawaiian; bali; beachy; 热带; 海岛; 海岛风; 热带风情; 海岛感; 马尔代夫; 度假感; 度假风; "
        + "热带雨林; 巴厘岛",
      settings: "exposure.stops 0.12; contrast.amount 6; vibrance.amount 24; "
        + "white_balance.temperature 5; hsl.aqua_hue -8; hsl.aqua_saturation 20; "
        + "hsl.aqua_luminance 8; hsl.blue_hue -14; hsl.blue_saturation 10; "
        + "hsl.green_saturation 10; hsl.orange_saturation 4; dehaze.amount 6"),
    Look(
      "desert", "Dusty ochre, warm haze, bleached sky.",
      "沙黄、热浪、褪白的天。",
      names: "desert; desert look; dusty; sandy; western; wild west; mad max; dune; arid; sahara; "
        + "southwest; desert vibes; dusty look; 沙漠; 沙漠风; 荒漠; 西部; 西部片; 沙丘; 荒野; 大漠; 荒野感; 沙漠感; 戈壁",
      settings: "contrast.amount 6; white_balance.temperature 14; saturation.amount -10; "
        + "hsl.orange_saturation 10; hsl.yellow_hue -16; hsl.blue_saturation -30; "
        + "hsl.blue_hue -15; hsl.green_saturation -24; hsl.green_hue -24; highlights.amount -12; "
        + "color_grading.highlight_hue 42; color_grading.highlight_saturation 14; "
        + "color_grading.shadow_hue 26; color_grading.shadow_saturation 8"),
    Look(
      "tuscan", "Sunburnt earth, olive greens and long summer light.",
      "托斯卡纳：日晒的土色、橄榄绿与绵长夏光。",
      names: "tuscan; tuscany; mediterranean; italian summer; rustic; provence; italian look; "
        + "european summer; tuscan look; 托斯卡纳; 地中海; 意大利; 法式; 南法; 法式复古; 欧洲夏日; 意式; 法式风; 普罗旺斯; 田园; "
        + "田园风",
      settings:
        "white_balance.temperature 12; contrast.amount 5; vibrance.amount 8; hsl.green_hue -24; "
        + "hsl.green_saturation -16; hsl.green_luminance -4; hsl.orange_saturation 8; "
        + "hsl.yellow_saturation 4; hsl.blue_saturation -6; color_grading.highlight_hue 44; "
        + "color_grading.highlight_saturation 12; "
        + "tone_curve.master 0,0.03 0.25,0.25 0.75,0.76 1,0.98"),
  ]
}
