extension MonetEdit {
  /// The family of MonetGPT's operations as data.
  public static let description = OperationDescription(
    name: "monet", version: 1, stage: .picture, order: 1,
    meaning: [
      .en: "MonetGPT's operations as its executor computes them, on the whole decoded picture, "
        + "before everything else.",
      .zh: "按 MonetGPT 执行器的算法，在其他处理之前，对整幅解码后的图像进行的操作。",
    ],
    parameters: (tones + colors + selective + others).map { key, en, zh in
      ParameterDescription(
        name: key, kind: .scalar(range: range, usual: range), defaultValue: .number(0),
        unit: .slider, lightroom: nil, local: .none, meaning: [.en: en, .zh: zh])
    })

  private typealias Row = (key: String, en: String, zh: String)

  private static let tones: [Row] = [
    (
      "Blacks", "Bends the darkest tones; 0 named in a plan lifts them slightly.",
      "弯曲最暗的影调；在计划中写 0 也会略微提亮。"
    ),
    (
      "Contrast", "Steepens or flattens all tones around the middle.",
      "以中间调为轴增减对比。"
    ),
    (
      "Highlights", "Shifts bright tones but white.",
      "调整亮部，白色不变。"
    ),
    (
      "Shadows", "Shifts dark tones but black.",
      "调整暗部，黑色不变。"
    ),
    (
      "Whites", "Moves the white point.",
      "移动白点。"
    ),
    (
      "Exposure", "Scales encoded values, 1.92 stops at the ends, and bends them.",
      "缩放编码值（两端为 1.92 挡）并弯曲。"
    ),
  ]

  private static let colors: [Row] = [
    (
      "Temperature", "Warms or cools midtones, highlights and shadows.",
      "使中间调、亮部与暗部变暖或变冷。"
    ),
    (
      "Tint", "Shifts colours in CIE Lab, then between green and magenta.",
      "先在 CIE Lab 中偏移颜色，再在绿与洋红之间偏移。"
    ),
    (
      "Saturation", "Scales the saturation of HSL.",
      "缩放 HSL 饱和度。"
    ),
  ]

  private static let selective: [Row] = {
    let names: [String: String] = [
      "Aqua": "浅绿色", "Blue": "蓝色", "Green": "绿色", "Yellow": "黄色", "Red": "红色", "Magenta": "洋红",
      "Orange": "橙色", "Purple": "紫色",
    ]
    let kinds: [(name: String, zh: String, colors: [String])] = [
      ("Hue", "色相", ["Aqua", "Blue", "Green", "Yellow", "Red", "Magenta", "Orange", "Purple"]),
      (
        "Luminance", "明度",
        ["Aqua", "Blue", "Green", "Yellow", "Red", "Orange", "Magenta", "Purple"]
      ),
      (
        "Saturation", "饱和度",
        ["Aqua", "Blue", "Green", "Yellow", "Magenta", "Orange", "Purple", "Red"]
      ),
    ]
    return kinds.flatMap { kind in
      kind.colors.map { color in
        (
          "\(kind.name)Adjustment\(color)",
          "\(kind.name) of what is \(color.lowercased()), relative to the most so in the picture.",
          "\(names[color] ?? "")的\(kind.zh)，相对于画面中最接近该色的部分。"
        )
      }
    }
  }()

  private static let others: [Row] = [
    (
      "Dehaze", "Takes off haze; values up to 0 do nothing.",
      "去除雾霾；0 及以下不起作用。"
    ),
    (
      "Vibrance", "Saturation of colours that are neither pale nor strong.",
      "调整既不浅淡也不浓烈的颜色的饱和度。"
    ),
  ]
}
