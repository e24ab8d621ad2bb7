package import AtelierEngine
import AtelierPixels
package import AtelierRecipe

/// Bakes what a recipe does to colours into a table.
package struct CubeBaker: Sendable {
  private let engine: RenderEngine

  /// Makes a baker.
  package init(engine: RenderEngine) { self.engine = engine }

  /// Renders every colour of a lattice on sRGB's axis.
  ///
  /// - Parameters:
  ///   - recipe: only what changes a pixel by its own colour can stand in a table; the rest is left out.
  ///   - side: entries a channel of a table that is baked.
  ///   - title: the table's name.
  ///   - jobs: number of workers.
  /// - Returns: the table from sRGB to sRGB, and the names of what was left out.
  /// - Throws: `RenderError.cancelled`.
  package func bake(
    _ recipe: Recipe, side: Int = 33, title: String, jobs: Int
  ) async throws -> (table: ColorTable, leftOut: [String]) {
    // What is nothing but a table is that table.
    if recipe.local.isEmpty, recipe.geometry.isEmpty, recipe.monet.isEmpty,
      recipe.adjustments.count == 1, let values = recipe.adjustments["lookup_table"],
      (values["amount"]?.number ?? 100) == 100, case .table(let table?)? = values["table"]
    {
      return (table, [])
    }
    var colors = recipe
    var leftOut = recipe.geometry.keys.sorted()
    if !recipe.local.isEmpty { leftOut.append("local adjustments") }
    if !recipe.monet.isEmpty { leftOut.append(MonetEdit.description.name) }
    colors.monet = []
    colors.local = []
    colors.geometry = [:]
    for operation in engine.operations.descriptions
    where recipe.adjustments[operation.name] != nil {
      guard isOfColor(operation) else {
        leftOut.append(operation.name)
        colors.adjustments[operation.name] = nil
        continue
      }
    }
    let size = PixelSize(width: side * side, height: side)
    var samples: [UInt16] = []
    samples.reserveCapacity(3 * size.pixelCount)
    func code(_ index: Int) -> UInt16 {
      UInt16((65_535 * Double(index) / Double(side - 1)).rounded())
    }
    for blue in 0..<side {
      for green in 0..<side {
        for red in 0..<side { samples += [code(red), code(green), code(blue)] }
      }
    }
    let lattice = Picture(size: size, samples: .sixteen(samples), colorSpace: .sRGB)
    let prepared = try await engine.prepare(lattice, jobs: jobs)
    let sink = SampleCollector(depth: .sixteen, stripHeight: 8)
    try await engine.render(colors, of: prepared, in: .sRGB, to: sink, jobs: jobs)
    let values = sink.words.map { Float($0) / 65_535 }
    let entries = stride(from: 0, to: values.count, by: 3).map {
      SIMD3(values[$0], values[$0 + 1], values[$0 + 2])
    }
    guard let table = ColorTable(title: title, shape: .cube(side: side), entries: entries) else {
      preconditionFailure("the lattice has side³ entries")
    }
    return (table, leftOut)
  }

  /// Whether an operation looks at nothing but a pixel's own colour.
  private func isOfColor(_ operation: OperationDescription) -> Bool {
    guard [.light, .tone, .color].contains(operation.stage) else { return false }
    let type = engine.operations.operations.first { $0.describe.name == operation.name }
    return type is any PointOperation.Type || type is any ToneOperation.Type
  }
}
