import AtelierRecipe

/// The steps that a model answered, read without trust: what is not a parameter's name, a number and a
/// text has no effect.
struct ModelSteps: Sendable {
  /// A step.
  struct Step: Sendable {
    var parameter: String
    var value: Double
    var reason: String
  }

  private(set) var steps: [Step] = []
  /// How many of the answer's steps could not be read.
  private(set) var unreadable = 0
  /// How many came after the last that is taken.
  private(set) var surplus = 0

  /// The most steps of a plan.
  static let limit = 48
  /// The most characters of a reason.
  static let reasonLimit = 300

  /// Reads a document; nil where it has no list of steps.
  init?(_ text: String) {
    guard let document = try? JSONValue(parsing: Array(text.utf8)),
      case .array(let items)? = document["steps"]
    else { return nil }
    for item in items {
      guard case .string(let parameter)? = item["parameter"], let value = Self.number(item["value"])
      else {
        unreadable += 1
        continue
      }
      guard steps.count < Self.limit else {
        surplus += 1
        continue
      }
      var reason = ""
      if case .string(let text)? = item["reason"] { reason = text }
      steps.append(
        Step(parameter: parameter, value: value, reason: reason.oneLine(Self.reasonLimit)))
    }
  }

  private static func number(_ value: JSONValue?) -> Double? {
    switch value {
    case .number(let number)?: number.isFinite ? number : nil
    case .bool(let flag)?: flag ? 1 : 0
    default: nil
    }
  }
}

extension String {
  /// One line without control characters, at most so many characters.
  package func oneLine(_ most: Int) -> String {
    var line = ""
    var count = 0
    for scalar in unicodeScalars {
      let isBlank = scalar.properties.isWhitespace
      if !isBlank, scalar.properties.generalCategory == .control { continue }
      if isBlank, line.isEmpty || line.hasSuffix(" ") { continue }
      line.unicodeScalars.append(isBlank ? " " : scalar)
      count += 1
      if count >= most { return line + "…" }
    }
    return line.hasSuffix(" ") ? String(line.dropLast()) : line
  }
}
