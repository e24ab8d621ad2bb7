import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPlanner
import AtelierRecipe
import AtelierSessions
import Testing

@Suite("What a person changes by hand")
struct PersonEditTests {
  private let catalog = RenderEngine(operations: .builtIn, masks: .builtIn).catalog
  private var hand: PersonEdit { PersonEdit(catalog: catalog) }

  @Test("a value is set, held, and is the person's")
  func set() throws {
    let change = try hand.set("exposure.stops=+0.5", in: StandingEdit())
    #expect(change.edit.recipe["exposure", "stops"] == 0.5)
    #expect(change.edit.held == [RecipePlace("exposure", "stops")])
    #expect(change.edit.steps.map(\.chosenBy) == [.person])
    #expect(change.label == "set exposure.stops: – → 0.5")
    let local = try hand.set("exposure.stops@sky=-1", in: change.edit).edit
    #expect(local.recipe.local.map(\.name) == ["sky"] && local.recipe["exposure", "stops"] == 0.5)
    let frame = try hand.set("straighten.degrees=2", in: local).edit
    #expect(frame.recipe.geometry["straighten"]?["degrees"] == .number(2))
    let curve = try hand.set("tone_curve.master=[[0,0],[0.5,0.6],[1,1]]", in: frame).edit
    #expect(curve.recipe.adjustments["tone_curve"]?["master"] != nil)
    let monet = try hand.set("monet.Contrast=12", in: curve).edit
    #expect(monet.recipe.monet == [MonetEdit([.init("Contrast", 12)])])
    let flag = try hand.set("black_and_white.enabled=true", in: monet).edit
    #expect(try Recipe(json: flag.recipe.json, catalog: catalog) == flag.recipe)
    #expect(try StandingEdit(json: flag.json, catalog: catalog) == flag)
  }

  @Test(
    "what cannot be set is refused with what is allowed",
    arguments: [
      ("exposure.stops", "write it as"), ("exposure=1", "is no parameter"),
      ("exposure.stop=1", "did you mean 'stops'"), ("exposur.stops=1", "did you mean 'exposure'"),
      ("exposure.stops=9", "must lie in"), ("exposure.stops=bright", "must be"),
      ("exposure.stops@porch=1", "names no area"), ("crop.left@sky=0.1", "limited to an area"),
      ("=1", "write it as"), ("monet.Contrast=200", "must lie in"), ("exposure.stops=", "must be"),
    ])
  func refused(_ text: String, _ reason: String) throws {
    do {
      _ = try hand.set(text, in: StandingEdit())
      Issue.record("'\(text)' was set")
    } catch {
      #expect("\(error)".contains(reason), "\(error)")
    }
  }

  @Test("a crop that leaves nothing is refused, whatever the order of its sides")
  func crop() throws {
    let right = try hand.set("crop.right=0.3", in: StandingEdit()).edit
    try hand.checkFrame(right)
    let crossed = try hand.set("crop.left=0.6", in: right).edit
    #expect {
      try hand.checkFrame(crossed)
    } throws: { "\($0)".contains("left is 0.6 and right 0.3") }
    try hand.checkFrame(try hand.set("crop.right=0.9", in: crossed).edit)
    let flat = try hand.set("crop.bottom=0", in: StandingEdit()).edit
    #expect(throws: SessionError.self) { try hand.checkFrame(flat) }
  }

  @Test("locking holds values and absences, unlocking lets go of them")
  func locks() throws {
    let start = StandingEdit(
      recipe: Recipe(
        adjustments: ["contrast": ["amount": .number(5)]],
        local: [
          LocalAdjustment(
            name: "box", mask: MaskSettings(kind: "rectangle"),
            adjustments: ["exposure": ["stops": .number(1)]])
        ]))
    let absent = try hand.lock("vignette", in: start).edit
    let count = try #require(catalog.operation("vignette")).parameters.count
    #expect(absent.held.count == count && absent.recipe == start.recipe)
    let area = try hand.lock("@box", in: absent).edit
    #expect(area.held.contains(RecipePlace("exposure", "stops", area: "box")))
    let free = try hand.unlock("vignette", in: area).edit
    #expect(free.held == [RecipePlace("exposure", "stops", area: "box")])
    #expect(try hand.unlock("@box", in: free).edit.held.isEmpty)
    #expect(throws: SessionError.self) { try hand.lock("@box", in: area) }
    #expect(throws: SessionError.self) { try hand.unlock("contrast.amount", in: area) }
    #expect(throws: RecipeError.self) { try hand.lock("contrasts", in: area) }
  }

  @Test("removing takes out values, whole operations and whole areas, and holds them out")
  func removes() throws {
    let start = StandingEdit(
      recipe: Recipe(
        adjustments: ["contrast": ["amount": .number(5)]],
        local: [
          LocalAdjustment(
            name: "sky", mask: MaskSettings(kind: "sky"),
            adjustments: [
              "exposure": ["stops": .number(-1)], "contrast": ["amount": .number(9)],
            ])
        ], geometry: ["straighten": ["degrees": .number(2)]]))
    let one = try hand.remove("contrast.amount", in: start).edit
    #expect(one.recipe.adjustments.isEmpty && one.held == [RecipePlace("contrast", "amount")])
    let area = try hand.remove("@sky", in: one).edit
    #expect(area.recipe.local.isEmpty && area.held.count == 3)
    let frame = try hand.remove("straighten", in: area).edit
    #expect(frame.recipe == Recipe())
    #expect(throws: SessionError.self) { try hand.remove("straighten", in: frame) }
    // A person may put back what a planner may not.
    let back = try hand.set("exposure.stops@sky=-0.5", in: frame).edit
    #expect(back.recipe.local.map(\.name) == ["sky"])
  }
}

