import AtelierCodecs
import AtelierPixels
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

/// The reference vectors, which were made with MonetGPT's executor and GIMP 2.10.34.
enum Vectors {
  /// The folder that holds them.
  static let folder = Repository.path("Tests/AtelierMonetTests/Vectors")

  /// A JSON file.
  static func json(_ name: String) throws -> JSONValue {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).json"))
    return try JSONValue(parsing: [UInt8](data))
  }

  /// A picture.
  static func picture(_ name: String) throws -> Picture {
    try PictureReader.read(.path("\(folder)/\(name).tif")).picture
  }

  /// A plan of the pipeline in the order of its file.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let plan: [MonetEdit.Entry]
    var testDescription: String { name }
  }

  /// The plans with pictures; JSON objects have no order here, so their keys stand in code.
  static let cases = [
    Case(
      name: "hsl-red",
      plan: [
        .init("HueAdjustmentRed", 40), .init("SaturationAdjustmentRed", -60),
        .init("LuminanceAdjustmentRed", 30),
      ]),
    Case(
      name: "tones",
      plan: [.init("Highlights", -40), .init("Shadows", 35), .init("Exposure", 8)]),
    Case(
      name: "plan-1",
      plan: [
        .init("Blacks", 15), .init("Contrast", 15), .init("Highlights", -15),
        .init("Shadows", 15), .init("Whites", 15), .init("Exposure", 3),
        .init("Temperature", -8), .init("Tint", 12), .init("Saturation", 10),
        .init("LuminanceAdjustmentGreen", -15), .init("SaturationAdjustmentGreen", -15),
      ]),
    Case(
      name: "zero-ops",
      plan: [.init("Exposure", 0), .init("Contrast", 0), .init("Blacks", 0)]),
  ]
}

extension JSONValue {
  /// The items of a list.
  var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
  /// The number, or NaN.
  var number: Double { if case .number(let number) = self { number } else { .nan } }
  /// The text, or an empty one.
  var string: String { if case .string(let text) = self { text } else { "" } }

  /// Pairs of key and number.
  var pairs: [MonetEdit.Entry] {
    items.map { MonetEdit.Entry($0.items[0].string, $0.items[1].number) }
  }
}

/// Differences of samples.
struct Deviation {
  private(set) var largest = 0.0
  private(set) var count = 0
  private var sum = 0.0
  private var beyondOne = 0

  var mean: Double { count == 0 ? 0 : sum / Double(count) }
  var shareWithinOne: Double { count == 0 ? 1 : 1 - Double(beyondOne) / Double(count) }

  mutating func add(_ difference: Double) {
    largest = max(largest, difference)
    sum += difference
    count += 1
    if difference > 1 { beyondOne += 1 }
  }

  mutating func add(_ other: Deviation) {
    largest = max(largest, other.largest)
    sum += other.sum
    count += other.count
    beyondOne += other.beyondOne
  }

  /// The differences of two pictures in codes.
  static func of(_ a: Picture, _ b: Picture) -> Deviation {
    var deviation = Deviation()
    func add(_ a: some Sequence<Int>, _ b: some Sequence<Int>) {
      for (x, y) in zip(a, b) { deviation.add(Double((x - y).magnitude)) }
    }
    switch (a.samples, b.samples) {
    case (.eight(let a), .eight(let b)): add(a.lazy.map { Int($0) }, b.lazy.map { Int($0) })
    case (.sixteen(let a), .sixteen(let b)): add(a.lazy.map { Int($0) }, b.lazy.map { Int($0) })
    default: deviation.add(.infinity)
    }
    return deviation
  }
}
