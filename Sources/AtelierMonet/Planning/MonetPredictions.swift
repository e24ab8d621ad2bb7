package import AtelierRecipe
import Foundation

/// What MonetGPT makes of a model's answers before they are carried out.
package enum MonetPredictions {
  /// Processes the answer of a stage.
  ///
  /// Some values are halved or divided by three, rounding down, and what darkens or strengthens adds to a
  /// haze that accrues over the stages. The haze is worked on once for each pair of the answer, dropped
  /// ones included, so that the number and order of keys matter.
  ///
  /// - Parameters:
  ///   - answer: the pairs of the answer, in its order.
  ///   - stage: the stage that was asked.
  ///   - haze: what has accrued; 0 before the first stage.
  /// - Returns: the plan of the stage.
  package static func processed(
    _ answer: [MonetEdit.Entry], stage: MonetStage, haze: inout Double
  ) -> [MonetEdit.Entry] {
    var plan = MonetPairs()
    let known = Set(stage.carriedOut)
    for entry in answer {
      if known.contains(entry.key) {
        plan[entry.key] = value(of: entry, haze: &haze)
      }
      switch stage {
      case .light: break
      case .color: haze = 100 * min(0.6, damped(haze / 100))
      case .selective:
        guard haze > 0 else { break }
        plan["Saturation"] =
          (plan["Saturation"] ?? 0) - floorQuotient(haze, 5).rounded(.towardZero)
      }
    }
    return plan.entries
  }

  /// The plan of a stage as it is carried out: the last one takes off the haze that has accrued.
  package static func executed(
    _ plan: [MonetEdit.Entry], stage: MonetStage, haze: Double
  ) -> [MonetEdit.Entry] {
    guard stage == .selective else { return plan }
    var pairs = MonetPairs(plan)
    pairs["Dehaze"] = haze.rounded(.towardZero)
    return pairs.entries
  }

  /// The plans of all stages as one; later stages overwrite, so that carrying it out does not give the
  /// picture of the stages one after the other.
  package static func union(_ plans: [[MonetEdit.Entry]]) -> [MonetEdit.Entry] {
    MonetPairs(plans.flatMap(\.self)).entries
  }

  /// The lines by which a plan is told: `Key: +12`, zeros left out.
  package static func listing(_ plan: [MonetEdit.Entry]) -> String {
    let lines = plan.filter { $0.value != 0 }.map { entry in
      let number = JSONValue.number(entry.value).text()
      return "\(entry.key): \(entry.value > 0 ? "+" : "")\(number)"
    }
    return lines.isEmpty ? "No adjustments" : lines.joined(separator: "\n")
  }

  /// The haze of the colour stage: 0 below 0, else `ln(1 + (1 − ln(1 + z))/20 + z)`.
  static func damped(_ z: Double) -> Double {
    z < 0 ? 0 : log(1 + (1 - log(1 + z)) / 20 + z)
  }

  private static func value(of entry: MonetEdit.Entry, haze: inout Double) -> Double {
    var value = entry.value
    switch entry.key {
    case "Temperature": if value < 0 { value = floorQuotient(value, 2) }
    case "Saturation":
      if value < 0 {
        haze += value
        value = floorQuotient(value, 3)
      } else if value > 0 {
        haze += floorQuotient(value, 3)
      }
    case "Contrast":
      if value < 0 {
        value = floorQuotient(value, 3)
      } else if value > 0 {
        haze += (1.5 * value).rounded(.towardZero)
      }
    case "Exposure": value = floorQuotient(value, 2)
    case "Blacks":
      if value < 0 { haze += (2 * value).magnitude }
      value = floorQuotient(value, 2)
    default:
      if entry.key.contains("Saturation"), value < 0 { value = floorQuotient(value, 3) }
    }
    return value
  }

  /// Python's floor division.
  private static func floorQuotient(_ value: Double, _ divisor: Double) -> Double {
    let rest = fmod(value, divisor)
    let quotient = (value - rest) / divisor
    let exact = rest != 0 && (rest < 0) != (divisor < 0) ? quotient - 1 : quotient
    let whole = exact.rounded(.down)
    return exact - whole > 0.5 ? whole + 1 : whole
  }
}

/// Keys and numbers as a map keeps them: a later number takes the place of an earlier one.
struct MonetPairs {
  private(set) var entries: [MonetEdit.Entry] = []

  init() {}

  init(_ pairs: [MonetEdit.Entry]) {
    for pair in pairs { self[pair.key] = pair.value }
  }

  subscript(key: String) -> Double? {
    get { entries.first { $0.key == key }?.value }
    set {
      guard let newValue else { return }
      if let index = entries.firstIndex(where: { $0.key == key }) {
        entries[index].value = newValue
      } else {
        entries.append(MonetEdit.Entry(key, newValue))
      }
    }
  }
}