@Suite("Cutting a plan into steps")
struct SessionChangeTests {
  private let catalog = RenderEngine(operations: .builtIn, masks: .builtIn).catalog

  private func step(_ place: RecipePlace, _ value: Double) -> Plan.Step {
    Plan.Step(
      operation: place.operation, parameter: place.parameter, area: place.area,
      value: .number(value), issue: "", solution: "\(place)", reason: nil, chosenBy: .planner,
      stage: "")
  }

  @Test("a step each, in the order of the plan, and the whole plan at the end")
  func cut() throws {
    let places = [
      RecipePlace("contrast", "amount"), RecipePlace("exposure", "stops"),
      RecipePlace("exposure", "stops", area: "sky"),
    ]
    let recipe = Recipe(
      adjustments: [
        "contrast": ["amount": .number(9)], "exposure": ["stops": .number(1)],
        "skin_smoothing": ["amount": .number(4)],
      ],
      local: [
        LocalAdjustment(
          name: "sky", mask: MaskSettings(kind: "sky"),
          adjustments: ["exposure": ["stops": .number(-1)]])
      ], geometry: ["straighten": ["degrees": .number(1)]],
      monet: [MonetEdit([.init("Contrast", 3)]), MonetEdit([.init("Tint", 4)])])
    let monet = [RecipePlace("monet", "Contrast"), RecipePlace("monet", "Tint")]
    let plan = Plan(
      instruction: "x", language: .en, outcome: .complete,
      steps: (monet + places).map { step($0, recipe.value(at: $0)?.number ?? 0) }, notes: [],
      recipe: recipe)
    let standing = StandingEdit(
      recipe: Recipe(adjustments: [
        "contrast": ["amount": .number(2)], "vibrance": ["amount": .number(7)],
      ]),
      held: [RecipePlace("grain", "amount")])
    let changes = SessionChange.cut(plan, from: standing, catalog: catalog)
    #expect(
      changes.map { String($0.label.prefix { $0 != ":" }) } == [
        "monet", "monet", "contrast.amount", "exposure.stops", "exposure.stops@sky",
        "skin_smoothing.amount", "straighten.degrees", "vibrance.amount",
      ], "\(changes.map(\.label))")
    #expect(changes.last?.edit.recipe == recipe && changes.last?.edit.steps == plan.steps)
    #expect(changes.allSatisfy { $0.edit.held == standing.held })
    #expect(changes[1].edit.recipe.monet.count == 2 && changes[1].edit.steps.count == 2)
    #expect(changes[3].edit.recipe.local.isEmpty && changes[4].edit.recipe.local.count == 1)
    #expect(SessionChange.cut(plan, from: changes[7].edit, catalog: catalog).isEmpty)
  }
}
