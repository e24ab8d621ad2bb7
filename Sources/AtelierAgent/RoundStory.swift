import AtelierCritic
import AtelierPlanner
public import AtelierRecipe

/// The story of a retouch: what was wrong, what was done and what it cost, as a document of rounds tells
/// it.
public struct RoundStory: Sendable {
  /// The lines of the story.
  public let lines: [String]

  /// Why a document tells no story.
  public struct Failure: Error, CustomStringConvertible {
    /// What was found and what is read.
    public let description: String
  }

  /// Tells a document of rounds, or a plan.
  ///
  /// - Parameters:
  ///   - document: what ``RetouchRounds/json`` or `Plan.json` gave.
  ///   - language: the language to tell it in; nil for that of the plan. What planner and critic said
  ///     stays in the language of the plan.
  /// - Throws: ``Failure`` where it is neither.
  public init(_ document: JSONValue, language: Language?) throws(Failure) {
    let rounds: [JSONValue]
    let best: Int
    if case .array(let values)? = document["rounds"], let number = document["best"]?.number {
      rounds = values
      best = Int(max(1, min(number, Double(max(values.count, 1)))))
    } else if document["steps"] != nil {
      rounds = [.object(["plan": document])]
      best = 1
    } else {
      throw Failure(
        description: "It is neither a document of rounds nor a plan; --keep-rounds and --plan-out "
          + "write them.")
    }
    guard let first = rounds.first?["plan"], let wish = first["instruction"]?.string else {
      throw Failure(description: "Its first round has no plan with an instruction.")
    }
    let spoken = first["language"]?.string.flatMap(Language.init)
    let told = language ?? spoken ?? .en
    func say(_ english: String, _ chinese: String) -> String { told == .zh ? chinese : english }
    var lines = [say("The wish: “\(wish)”.", "要求：“\(wish)”。")]
    for (index, round) in rounds.enumerated() {
      if rounds.count > 1 {
        let mark = index + 1 == best ? say(" (kept)", "（采用）") : ""
        lines += ["", say("Round \(index + 1)\(mark)", "第 \(index + 1) 轮\(mark)")]
      }
      lines += Self.steps(round, after: index > 0 ? rounds[index - 1] : nil, say)
      lines += Self.judgement(round, in: spoken ?? told, say)
    }
    self.lines = lines
  }

  /// The steps of a round; of later ones those that are new or have another value, and what is no
  /// longer done.
  private static func steps(
    _ round: JSONValue, after last: JSONValue?, _ say: (String, String) -> String
  ) -> [String] {
    func all(_ round: JSONValue?) -> [JSONValue] { round?["plan"]?["steps"]?.array ?? [] }
    func value(_ step: JSONValue) -> String { step["value"]?.text(pretty: false) ?? "" }
    // MonetGPT's stages may set the same value twice.
    func key(_ step: JSONValue) -> String { "\(step["stage"]?.string ?? "") \(place(step))" }
    let known = all(last)
    let steps = all(round)
    var said: Set<String> = []
    var lines: [String] = []
    for step in steps where !known.contains(step) {
      let before = known.first { key($0) == key(step) }
      guard let solution = step["solution"]?.string,
        before.map(value) != value(step), said.insert(solution).inserted
      else { continue }
      let area = step["area"]?.string.map { " [\($0)]" } ?? ""
      let change = before.map { say(" (before: \(value($0)))", "（原为 \(value($0))）") } ?? ""
      lines.append("  \(step["issue"]?.string ?? "") → \(solution)\(area)\(change)")
    }
    let keys = Set(steps.map(key))
    for step in known where !keys.contains(key(step)) {
      let name = place(step)
      lines.append(
        say("  No longer: \(name) \(value(step))", "  不再采用：\(name) \(value(step))"))
    }
    for note in (round["plan"]?["notes"]?.array ?? []) where last == nil {
      if let text = note["text"]?.string { lines.append("  \(text)") }
    }
    return lines
  }

  /// What a step changes: operation, parameter and area.
  private static func place(_ step: JSONValue) -> String {
    let name = "\(step["operation"]?.string ?? "").\(step["parameter"]?.string ?? "")"
    return name + (step["area"]?.string.map { " [\($0)]" } ?? "")
  }

  private static func judgement(
    _ round: JSONValue, in language: Language, _ say: (String, String) -> String
  ) -> [String] {
    guard let judgement = round["judgement"], let score = judgement["score"]?.number else {
      return []
    }
    let points = (score * 10).rounded() / 10
    var line = say("  Looked at: \(points) of 100", "  检查结果：\(points) / 100")
    if let seconds = round["seconds"]?.number {
      line += say(", \(seconds) s", "，用时 \(seconds) 秒")
    }
    let defects = (judgement["defects"]?.array ?? []).compactMap {
      $0["text"]?[language.rawValue]?.string ?? $0["text"]?["en"]?.string
    }
    return [line + say(".", "。")] + defects.map { "    \($0)" }
  }
}

extension RetouchRounds {
  /// What a person should know of what was seen and corrected.
  public var notes: [String] {
    let language = best.plan.language
    var notes: [String] = []
    if bestIndex > 0, let found = rounds[0].judgement.defects.first?.text[language] {
      notes.append(
        language == .zh
          ? "看过结果后作了修正：\(found)" : "Corrected after looking at the result: \(found)")
    }
    notes += best.judgement.notes
    for defect in best.judgement.defects where defect.kind != .targetMissed {
      guard let text = defect.text[language] else { continue }
      notes.append(language == .zh ? "结果中仍可见：\(text)" : "Still to be seen in the result: \(text)")
    }
    return notes
  }
}

extension JSONValue {
  fileprivate var number: Double? { if case .number(let value) = self { value } else { nil } }
  fileprivate var string: String? { if case .string(let value) = self { value } else { nil } }
  fileprivate var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
}
