import AtelierPlanner

/// What a model thought before its answer, sentence by sentence.
struct Thought {
  private let sentences: [String]

  /// Finds the thought: within `<think>`, else what the server gave as reasoning.
  init(of answer: ModelAnswer) {
    self.init(Self.inner(answer.text) ?? answer.reasoning)
  }

  init(_ text: String) {
    var sentences: [String] = []
    var current = ""
    let characters = Array(text.prefix(20_000))
    for (index, character) in characters.enumerated() {
      current.append(character)
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      let isEnd =
        "。！？\n".contains(character) || ".!?".contains(character) && next.isWhitespace
      guard isEnd else { continue }
      sentences.append(current)
      current = ""
    }
    sentences.append(current)
    self.sentences = sentences.map { $0.oneLine(300) }.filter { !$0.isEmpty }
  }

  private static func inner(_ text: String) -> String? {
    guard let start = text.firstRange(of: "<think>") else { return nil }
    let rest = text[start.upperBound...]
    return String(rest[..<(rest.firstRange(of: "</think>")?.lowerBound ?? rest.endIndex)])
  }

  /// The first sentence that speaks of an operation or of its parameter; where none does, how the thought
  /// begins.
  func reason(_ operation: String, _ parameter: String) -> String {
    let words = Self.words[operation] ?? [operation.replacing("_", with: " ")]
    let part = parameter.split(separator: "_").first.map(String.init) ?? ""
    let about = sentences.filter { sentence in
      let lower = sentence.lowercased()
      return words.contains { lower.contains($0) }
    }
    // "red", "blue": of several sentences the one about that colour.
    return about.first { $0.lowercased().contains(part) } ?? about.first ?? sentences.first ?? ""
  }

  private static let words: [String: [String]] = [
    "exposure": ["exposure", "bright", "dark", "曝光", "亮", "暗"],
    "white_balance": [
      "white balance", "temperature", "warm", "cool", "tint", "色温", "白平衡", "暖", "冷",
    ],
    "contrast": ["contrast", "对比"],
    "highlights": ["highlight", "高光"],
    "shadows": ["shadow", "阴影", "暗部"],
    "whites": ["white", "白色色阶"],
    "blacks": ["black", "黑色色阶"],
    "tone_curve": ["curve", "曲线"],
    "parametric_curve": ["curve", "曲线"],
    "vibrance": ["vibran", "饱和"],
    "saturation": ["saturat", "饱和"],
    "hsl": [
      "hue", "saturat", "luminance", "hsl", "red", "orange", "yellow", "green", "blue", "色相",
    ],
    "color_grading": ["grading", "toning", "tone", "tint", "色调"],
    "clarity": ["clarity", "清晰"],
    "texture": ["texture", "detail", "纹理"],
    "dehaze": ["haze", "mist", "朦胧", "雾"],
    "sharpening": ["sharp", "锐"],
    "noise_reduction": ["noise", "smooth", "噪"],
    "vignette": ["vignette", "corner", "暗角"],
    "grain": ["grain", "颗粒"],
    "calibration": ["calibrat", "primary", "校准"],
    "lens_blur": ["blur", "bokeh", "虚化"],
    "black_and_white": ["black and white", "monochrome", "黑白"],
  ]
}
