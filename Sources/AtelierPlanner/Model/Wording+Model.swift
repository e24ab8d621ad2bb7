package import AtelierRecipe

/// The sentences about what a model answered.
extension Wording {
  func modelIssue(_ reason: String) -> String {
    reason.isEmpty
      ? say("The model gave no reason.", "模型没有给出理由。")
      : say("The model: “\(reason)”", "模型：“\(reason)”")
  }

  func clamped(_ name: String, _ value: Double, _ held: Double) -> String {
    let (value, held) = (Self.short(value.magnitude < 1e6 ? value : 1e6), Self.short(held))
    return say(
      "The model wanted \(name) at \(value); its range ends at \(held).",
      "模型要求 \(name) 为 \(value)，范围只到 \(held)。")
  }

  func leftAsItIs(_ model: String) -> String {
    say(
      "The model \(model) leaves the picture as it is.", "模型 \(model) 认为画面无需改动。")
  }

  func unknownParameters(_ names: [String]) -> String {
    let shown = names.prefix(5).map { "“\($0)”" }.joined(separator: ", ")
    let more = names.count > 5 ? " …" : ""
    return say(
      "The model named what is no parameter and has no effect: \(shown)\(more).",
      "模型提到的下列名称不是参数，不起作用：\(shown)\(more)。")
  }

  func unreadableSteps(_ count: Int) -> String {
    say(
      "\(count) of the model's steps could not be read and have no effect.",
      "模型的 \(count) 个步骤无法读取，不起作用。")
  }

  func saidByPerson(_ operation: String, _ parameter: String) -> String {
    let name = name(operation, parameter)
    return say(
      "\(name) stays as you said; the model's value was left out.",
      "\(name)按您说的保持；未采用模型的值。")
  }

  func forbidden(_ name: String, _ phrase: String) -> String {
    say(
      "The model's \(name) was left out, for it goes against “\(phrase)”.",
      "模型的 \(name) 与“\(phrase)”相违，未采用。")
  }

  func shownNumbersOnly(_ model: String) -> String {
    say(
      "The model \(model) was shown no picture, only what was measured on it.",
      "没有把图片发送给模型 \(model)，只发送了测量数据。")
  }

  /// The model failed and the built-in planner finished the job.
  package static func fallback(_ language: Language, _ error: LanguageModelError) -> String {
    Wording(language: language).say(
      "The built-in planner made this plan, for the model gave none: \(error)",
      "模型没有给出计划，本计划由内置规划器完成：\(error)")
  }
}
