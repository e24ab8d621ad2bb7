import AtelierPixels
import AtelierRecipe
import Foundation

@testable import AtelierMonet

/// Measures how far each operation and each plan is from the reference.
struct CompatibilityTable {
  /// A line of the table.
  struct Line {
    let name: String
    let compared: String
    var sixteen = Deviation()
    var eight = Deviation()
  }

  /// The operations one by one, on a palette of 264 colours.
  static func operations() throws -> [Line] {
    try pixelOperations() + gimpOperations()
  }

  /// The plans on pictures of 96 × 64: the first half, the second half from the reference's first, and
  /// the whole.
  static func plans() async throws -> [(plan: String, lines: [Line])] {
    var result: [(plan: String, lines: [Line])] = []
    for known in Vectors.cases {
      var first = Line(name: known.name, compared: "NumPy part")
      var second = Line(name: known.name, compared: "GIMP part")
      var whole = Line(name: known.name, compared: "whole")
      for depth in ["16", "8"] {
        let source = try Vectors.picture("in\(depth)")
        let half = try Vectors.picture("\(known.name).out\(depth).nongimp")
        let end = try Vectors.picture("\(known.name).out\(depth)")
        let numpy = NumPyStage(ProcessedValues(known.plan))
        let gimp = GimpStage(known.plan, order: .plan)
        let deviations = [
          Deviation.of(try await numpy.render(source, jobs: 2), half),
          Deviation.of(try await gimp.render(half, jobs: 2), end),
          Deviation.of(
            try await MonetExecutor([MonetEdit(known.plan)]).render(source, jobs: 2), end),
        ]
        let path: WritableKeyPath<Line, Deviation> = depth == "16" ? \.sixteen : \.eight
        first[keyPath: path] = deviations[0]
        second[keyPath: path] = deviations[1]
        whole[keyPath: path] = deviations[2]
      }
      result.append((known.name, [first, second, whole]))
    }
    return result
  }

  /// The tables as Markdown.
  static func text() async throws -> String {
    var lines = [
      "| operation | compared | largest, 16 bit | mean | largest, 8 bit | mean |",
      "|---|---|---|---|---|---|",
    ]
    let selective = MonetEdit.keys.filter { $0.contains("Adjustment") }
    let plans = try await plans()
    for line in try operations() { lines.append(row(line)) }
    if var hsl = plans.first(where: { $0.plan == "hsl-red" })?.lines.first {
      hsl = Line(
        name: "\(selective.count) selective colours", compared: "hsl-red, a picture of 96 × 64",
        sixteen: hsl.sixteen, eight: hsl.eight)
      lines.append(row(hsl))
    }
    lines += [
      "", "| plan | part | largest, 16 bit | mean | largest, 8 bit | mean | 8 bit within 1 |",
      "|---|---|---|---|---|---|---|",
    ]
    for (_, parts) in plans {
      for line in parts {
        let share = String(format: "%.2f %%", 100 * line.eight.shareWithinOne)
        lines.append("\(row(line)) \(share) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ line: Line) -> String {
    func numbers(_ deviation: Deviation) -> String {
      guard deviation.count > 0 else { return "– | –" }
      let largest =
        deviation.largest == deviation.largest.rounded()
        ? "\(Int(deviation.largest))" : String(format: "%.2f", deviation.largest)
      return largest + " | " + String(format: "%.3f", deviation.mean)
    }
    return "| \(line.name) | \(line.compared) | \(numbers(line.sixteen)) | \(numbers(line.eight)) |"
  }

  /// The first half's operations, in codes of 16 bit; the vectors have six decimals.
  private static func pixelOperations() throws -> [Line] {
    let file = try Vectors.json("vector-pixel-ops")
    let palette = colors(file["palette"])
    let names = [
      "Exposure": "Exposure", "Tones": "Highlights, Shadows", "TintLab": "Tint (first)",
      "Vibrance": "Vibrance",
    ]
    var lines: [Line] = []
    for vector in file["vectors"]?.items ?? [] {
      var row = palette
      let value = vector["i"]?.number ?? vector["t"]?.number ?? 0
      switch vector["op"]?.string {
      case "Exposure":
        if let exposure = MonetExposure(value) {
          row = PixelRow(
            red: row.red.map { exposure($0) }, green: row.green.map { exposure($0) },
            blue: row.blue.map { exposure($0) })
        }
      case "Tones":
        MonetTones(
          highlights: vector["highlights"]?.number ?? 0, shadows: vector["shadows"]?.number ?? 0)?(
            &row)
      case "TintLab": MonetLabTint(value)?(&row)
      default: MonetVibrance(value)?(&row)
      }
      let expected = colors(vector["out"])
      var deviation = Deviation()
      for path in [\PixelRow.red, \PixelRow.green, \PixelRow.blue] {
        for (a, b) in zip(row[keyPath: path], expected[keyPath: path]) {
          deviation.add(65535 * Double((a - b).magnitude))
        }
      }
      let name = names[vector["op"]?.string ?? ""] ?? ""
      add(deviation, nil, to: name, "values", &lines)
    }
    return lines
  }

  private static func colors(_ json: JSONValue?) -> PixelRow {
    let colors = json?.items ?? []
    func channel(_ index: Int) -> [Float] { colors.map { Float($0.items[index].number) } }
    return PixelRow(red: channel(0), green: channel(1), blue: channel(2))
  }

  private static func add(
    _ sixteen: Deviation, _ eight: Deviation?, to name: String, _ compared: String,
    _ lines: inout [Line]
  ) {
    let index = lines.firstIndex { $0.name == name } ?? lines.count
    if index == lines.count { lines.append(Line(name: name, compared: compared)) }
    lines[index].sixteen.add(sixteen)
    if let eight { lines[index].eight.add(eight) }
  }

  /// The second half's operations.
  private static func gimpOperations() throws -> [Line] {
    let file = try Vectors.json("vector-gimp-ops")
    var lines: [Line] = []
    for vector in file["vectors"]?.items ?? [] {
      let name = vector["op"]?.string ?? ""
      let value = vector["i"]?.number ?? 0
      func deviation(_ depth: String, _ top: Double) -> Deviation {
        let scale = CodeScale(top: top)
        var codes = samples(file["palette\(depth)"])
        for step in steps(name, value, scale) { step.apply(to: &codes) }
        var deviation = Deviation()
        for (a, b) in zip(codes, samples(vector["out\(depth)"])) {
          deviation.add(Double((Int(a) - Int(b)).magnitude))
        }
        return deviation
      }
      add(
        deviation("16", 65535), deviation("8", 255),
        to: name == "tint" ? "Tint (second)" : name.capitalized, "codes", &lines)
    }
    return lines
  }

  private static func samples(_ json: JSONValue?) -> [UInt16] {
    (json?.items ?? []).flatMap { $0.items.map { UInt16($0.number) } }
  }

  private static func steps(_ name: String, _ value: Double, _ scale: CodeScale) -> [any GimpStep] {
    switch name {
    case "contrast": [MonetContrast.step(value, scale)].compactMap(\.self)
    case "saturation": [MonetSaturation.step(value, scale)].compactMap(\.self)
    case "temperature": MonetTemperature.steps(value, scale)
    case "tint": [MonetGreenTint.step(value, scale)].compactMap(\.self)
    case "blacks": [MonetBlacks.step(value, scale)]
    default: MonetWhites.steps(value, scale)
    }
  }
}
