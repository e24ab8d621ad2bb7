import AtelierRecipe
import Testing

@testable import AtelierLightroom

@Suite("Spots and picked colours")
struct SpotMappingTests {
  private let mapping = RecipeMapping(catalog: builtInCatalog)

  private func map(
    _ settings: DevelopSettings, _ orientation: Int = 1, amount: Double = 1
  ) -> MappedRecipe {
    mapping.recipe(
      from: settings, context: MappingContext(orientation: orientation),
      options: MappingOptions(amount: amount))
  }

  private func rows(_ recipe: Recipe) -> [[Double]] {
    if case .rows(let rows)? = recipe.geometry["spots"]?["spots"] { rows } else { [] }
  }

  private static let areas = """
    {RetouchAreas = {{SpotType = "heal", SourceX = 0.5, OffsetY = 0.2, Opacity = 0.8, Feather = 0.25,
    Masks = {{What = "Mask/Ellipse", X = 0.3, Y = 0.4, SizeX = 0.02, SizeY = 0.02}}}}}
    """

  @Test("a healing spot becomes a row and goes back")
  func heal() throws {
    let settings = try DevelopSettings(bytes(Self.areas), kind: .roc)
    let mapped = map(settings)
    #expect(rows(mapped.recipe) == [[0.3, 0.4, 0.02, 0.5, 0.2, 0.25, 0.8, 0, 0]])
    let written = try mapping.settings(of: mapped.recipe).settings
    #expect(rows(map(written).recipe) == rows(mapped.recipe))
    let same = try mapping.updating(settings, with: mapped.recipe).settings
    #expect(same.table == settings.table)
  }

  @Test("spots follow the photo through all eight orientations", arguments: 1...8)
  func orientations(_ orientation: Int) throws {
    let mapped = map(try DevelopSettings(bytes(Self.areas), kind: .roc), orientation)
    let row = rows(mapped.recipe)[0]
    // Where EXIF 2.32, table 6, puts the stored point (0.3, 0.4).
    let places = [
      [0.3, 0.4], [0.7, 0.4], [0.7, 0.6], [0.3, 0.6], [0.4, 0.3], [0.6, 0.3], [0.6, 0.7],
      [0.4, 0.7],
    ]
    #expect(abs(row[0] - places[orientation - 1][0]) < 1e-9)
    #expect(abs(row[1] - places[orientation - 1][1]) < 1e-9)
    let written = try mapping.settings(
      of: mapped.recipe, context: MappingContext(orientation: orientation)
    ).settings
    let back = rows(map(written, orientation).recipe)[0]
    for (a, b) in zip(row, back) { #expect(abs(a - b) < 1e-5) }
  }

  @Test("old lines are read where the new form is absent")
  func oldLines() throws {
    let mapped = map(
      try DevelopSettings(
        bytes(
          "{RetouchInfo = {\"centerX = 0.076351, centerY = 0.683087, radius = 0.028310, sourceState = "
            + "sourceAutoComputed, sourceX = 0.1, sourceY = 0.582337, spotType = clone\"}}"),
        kind: .roc))
    #expect(rows(mapped.recipe) == [[0.076351, 0.683087, 0.02831, 0.1, 0.582337, 0, 1, 1, 0]])
  }

  @Test(
    "spots of real files are read; generated ones say that they are approximate",
    .enabled(if: !SharedFiles.settings.isEmpty, SharedFiles.note))
  func realFiles() throws {
    let healed = map(
      try DevelopSettings(try SharedFiles.bytes("xmp/lr8.2_pv15.4_masks_ellipse_gradient.xmp")))
    #expect(
      rows(healed.recipe).first
        == [0.076351, 0.683087, 0.02831, 0.076351, 0.582337, 0, 1, 0, 0])
    #expect(healed.report.entries.first { $0.key == "RetouchAreas" }?.outcome == .rendered)
    let filled = map(
      try DevelopSettings(try SharedFiles.bytes("xmp/lr8.2_pv15.4_bw_paint_masks.xmp")))
    let entry = filled.report.entries.first { $0.key == "RetouchAreas" }
    #expect(entry?.outcome == .assumed && entry?.reason.contains("filled") == true)
    #expect(rows(filled.recipe).allSatisfy { $0[7] == 2 } && !rows(filled.recipe).isEmpty)
  }

  private static let picked =
    "4.010205, 0.661251, 0.248872, 0.4, 0.2, -0.6, 0.5, 0, 0.33, 0.67, 1, 0, 0.48, 0.84, 1, 0, "
    + "0.36, 0.72, 1"

  private func colors(_ recipe: Recipe) -> [[Double]] {
    if case .rows(let rows)? = recipe.adjustments["point_color"]?["colors"] { rows } else { [] }
  }

  @Test("picked colours go both ways, unused rows are left out, a strength scales what they do")
  func pointColors() throws {
    let unused = Array(repeating: "-1.000000", count: 19).joined(separator: ", ")
    let text = "{PointColors = {\"\(Self.picked)\", \"\(unused)\"}}"
    let settings = try DevelopSettings(bytes(text), kind: .roc)
    let mapped = map(settings)
    #expect(colors(mapped.recipe).count == 1 && colors(mapped.recipe)[0][3] == 0.4)
    let written = try mapping.settings(of: mapped.recipe).settings
    #expect(colors(map(written).recipe) == colors(mapped.recipe))
    let weak = colors(map(settings, amount: 0.5).recipe)[0]
    #expect(weak[3] == 0.2 && weak[4] == 0.1 && weak[5] == -0.3 && weak[0] == 4.010205)
  }

  @Test("a look's picked colours stand behind the file's own, by the look's amount")
  func look() throws {
    let text = """
      {PointColors = {"\(Self.picked)"},
      Look = {Name = "L", Amount = 0.5, Parameters = {PointColors = {"\(Self.picked)"}, RedHue = 20}}}
      """
    let mapped = map(try DevelopSettings(bytes(text), kind: .roc))
    #expect(colors(mapped.recipe).map { $0[3] } == [0.4, 0.2])
    #expect(mapped.recipe["calibration", "red_hue"] == 10)
  }
}
