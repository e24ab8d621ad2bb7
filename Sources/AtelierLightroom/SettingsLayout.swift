/// The layouts in which formats write the same value.
package enum SettingsLayout {
  /// Keys whose values are the points of a curve on 0…255.
  static let curveKeys: Set<String> = [
    "ToneCurve", "ToneCurveRed", "ToneCurveGreen", "ToneCurveBlue", "ToneCurvePV2012",
    "ToneCurvePV2012Red", "ToneCurvePV2012Green", "ToneCurvePV2012Blue", "MainCurve", "RedCurve",
    "GreenCurve", "BlueCurve",
  ]

  /// Keys whose values are lists of 19 numbers.
  static let pointColorKeys: Set<String> = ["PointColors", "LocalPointColors"]

  /// The points of a curve in any layout: a flat list or map of numbers, texts "x, y", or pairs.
  ///
  /// Nil where it is none of them. A last number without a partner is left out, which `isOdd` says.
  package static func points(
    of value: SettingsValue
  ) -> (points: [(x: Double, y: Double)], isOdd: Bool)? {
    guard let items = value.items, !items.isEmpty else { return nil }
    var points: [(x: Double, y: Double)] = []
    var pending: Double?
    for item in items {
      if let number = plainNumber(item) {
        if let x = pending {
          points.append((x, number))
          pending = nil
        } else {
          pending = number
        }
      } else if pending == nil, let pair = numbers(in: item), pair.count == 2 {
        points.append((pair[0], pair[1]))
      } else {
        return nil
      }
    }
    return (points, pending != nil)
  }

  /// The numbers of a text with commas or blanks, or of a list.
  package static func numbers(in value: SettingsValue) -> [Double]? {
    if let text = value.text {
      let parts = text.split { $0 == "," || $0 == " " }
      let numbers = parts.compactMap { NumberText.value(String($0)) }
      return numbers.count == parts.count ? numbers : nil
    }
    guard let items = value.items else { return nil }
    let numbers = items.compactMap(\.number)
    return numbers.count == items.count ? numbers : nil
  }

  /// A number that is one and not the text of a pair "0,5".
  private static func plainNumber(_ value: SettingsValue) -> Double? {
    switch value {
    case .number(let text): NumberText.value(text)
    case .text(let text) where !text.contains(","): NumberText.value(text)
    default: nil
    }
  }

  /// The value as XMP lays it out: curves as texts "x, y", lists without keys.
  static func forXMP(_ value: SettingsValue, key: String) -> SettingsValue {
    if curveKeys.contains(key), let curve = points(of: value) {
      // Local curves are written without the blank.
      let between = key.hasPrefix("Tone") ? ", " : ","
      return .list(
        curve.points.map { .text(NumberText.short($0.x) + between + NumberText.short($0.y)) })
    }
    if pointColorKeys.contains(key), let items = value.items {
      return .list(items.map { .text(pointColorText($0) ?? $0.text ?? "") })
    }
    switch value {
    case .table(let table) where !table.entries.isEmpty && value.items != nil:
      return .list((value.items ?? []).map { forXMP($0, key: "") })
    case .table(let table):
      if table.entries.isEmpty, listKeys.contains(key) { return .list([]) }
      return .table(
        SettingsTable(table.entries.map { .init($0.key, forXMP($0.value, key: $0.key)) }))
    case .list(let items): return .list(items.map { forXMP($0, key: "") })
    default: return value
    }
  }

  /// Keys whose empty value is a list, since Lua cannot say.
  private static let listKeys: Set<String> = [
    "MaskGroupBasedCorrections", "CorrectionMasks", "Masks", "Dabs", "PointModels", "RetouchAreas",
    "GradientBasedCorrections", "CircularGradientBasedCorrections", "PaintBasedCorrections",
  ]

  private static let pointColorMembers = [
    "SrcHue", "SrcSat", "SrcLum", "HueShift", "SatScale", "LumScale", "RangeAmount",
  ]
  private static let pointColorRanges = ["HueRange", "SatRange", "LumRange"]
  private static let rangeMembers = ["LowerNone", "LowerFull", "UpperFull", "UpperNone"]

  /// The 19 numbers of a point colour, from its text, its list or JarvisArt's members; −1 is unused.
  package static func pointColor(_ value: SettingsValue) -> [Double]? {
    guard let table = value.table, value.items == nil else { return numbers(in: value) }
    var numbers = pointColorMembers.map { table[$0]?.number ?? -1 }
    for range in pointColorRanges {
      numbers += rangeMembers.map { table[range]?.table?[$0]?.number ?? -1 }
    }
    return numbers
  }

  private static func pointColorText(_ value: SettingsValue) -> String? {
    guard value.text == nil, let numbers = pointColor(value) else { return nil }
    return numbers.map { number in
      let millionths = Int((min(number.magnitude, 1e9) * 1e6).rounded())
      let tail = String(millionths % 1_000_000)
      return (number < 0 ? "-" : "") + "\(millionths / 1_000_000)."
        + String(repeating: "0", count: 6 - tail.count) + tail
    }.joined(separator: ", ")
  }
}
