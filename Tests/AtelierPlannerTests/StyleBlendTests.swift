import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import AtelierVision
import Testing

/// Styles and their examples, made up.
enum MadeStyle {
  static let catalog = RenderEngine(operations: .builtIn, masks: .builtIn).catalog

  /// The features of a flat picture of one grey.
  static func features(grey: Float) -> SceneFeatures {
    let values = [Float](repeating: grey, count: 12)
    let picture = PlanarPicture(
      size: PixelSize(width: 4, height: 3), red: values, green: values, blue: values)
    return SceneFeatures(of: PictureStatistics(of: picture))
  }

  static func example(
    _ name: String, grey: Float, input: LearnedStyle.Input = .rendered, _ adjustments: Adjustments
  ) -> LearnedStyle.Example {
    LearnedStyle.Example(
      name: name, input: input, source: .pictures, features: features(grey: grey),
      adjustments: adjustments, untouched: 6.25, residual: 1.5, leftOut: ["crop"])
  }

  /// A style that brightens dark pictures more than light ones.
  static func brightening(
    _ name: String = "anna", count: Int = 6, input: LearnedStyle.Input = .rendered
  ) -> LearnedStyle {
    LearnedStyle(
      name: name,
      examples: (0..<count).map { index in
        example(
          "photo \(index)", grey: 0.05 + 0.1 * Float(index), input: input,
          ["exposure": ["stops": .number(1 - 0.15 * Double(index))]])
      })
  }
}

@Suite("Mixing the edits of a style's examples")
struct StyleBlendTests {
  private let catalog = MadeStyle.catalog

  private func blend(_ edits: [Adjustments], grey: Float = 0.2) -> StyleBlend {
    let examples = edits.enumerated().map { index, edit in
      MadeStyle.example("\(index)", grey: 0.2, edit)
    }
    return StyleBlend(of: examples, for: MadeStyle.features(grey: grey), catalog: catalog)
  }

  @Test("a picture is at no distance from itself, and further from pictures of other light")
  func distance() {
    let (dark, middle, light) = (
      MadeStyle.features(grey: 0.02), MadeStyle.features(grey: 0.1), MadeStyle.features(grey: 0.8)
    )
    #expect(dark.distance(to: dark) == 0)
    #expect(dark.distance(to: light) == light.distance(to: dark))
    #expect(dark.distance(to: light) > dark.distance(to: middle))
  }

  @Test("shares sum to 1 and the nearest example has the largest")
  func shares() throws {
    let style = MadeStyle.brightening(count: 8)
    let blend = StyleBlend(
      of: style.examples, for: MadeStyle.features(grey: 0.06), catalog: catalog)
    #expect((blend.neighbors.reduce(0) { $0 + $1.share } - 1).magnitude < 1e-9)
    #expect(blend.neighbors.first?.name == "photo 0")
    #expect(blend.neighbors.count == 8)
    let light = StyleBlend(
      of: style.examples, for: MadeStyle.features(grey: 0.75), catalog: catalog)
    let stops = [blend, light].map { $0.adjustments["exposure"]?["stops"]?.number ?? 0 }
    #expect(stops[0] > stops[1] + 0.1, "\(stops)")
    #expect((0..<1.1).contains(stops[1]) && (0...1).contains(blend.confidence))
  }

  @Test("numbers are averaged, and what an example does not set counts with its default")
  func numbers() {
    let blend = blend([["contrast": ["amount": .number(20)]], [:]])
    #expect(blend.adjustments["contrast"]?["amount"] == .number(10))
  }

  @Test("tints are averaged as colours: 350° and 10° make red, opposite ones make none")
  func tints() throws {
    func tint(_ hue: Double) -> Adjustments {
      ["color_grading": ["shadow_hue": .number(hue), "shadow_saturation": .number(20)]]
    }
    let red = try #require(blend([tint(350), tint(10)]).adjustments["color_grading"])
    let hue = try #require(red["shadow_hue"]?.number ?? 0)
    #expect(min(hue, 360 - hue) < 0.2)
    #expect(((red["shadow_saturation"]?.number ?? 0) - 19.7).magnitude < 0.1)
    let none = blend([tint(90), tint(270)]).adjustments["color_grading"]
    #expect((none?["shadow_saturation"]?.number ?? 0) == 0)
  }

