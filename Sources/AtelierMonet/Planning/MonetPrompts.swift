/// What a model is asked in MonetGPT's two turns a stage. The words are ours, the contents are those that
/// its published model was trained with.
package enum MonetPrompts {
  /// What ends a stage without values, in whatever case.
  package static let stopPhrase = "**no further adjustments are needed**"

  /// The line in front of every conversation.
  package static let system =
    "You are an expert photo editor with deep knowledge of Lightroom and of advanced retouching."

  /// The first turn: look at the picture, find what is wrong, and plan.
  ///
  /// - Parameters:
  ///   - stage: what may be used.
  ///   - style: a tag such as "retro", or a wish in words.
  ///   - extra: one more instruction.
  /// - Returns: what is said beside the picture.
  package static func plan(_ stage: MonetStage, style: String, extra: String = "") -> String {
    let example = stage.listed[stage == .light ? 1 : 0]
    return joined([
      """
      Look closely at the photograph and write the plan of a professional edit. Use only Lightroom's \
      operations of this group:
      **\(stage.title)**: \(stage.meaning)
      [\(stage.listed.joined(separator: ", "))]
      """,
      stage == .selective ? "Choose only the few of these that the photograph really needs." : "",
      """
      First find every visible problem. Then list the best adjustments, each in three labelled parts:
      Adjustment: what to do and how strongly, in words such as slight, moderate or significant, for \
      example **\(example)**.
      Issue: what is wrong, and where in the photograph it is seen.
      Solution: how the adjustment helps.
      If this group has nothing to improve, answer \(stopPhrase.capitalizedFirst).
      """,
      styleText(style), extra,
    ])
  }

  /// The second turn: the plan's values.
  package static func values(style: String, extra: String = "") -> String {
    joined([
      """
      Now give the best value of each adjustment of your plan as JSON: an object of the operations' names \
      and whole numbers between -100 and +100, without plus signs. The size of a value says how strong it is:
      \(legend)
      """,
      styleText(style), extra,
    ])
  }

  /// How strong a value is, in words.
  static let legend = """
    1 to 12: very slight
    13 to 24: slight
    25 to 36: mild
    37 to 48: moderate
    49 to 60: noticeable
    61 to 72: significant
    73 to 84: very significant
    85 to 100: extremely intense
    """

  /// The styles that MonetGPT was trained with.
  package static let tags = ["balanced", "vibrant", "retro"]

  /// What is said of a style: of the three tags a sentence, of none nothing, else the wish itself.
  package static func styleText(_ style: String) -> String {
    switch style.lowercased() {
    case "": ""
    case "balanced": "The result shall look natural and balanced; nothing may be overdone."
    case "vibrant":
      "The result shall be vibrant, with bold saturation and contrast, made to stand out in social media."
    case "retro":
      "Very important: the result shall look retro, like warm old film: muted, washed-out colours and faded "
        + "highlights."
    default: "The photographer wishes: \(style)"
    }
  }

  private static func joined(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}

extension MonetStage {
  /// The group's name in the prompt.
  fileprivate var title: String {
    switch self {
    case .light: "White balance, tone and contrast"
    case .color: "Colour temperature"
    case .selective: "HSL, single colours"
    }
  }

  /// The group in a sentence.
  fileprivate var meaning: String {
    switch self {
    case .light: "sets how bright the photograph and its dark and bright tones are."
    case .color: "sets how warm, how green and how colourful the whole photograph is."
    case .selective: "changes hue, luminance and saturation of eight colours one by one."
    }
  }
}

extension String {
  /// The stop phrase as it stands in a sentence.
  fileprivate var capitalizedFirst: String {
    guard let letter = firstIndex(where: \.isLetter) else { return self }
    return self[..<letter] + self[letter].uppercased() + self[index(after: letter)...]
  }
}
