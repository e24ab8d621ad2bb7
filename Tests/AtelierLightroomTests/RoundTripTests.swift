import AtelierRecipe
import Foundation
import Testing

@testable import AtelierLightroom

@Suite("Settings come back as they were")
struct RoundTripTests {
  private let mapping = RecipeMapping(catalog: builtInCatalog)

  @Test("shared files exist", .enabled(if: !SharedFiles.settings.isEmpty, SharedFiles.note))
  func filesExist() {
    #expect(SharedFiles.settings.count >= 14)
  }

  @Test("an unchanged file is written byte for byte", arguments: SharedFiles.settings)
  func unchanged(path: String) throws {
    let content = try SharedFiles.bytes(path)
    let settings = try DevelopSettings(content)
    guard settings.kind == .xmp else { return }
    #expect(settings.xmp().bytes == content)
  }

  @Test("to a recipe, to XMP and back means the same", arguments: SharedFiles.settings)
  func throughRecipe(path: String) throws {
    let settings = try DevelopSettings(try SharedFiles.bytes(path))
    let mapped = mapping.recipe(from: settings)
    _ = try Recipe(json: mapped.recipe.json, catalog: builtInCatalog)
    let updated = try mapping.updating(settings, with: mapped.recipe)
    #expect(updated.notes == [])
    let written = updated.settings.xmp()
    #expect(written.leftOut == [])
    let again = try DevelopSettings(written.bytes, kind: .xmp)
    #expect(again.meansSame(as: settings))
    #expect(again.foreign == settings.foreign)
    #expect(mapping.recipe(from: again).recipe.adjustments == mapped.recipe.adjustments)
  }

  @Test("a recipe written anew says the same", arguments: SharedFiles.settings)
  func writtenAnew(path: String) throws {
    let context = MappingContext(storedSize: [6000, 4000], orientation: 6)
    let settings = try DevelopSettings(try SharedFiles.bytes(path))
    var recipe = mapping.recipe(from: settings, context: context).recipe
    let written = try mapping.settings(of: recipe, context: context)
    // Spots that are filled without a source have no form in Lightroom's settings, which is said.
    if case .rows(let spots)? = recipe.geometry["spots"]?["spots"] {
      let sourced = spots.filter { $0[7] != 2 }
      recipe.geometry["spots"] = sourced.isEmpty ? nil : ["spots": .rows(sourced)]
      #expect(
        written.notes.contains { $0.contains("no form in Lightroom") }
          == (sourced.count < spots.count))
    }
    let again = try DevelopSettings(written.settings.xmp().bytes, kind: .xmp)
    let read = mapping.recipe(from: again, context: context).recipe
    #expect(read.local.count == recipe.local.count)
    for (a, b) in zip(read.local, recipe.local) {
      #expect(near(a.json, b.json), "\(a.json.text()) \(b.json.text())")
    }
    // Lightroom's numbers are whole, its curves have whole steps.
    #expect(near(read.json["adjustments"] ?? .null, recipe.json["adjustments"] ?? .null, by: 0.51))
    #expect(near(read.json["geometry"] ?? .null, recipe.json["geometry"] ?? .null, by: 1e-4))
  }

  private func near(_ a: JSONValue, _ b: JSONValue, by tolerance: Double = 2e-5) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): abs(a - b) < tolerance
    case (.array(let a), .array(let b)):
      a.count == b.count && zip(a, b).allSatisfy { near($0, $1, by: tolerance) }
    case (.object(let a), .object(let b)):
      Set(a.keys).union(b.keys).allSatisfy {
        near(a[$0] ?? .null, b[$0] ?? .null, by: tolerance)
      }
    // What is absent is at rest.
    case (.null, .number(let b)): abs(b) < tolerance
    case (.number(let a), .null): abs(a) < tolerance
    case (.null, .object(let b)): b.values.allSatisfy { near(.null, $0, by: tolerance) }
    case (.object(let a), .null): a.values.allSatisfy { near($0, .null, by: tolerance) }
    default: a == b
    }
  }

  @Test("every kind of text holds the same settings", arguments: SharedFiles.settings)
  func throughTexts(path: String) throws {
    let settings = try DevelopSettings(try SharedFiles.bytes(path))
    for style in LiteralStyle.allCases {
      let again = try DevelopSettings(bytes(settings.roc(style)), kind: .roc)
      #expect(again.notes == [])
      #expect(again.meansSame(as: settings), "\(style)")
    }
    let template = try DevelopSettings(bytes(settings.template()))
    #expect(template.kind == .lrtemplate)
    #expect(template.meansSame(as: settings))
    // A document made anew from a text must hold it as well.
    let roc = try DevelopSettings(bytes(settings.roc(.json)), kind: .roc)
    let xmp = try DevelopSettings(roc.xmp().bytes)
    #expect(xmp.meansSame(as: settings))
  }

  @Test("a change touches its keys only", arguments: SharedFiles.settings)
  func changesLittle(path: String) throws {
    let settings = try DevelopSettings(try SharedFiles.bytes(path))
    var recipe = mapping.recipe(from: settings).recipe
    recipe["vibrance", "amount"] = 33
    let updated = try mapping.updating(settings, with: recipe)
    #expect(updated.notes == [])
    let again = try DevelopSettings(updated.settings.xmp().bytes, kind: .xmp)
    #expect(again.table["Vibrance"]?.number == 33)
    #expect(again.foreign == settings.foreign)
    var (a, b) = (again.table, settings.table)
    for key in ["Vibrance", "HasSettings", "ProcessVersion"] {
      a[key] = nil
      b[key] = nil
    }
    #expect(DevelopSettings(a).meansSame(as: DevelopSettings(b)))
  }

  @Test("keys are rendered, kept or refused, none is lost", arguments: SharedFiles.settings)
  func reports(path: String) throws {
    let settings = try DevelopSettings(try SharedFiles.bytes(path))
    let report = mapping.recipe(from: settings).report
    for key in Set(settings.table.entries.map(\.key)) {
      #expect(report.entries.contains { $0.key == key }, "\(key)")
    }
  }
}
