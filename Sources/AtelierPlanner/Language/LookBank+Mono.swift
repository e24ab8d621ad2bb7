extension LookBank {
  /// Monochrome looks.
  static let mono: [Look] = [
    Look(
      "film_noir", "Black and white with hard light and deep shadow.",
      "硬光深影的黑白。",
      names:
        "film noir; noir; noir look; noir style; detective movie; noir film; 黑色电影; 黑色电影风格; 侦探片; "
        + "黑色电影感",
      settings: "black_and_white.enabled on; contrast.amount 26; exposure.stops -0.2; "
        + "blacks.amount -16; shadows.amount -12; clarity.amount 12; vignette.amount -26; "
        + "grain.amount 20; grain.size 28; grain.roughness 55"),
    Look(
      "hard_mono", "Graphic black and white: deep blacks, clear whites.",
      "高反差黑白，黑白分明。",
      names: "high contrast black and white; hard black and white; strong black and white; "
        + "contrasty black and white; punchy black and white; high contrast bw; "
        + "high contrast b&w; high contrast mono; high contrast monochrome; "
        + "black and white high contrast; bold black and white; gritty black and white; "
        + "dramatic black and white; harsh black and white; contrasty bw; daido moriyama; "
        + "punchy b&w; dramatic b&w; stark black and white; graphic black and white; moriyama; "
        + "高反差黑白; 硬调黑白; 高对比黑白; 高对比度黑白; 强对比黑白; 森山大道; 强烈黑白; 强反差黑白; 黑白高反差; 黑白高对比; 黑白强对比; 粗粝黑白; 硬朗黑白",
      settings:
        "black_and_white.enabled on; contrast.amount 34; clarity.amount 16; blacks.amount -14; "
        + "whites.amount 10; grain.amount 12; grain.size 25; grain.roughness 55; "
        + "black_and_white.blue -12"),
    Look(
      "soft_mono", "Gentle black and white with open greys.",
      "柔和的黑白，灰阶丰富。",
      names: "soft black and white; gentle black and white; soft bw; low contrast black and white; "
        + "soft b&w; soft monochrome; delicate black and white; matte black and white; soft mono; "
        + "faded black and white; 柔和黑白; 软调黑白; 低反差黑白; 柔调黑白; 淡雅黑白; 灰调黑白; 柔美黑白",
      settings: "black_and_white.enabled on; contrast.amount -10; shadows.amount 18; "
        + "highlights.amount -10; tone_curve.master 0,0.05 0.25,0.265 0.75,0.755 1,0.965; "
        + "black_and_white.orange 12; black_and_white.red 6"),
    Look(
      "silver", "Fine silver tones, faintly cool, like a gelatin print.",
      "细腻银盐灰阶，微冷。",
      names: "silver gelatin; silver tone; selenium; selenium tone; ansel adams; "
        + "fine art black and white; silver print; platinum print; selenium toned; ilford; tri x; "
        + "platinum; fine art bw; tri x 400; ilford hp5; silver toned; 银盐; 硒调; 亚当斯; 银盐黑白; 安塞尔亚当斯; "
        + "伊尔福; 铂金印相; 艺术黑白; 银盐质感",
      settings: "black_and_white.enabled on; contrast.amount 14; clarity.amount 14; "
        + "highlights.amount -14; shadows.amount 8; black_and_white.blue -20; "
        + "black_and_white.green 8; black_and_white.orange 8; color_grading.shadow_hue 275; "
        + "color_grading.shadow_saturation 5; grain.amount 8; grain.size 20; grain.roughness 45"),
    Look(
      "red_filter_mono", "Black and white as through a red filter: near-black sky.",
      "红滤镜黑白，天空近黑。",
      names: "red filter; red filter black and white; black and white with a red filter; "
        + "dark sky black and white; 红滤镜; 红滤镜黑白; 红色滤镜黑白",
      settings: "black_and_white.enabled on; contrast.amount 16; black_and_white.red 30; "
        + "black_and_white.orange 24; black_and_white.yellow 12; black_and_white.aqua -30; "
        + "black_and_white.blue -46; clarity.amount 10"),
    Look(
      "sepia", "Brown-toned monochrome of early prints.",
      "棕褐色的老相纸。",
      names:
        "sepia; sepia tone; sepia toned; brown tone; sepia tint; old western photo; sepia look; "
        + "victorian; daguerreotype; 棕褐色; 深褐色; 老照片棕色; 乌贼墨; 棕褐; 棕褐色调; 茶色; 泛黄老照片; 民国; 民国风; 怀旧棕; "
        + "民国老照片; 深棕色调",
      settings: "black_and_white.enabled on; contrast.amount -4; "
        + "tone_curve.master 0,0.05 0.25,0.255 0.75,0.755 1,0.965; color_grading.global_hue 36; "
        + "color_grading.global_saturation 26; vignette.amount -12"),
    Look(
      "cyanotype", "Prussian-blue monochrome.",
      "普鲁士蓝单色，蓝晒。",
      names:
        "cyanotype; blueprint; blue toned; prussian blue; cyanotype print; blue monochrome; 蓝晒; "
        + "蓝图; 蓝晒效果; 蓝晒法; 普鲁士蓝; 蓝色单色",
      settings: "black_and_white.enabled on; contrast.amount 8; color_grading.shadow_hue 218; "
        + "color_grading.shadow_saturation 48; color_grading.midtone_hue 212; "
        + "color_grading.midtone_saturation 34; color_grading.highlight_hue 205; "
        + "color_grading.highlight_saturation 8"),
  ]
}
