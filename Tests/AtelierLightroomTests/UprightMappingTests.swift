import AtelierRecipe
import Testing

@testable import AtelierLightroom

@Suite("Upright")
struct UprightMappingTests {
  private let mapping = RecipeMapping(catalog: builtInCatalog)
  /// A real correction of verticals.
  private static let vertical =
    "1.324242917,-0.010468300,-0.000000000,-0.979818960,1.404760585,0.799977181,-2.019842538,"
    + "-0.000002219,3.019842538"

  private func settings(_ attributes: String) throws -> DevelopSettings {
    try DevelopSettings(
      bytes(
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-"
          + "syntax-ns#'><rdf:Description rdf:about='' xmlns:crs='http://ns.adobe.com/camera-raw-"
          + "settings/1.0/' crs:HasSettings='True' \(attributes)/></rdf:RDF></x:xmpmeta>"))
  }

  private func projection(_ recipe: Recipe) -> [Double]? {
    if case .numbers(let numbers)? = recipe.geometry["perspective"]?["upright"] {
      numbers
    } else {
      nil
    }
  }

  private func image(_ m: [Double], _ p: SIMD2<Double>) -> SIMD2<Double> {
    let depth = m[6] * p.x + m[7] * p.y + m[8]
    return [(m[0] * p.x + m[1] * p.y + m[2]) / depth, (m[3] * p.x + m[4] * p.y + m[5]) / depth]
  }

  @Test("the transform of the mode in use is taken, turned with the photo", arguments: 1...8)
  func stored(orientation: Int) throws {
    let mapped = mapping.recipe(
      from: try settings(
        "crs:PerspectiveUpright='4' crs:UprightTransform_3='1,0,0,0,1,0,0,0,1' "
          + "crs:UprightTransform_4='\(Self.vertical)'"),
      context: MappingContext(storedSize: [300, 200], orientation: orientation))
    let upright = try #require(projection(mapped.recipe))
    _ = try Recipe(json: mapped.recipe.json, catalog: builtInCatalog)
    let numbers = Self.vertical.split(separator: ",").compactMap { Double($0) }
    for place in [SIMD2(0.2, 0.3), [0.9, 0.1], [0.5, 0.5]] as [SIMD2<Double>] {
      let wanted = CropFrame.turn(image(numbers, place), orientation, .one)
      let found = image(upright, CropFrame.turn(place, orientation, .one))
      #expect((wanted - found).x.magnitude < 1e-9 && (wanted - found).y.magnitude < 1e-9)
    }
    let entry = mapped.report.entries.first { $0.key == "PerspectiveUpright" }
    #expect(entry?.outcome == .assumed && entry?.reason.contains("vertical") == true)
  }

  @Test("without a transform, or with a broken one, the mode is named")
  func missing() throws {
    for (text, outcome) in [
      ("crs:PerspectiveUpright='1'", MappingReport.Outcome.kept),
      ("crs:PerspectiveUpright='1' crs:UprightTransform_1='1,2,3'", .refused),
      ("crs:PerspectiveUpright='1' crs:UprightTransform_1='0,0,0,0,0,0,0,0,1'", .refused),
      ("crs:PerspectiveUpright='9'", .refused),
    ] {
      let mapped = mapping.recipe(from: try settings(text))
      #expect(projection(mapped.recipe) == nil)
      let entry = mapped.report.entries.first { $0.key == "PerspectiveUpright" }
      #expect(entry?.outcome == outcome && entry?.isNeutral == false, "\(text)")
    }
    let off = mapping.recipe(
      from: try settings("crs:PerspectiveUpright='0' crs:UprightTransform_4='\(Self.vertical)'"))
    #expect(off.recipe.geometry.isEmpty)
  }

  @Test("a projection of a recipe is written, and none takes it out", arguments: [1, 6, 7])
  func written(orientation: Int) throws {
    let context = MappingContext(storedSize: [300, 200], orientation: orientation)
    let wanted = [1.1, 0.1, 0, 0, 0.9, 0.05, 0.2, 0, 0.9]
    let recipe = Recipe(geometry: ["perspective": ["upright": .numbers(wanted)]])
    let result = try mapping.settings(of: recipe, context: context)
    #expect(result.settings.table["PerspectiveUpright"]?.number == 5)
    let back = try #require(
      projection(mapping.recipe(from: result.settings, context: context).recipe))
    for place in [SIMD2(0.2, 0.3), [0.9, 0.1]] as [SIMD2<Double>] {
      let distance = image(back, place) - image(wanted, place)
      #expect((distance * distance).sum() < 1e-10)
    }
    let none = try mapping.updating(result.settings, with: Recipe(), context: context).settings
    #expect(none.table["PerspectiveUpright"]?.number == 0)
  }
}
