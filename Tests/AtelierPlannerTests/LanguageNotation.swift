import AtelierPlanner

/// A short notation for what was understood, for tables of sentences.
///
/// - `brightness+ 0.5st @sky`: a quality, its direction, an amount (`~0.5` strength, `st` stops,
///   `sl` slider, `%`, `K`, `deg`) and a place; `~*` accepts any amount.
/// - `green.saturation-`, `green.hue>yellow`, `skin.hue<red`: bands; `grade.shadows>blue`: grading.
/// - `wb.cool`, `wb.unknown(white wall)`, `mono`, `look:film`, `improve.light`, `crop 1.78`.
/// - `keep:highlights+`, `keep:all@sky`, `keep:rest`, `no:addObject`, `noop`, `?`.
/// - ` | ` separates what is expected together, ` / ` alternatives.
enum LanguageNotation {
  /// Says what differs, or nothing where the understanding is as expected.
  static func difference(_ understanding: Understanding, from expected: String) -> String? {
    var found = parts(of: understanding)
    let written = found.joined(separator: " | ")
    for item in expected.split(separator: "|").map(trimmed) {
      let alternatives = item.split(separator: "/").map(trimmed)
      guard
        let index = found.firstIndex(where: { part in alternatives.contains { matches(part, $0) } })
      else { return "wants \(item); understood \(written)" }
      found.remove(at: index)
    }
    return found.isEmpty ? nil : "has \(found.joined(separator: " | ")) too; wants \(expected)"
  }

  /// All that was understood, item by item.
  static func parts(of understanding: Understanding) -> [String] {
    understanding.wishes.map(text) + understanding.protections.map(text)
      + understanding.refusals.map { "no:\($0.reason.rawValue)" }
      + (understanding.noChangeWanted ? ["noop"] : [])
      + (understanding.notUnderstood.isEmpty ? [] : ["?"])
  }

  private static func matches(_ part: String, _ expected: String) -> Bool {
    if part == expected { return true }
    guard expected.contains("~*") else { return false }
    let bare = part.split(separator: " ").filter { !isAmount($0) }
    return bare == expected.split(separator: " ").filter { $0 != "~*" }
  }

  private static func isAmount(_ word: Substring) -> Bool {
    guard let first = word.first else { return false }
    return first == "~" || first.isNumber
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }

  private static func text(_ wish: Wish) -> String {
    var words = [text(wish.subject, wish.direction)]
    switch wish.amount {
    case .unspecified: break
    case .strength(let value): words.append("~\(short(value))")
    case .stops(let value): words.append("\(short(value))st")
    case .slider(let value): words.append("\(short(value))sl")
    case .percent(let value): words.append("\(short(value))%")
    case .kelvin(let value): words.append("\(short(value))K")
    case .degrees(let value): words.append("\(short(value))deg")
    }
    if let place = place(wish.area) { words.append("@\(place)") }
    return words.joined(separator: " ")
  }

  private static func text(_ subject: Subject, _ direction: Direction) -> String {
    let sign = sign(direction)
    switch subject {
    case .quality(let quality): return quality.rawValue + sign
    case .band(let band, let component, let towards):
      guard let towards else { return "\(band).\(component)\(sign)" }
      return "\(band).\(component)\(direction == .less ? "<" : ">")\(towards)"
    case .grade(let range, let hue):
      return "grade.\(range)\(direction == .less ? "<" : ">")\(hue)"
    case .whiteBalance(let cast, let reference):
      return "wb.\(cast)" + (reference.map { "(\($0.word))" } ?? "")
    case .blackAndWhite: return "mono"
    case .look(let id): return "look:\(id)"
    case .like: return "like"
    case .improve(let aspect, let complaint):
      let parts = ["improve"] + (aspect == .all ? [] : ["\(aspect)"])
      return (parts + (complaint == .none ? [] : ["\(complaint)"])).joined(separator: ".")
    case .geometry(.crop(let ratio)): return "crop" + (ratio.map { " \(short($0))" } ?? "")
    case .geometry(.straighten(let degrees)):
      return "straighten" + (degrees.map { " \(short($0))" } ?? "")
    case .geometry(.rotate(let turns)): return "rotate \(turns)"
    }
  }

  private static func text(_ protection: Protection) -> String {
    let what =
      switch protection.target {
      case .quality(let quality): quality.rawValue + sign(protection.against)
      case .colors: "colors"
      case .otherColors: "othercolors"
      case .band(let band): "\(band)"
      case .everything: "all"
      case .everythingElse: "rest"
      }
    return "keep:\(what)" + (place(protection.area).map { "@\($0)" } ?? "")
  }

  private static func sign(_ direction: Direction) -> String {
    switch direction {
    case .more: "+"
    case .less: "-"
    case .none: ""
    }
  }

  private static func place(_ area: Area) -> String? {
    switch area {
    case .whole: nil
    case .box: "box"
    case .tones(let range): "\(range)"
    case .noun(let noun): "\(noun.kind)" + (noun.side.map { ".\($0)" } ?? "")
    case .color(let band): "color.\(band)"
    }
  }

  /// A number with at most two decimals.
  private static func short(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    if hundredths % 100 == 0 { return "\(hundredths / 100)" }
    if hundredths % 10 == 0 { return "\(hundredths / 100).\(abs(hundredths / 10) % 10)" }
    let rest = abs(hundredths) % 100
    return "\(hundredths / 100)." + (rest < 10 ? "0" : "") + "\(rest)"
  }
}
