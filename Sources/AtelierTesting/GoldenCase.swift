import AtelierCodecs
package import AtelierEngine
import AtelierPixels
package import AtelierRecipe
import Foundation

/// A recipe whose result was looked at and kept: `recipe.json`, `expected.png` and `tolerance.json` in
/// `Tests/Golden/<operation>/<case>`.
///
/// `tolerance.json` is `{"picture": "landscape", "mean": 0.05, "percentile": 1}`: what is rendered,
/// the largest allowed mean difference and the largest 99.9 percentile, both in codes of 8 bit.
package struct GoldenCase: Sendable, CustomStringConvertible {
  /// Why a case does not hold.
  package struct Failure: Error, CustomStringConvertible {
    /// What was found and where to look.
    package let description: String
  }

  /// Name of the operation, or of a combination of several.
  package let operation: String
  /// Name of the case.
  package let name: String
  private let folder: URL

  /// The case for messages.
  package var description: String { "\(operation)/\(name)" }

  /// All cases, in order.
  package static let all: [GoldenCase] = {
    let root = Repository.root.appendingPathComponent("Tests/Golden")
    func folders(in url: URL) -> [URL] {
      let found = try? FileManager.default.contentsOfDirectory(
        at: url, includingPropertiesForKeys: nil)
      return (found ?? []).filter(\.hasDirectoryPath).sorted { $0.path < $1.path }
    }
    return folders(in: root).flatMap { operation in
      folders(in: operation).map {
        GoldenCase(
          operation: operation.lastPathComponent, name: $0.lastPathComponent, folder: $0)
      }
    }
  }()

  /// The recipe.
  ///
  /// - Throws: `RecipeError`, or what reading the file throws.
  package func recipe(catalog: RecipeCatalog) throws -> Recipe {
    try Recipe(json: try json("recipe.json"), catalog: catalog)
  }

  /// Renders the recipe and compares with the expected picture; with `ATELIER_RECORD=1` the result
  /// becomes the expected one.
  ///
  /// - Throws: ``Failure`` where it differs; the result and the difference, eight times enlarged, are
  ///   then in the folder that its description names.
  package func check(engine: RenderEngine) async throws {
    let tolerance = try json("tolerance.json")
    guard case .string(let pictureName)? = tolerance["picture"],
      let input = GoldenPicture(rawValue: pictureName),
      case .number(let mean)? = tolerance["mean"],
      case .number(let percentile)? = tolerance["percentile"]
    else {
      throw Failure(description: "\(self): tolerance.json lacks picture, mean or percentile.")
    }

    let recipe = try recipe(catalog: engine.catalog)
    let prepared = try await engine.prepare(
      try input.picture(), geometry: recipe.geometry, jobs: 2)
    let sink = SampleCollector()
    try await engine.render(recipe, of: prepared, in: .sRGB, to: sink, jobs: 2)
    let actual = sink.bytes

    let file = folder.appendingPathComponent("expected.png")
    if Repository.isRecording { try write(actual, prepared.size, to: file) }
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw Failure(description: "\(self): expected.png is missing; ATELIER_RECORD=1 records it.")
    }
    let expected = try PictureReader.read(.path(file.path)).picture
    guard expected.size == prepared.size, case .eight(let codes) = expected.samples else {
      throw Failure(
        description: "\(self): the result is \(prepared.size) pixels, expected.png is "
          + "\(expected.size).")
    }
    let differences = zip(actual, codes).map { Int($0) - Int($1) }
    let sorted = differences.map(\.magnitude).sorted()
    let foundMean = Double(sorted.reduce(0, +)) / Double(max(sorted.count, 1))
    let foundPercentile = sorted[min(sorted.count - 1, sorted.count * 999 / 1000)]
    guard foundMean > mean || Double(foundPercentile) > percentile else { return }

    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("atelier-golden/\(operation)/\(name)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try write(actual, prepared.size, to: place.appendingPathComponent("actual.png"))
    let shown = differences.map { UInt8(min(max(128 + 8 * $0, 0), 255)) }
    try write(shown, prepared.size, to: place.appendingPathComponent("difference.png"))
    throw Failure(
      description: "\(self): mean difference \(foundMean) (allowed \(mean)), 99.9 % within "
        + "\(foundPercentile) (allowed \(percentile)); look at \(place.path) and record with "
        + "ATELIER_RECORD=1 where it is right.")
  }

  private func json(_ name: String) throws -> JSONValue {
    try JSONValue(parsing: Array(try Data(contentsOf: folder.appendingPathComponent(name))))
  }

  private func write(_ codes: [UInt8], _ size: PixelSize, to file: URL) throws {
    let encoder = try PictureEncoder(size: size, format: .png)
    var strip = 0
    while strip * encoder.stripHeight < size.height {
      let first = strip * encoder.stripHeight
      let rows = first..<min(first + encoder.stripHeight, size.height)
      let range = (3 * size.width * rows.lowerBound)..<(3 * size.width * rows.upperBound)
      try encoder.accept(strip: strip, rows: rows, samples: .eight(Array(codes[range])))
      strip += 1
    }
    try Data(try encoder.finish().bytes).write(to: file)
  }
}

extension GoldenPicture {
  /// The picture itself.
  ///
  /// - Throws: `CodecError` where the photo cannot be read.
  fileprivate func picture() throws -> Picture {
    let name: String
    switch self {
    case .landscape: name = "aitzgorri.jpg"
    case .cat: name = "chelsea.png"
    case .chart: return Self.makeChart()
    }
    let path = Repository.path("Examples/photos/\(name)")
    guard let small = Self.reduced(try PictureReader.read(.path(path)).picture) else {
      throw GoldenCase.Failure(description: "\(name) is no 8-bit photo of enough pixels.")
    }
    return small
  }
}