  @Test("curves of one layout are averaged node by node, others are left out and said")
  func curves() {
    func curve(_ points: CurvePoint...) -> Adjustments {
      ["tone_curve": ["master": .curve(points)]]
    }
    let one = curve(CurvePoint(0, 0.1), CurvePoint(0.5, 0.6), CurvePoint(1, 1))
    let two = curve(CurvePoint(0, 0), CurvePoint(0.5, 0.4), CurvePoint(1, 0.9))
    let mixed = blend([one, two])
    #expect(
      mixed.adjustments["tone_curve"]?["master"]
        == .curve([CurvePoint(0, 0.05), CurvePoint(0.5, 0.5), CurvePoint(1, 0.95)]))
    let other = curve(CurvePoint(0, 0), CurvePoint(0.3, 0.4), CurvePoint(1, 1))
    let apart = blend([one, other])
    #expect(apart.adjustments["tone_curve"] == nil)
    #expect(apart.leftOut == ["tone_curve.master"])
  }

  @Test("a switch is kept where all examples have it, and left out where they differ")
  func switches() {
    let on: Adjustments = ["black_and_white": ["enabled": .flag(true)]]
    #expect(blend([on, on]).adjustments == on)
    let apart = blend([on, [:]])
    #expect(apart.adjustments.isEmpty)
    #expect(apart.leftOut == ["black_and_white.enabled"])
  }

  @Test("what was always done is done to any photo, what differed is not carried far")
  func strength() {
    let edit: Adjustments = ["contrast": ["amount": .number(30)]]
    let preset = blend([edit, edit, edit], grey: 0.9)
    #expect(preset.strength == 1)
    #expect(preset.adjustments == edit)
    let opposite: Adjustments = ["contrast": ["amount": .number(-24)]]
    let near = blend([edit, edit, opposite])
    let far = blend([edit, edit, opposite], grey: 0.0001)
    #expect(near.strength == 1 && far.strength < 0.8, "\(far.strength)")
    #expect(far.confidence < near.confidence)
  }
}

@Suite("Learned styles as documents")
struct LearnedStyleTests {
  private let catalog = MadeStyle.catalog

  @Test("a style is read as it was written")
  func roundTrip() throws {
    let style = MadeStyle.brightening("二叔 style")
    let read = try LearnedStyle(
      json: JSONValue(parsing: Array(style.json.text().utf8)), catalog: catalog)
    #expect(read.json == style.json)
    #expect(read.name == style.name)
    #expect(read.examples.map(\.adjustments) == style.examples.map(\.adjustments))
  }

  @Test("a document that is cut anywhere is refused")
  func cut() throws {
    let bytes = Array(MadeStyle.brightening().json.text().utf8)
    for count in stride(from: 0, to: bytes.count, by: 97) {
      #expect(throws: RecipeError.self) {
        try LearnedStyle(json: JSONValue(parsing: Array(bytes[..<count])), catalog: catalog)
      }
    }
  }

  /// A document with one value exchanged.
  private func changed(_ path: [String], to value: JSONValue?) -> JSONValue {
    func change(_ json: JSONValue, _ path: ArraySlice<String>) -> JSONValue {
      guard let key = path.first else { return value ?? .null }
      switch json {
      case .object(var members):
        if path.count == 1, value == nil {
          members[key] = nil
        } else {
          members[key] = change(members[key] ?? .null, path.dropFirst())
        }
        return .object(members)
      case .array(var items):
        items[0] = change(items[0], path.dropFirst())
        return .array(items)
      default: return value ?? .null
      }
    }
    return change(MadeStyle.brightening().json, path[...])
  }

  private static let wrong: [([String], JSONValue?)] = [
    (["version"], 2), (["version"], nil), (["name"], ""), (["name"], 3),
    (["name"], "\u{1B}[2J"), (["more"], 1), (["examples"], []), (["examples"], "none"),
    (["examples", "0", "name"], "a\nb"), (["examples", "0", "input"], "film"),
    (["examples", "0", "features", "chroma"], nil),
    (["examples", "0", "features", "chroma"], 1e9),
    (["examples", "0", "features", "chroma"], "12"),
    (["examples", "0", "features", "weather"], 1),
    (["examples", "0", "recipe"], ["version": 1, "adjustments": ["exposure": ["stops": 99]]]),
    (["examples", "0", "recipe"], ["version": 1, "geometry": ["rotate": ["quarter_turns": 1]]]),
    (["examples", "0", "recipe"], ["version": 1, "adjustments": ["magic": [:]]]),
    (["examples", "0", "residual"], -1), (["examples", "0", "left_out"], [1]),
    (["examples", "0", "path"], "/home/anna"),
  ]

  @Test("a hostile document is refused", arguments: wrong.indices)
  func hostile(_ index: Int) {
    let (path, value) = Self.wrong[index]
    #expect(throws: RecipeError.self, "\(path)") {
      try LearnedStyle(json: changed(path, to: value), catalog: catalog)
    }
  }

  @Test("five examples of one kind are enough, four of each are not")
  func least() throws {
    let five = MadeStyle.brightening(count: 5)
    #expect(five.inputs == [.rendered])
    let fours = LearnedStyle(
      name: "anna",
      examples: MadeStyle.brightening(count: 4).examples
        + MadeStyle.brightening(count: 4, input: .raw).examples)
    #expect(fours.inputs.isEmpty)
    #expect(throws: RecipeError.self) { try LearnedStyle(json: fours.json, catalog: catalog) }
  }

  @Test(
    "spellings of one name are one style",
    arguments: [
      ("Anna Wedding", "anna_wedding"), ("film", " FILM "), ("復古", "复古"), ("É", "e\u{301}"),
      ("faded-film", "Faded  Film"),
    ])
  func names(_ one: String, _ two: String) {
    #expect(StyleName.key(one) != nil)
    #expect(StyleName.key(one) == StyleName.key(two))
  }

  @Test(
    "names that are no file names are refused",
    arguments: [
      "", " ", "../x", "a/b", ".hidden", "a\u{0}b", "x\n", String(repeating: "a", count: 61),
    ])
  func badNames(_ name: String) {
    #expect(StyleName.key(name) == nil)
  }

  @Test("looks are found by every name they have")
  func looks() {
    for look in LookBank.all { #expect(StyleName.look(look.id)?.id == look.id) }
    #expect(StyleName.look("复古")?.id == "vintage")
    #expect(StyleName.look("Moody") != nil)
    #expect(StyleName.look("anna") == nil)
  }
}

@Suite("Plans in a style")
struct StylePlanTests {
  private let engine = RenderEngine(operations: .builtIn, masks: .builtIn)

  private func plan(
    _ sentence: String, _ styles: PlanStyles, isRaw: Bool = false
  ) async throws -> Plan {
    let size = PixelSize(width: 90, height: 60)
    var samples: [UInt8] = []
    for index in 0..<size.pixelCount {
      let light = UInt8(60 + index % 90)
      samples += [light, light + 4, light + 8]
    }
    let picture = try await engine.prepare(
      Picture(size: size, samples: .eight(samples)), light: SourceLight(isRaw: isRaw), jobs: 2)
    return try await BuiltInPlanner(catalog: engine.catalog).plan(
      Brief(instruction: sentence), styles: styles,
      renderer: ScenePreview(of: picture, engine: engine, jobs: 2))
  }

  @Test("a plan says which examples it follows, how surely, and that they are few")
  func explained() async throws {
    let plan = try await plan("", PlanStyles(chosen: .learned(MadeStyle.brightening())))
    #expect(plan.outcome == .complete)
    #expect((plan.recipe["exposure", "stops"] ?? 0) > 0)
    let notes = plan.notes.map(\.text).joined(separator: "\n")
    #expect(notes.contains("photo ") && notes.contains("confidence"))
    #expect(notes.contains("learned from 6 examples only"))
    #expect(plan.steps.first?.issue.contains("anna") == true)
    let many = try await self.plan(
      "", PlanStyles(chosen: .learned(MadeStyle.brightening(count: 10))))
    #expect(!many.notes.contains { $0.text.contains("only") })
  }

  @Test("a style of rendered photos is not put on RAW ones, and says so")
  func otherInput() async throws {
    let chosen = PlanStyles(chosen: .learned(MadeStyle.brightening()))
    let plan = try await plan("", chosen, isRaw: true)
    #expect(plan.outcome == .declined)
    #expect(plan.recipe == Recipe())
    #expect(plan.notes.contains { $0.kind == .cannotBeDone && $0.text.contains("rendered") })
    let both = try await self.plan("half a stop brighter", chosen, isRaw: true)
    #expect(both.outcome == .partial)
    #expect(both.recipe["exposure", "stops"] == 0.5)
  }

  @Test("a learned style wins over a look that a sentence names, and says so")
  func instead() async throws {
    let learned = MadeStyle.brightening("film")
    let plan = try await plan("make it look like film", PlanStyles(instead: [learned]))
    #expect(plan.recipe.adjustments.keys.sorted() == ["exposure"], "\(plan.recipe.adjustments)")
    #expect(plan.notes.contains { $0.text.contains("the built-in look of that name is not used") })
    // Another name of the same look still means the look.
    let other = try await self.plan("analog", PlanStyles(instead: [learned]))
    #expect(other.recipe["grain", "amount"] != nil)
  }

  @Test("a built-in style is put on by its name, in either language")
  func builtIn() async throws {
    let look = try #require(StyleName.look("复古"))
    let plan = try await plan("", PlanStyles(chosen: .builtIn(id: look.id, word: "复古")))
    #expect(plan.outcome == .complete)
    #expect(plan.language == .zh)
    #expect(!plan.steps.isEmpty)
  }
}
