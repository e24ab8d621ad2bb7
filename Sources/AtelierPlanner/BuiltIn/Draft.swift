import AtelierEngine
import AtelierPixels
import AtelierRecipe
import AtelierVision

/// A plan in the making: the recipe so far, what it looks like and why.
struct Draft {
  let scene: PlanningScene
  var recipe: Recipe
  var steps: [Plan.Step]
  var notes: [Plan.Note] = []
  /// Places whose values stay as they are.
  private(set) var held: Set<RecipePlace>
  /// Those of them that planning would have changed.
  private(set) var spared: Set<RecipePlace> = []

  /// Starts from the edit that stands.
  init(scene: PlanningScene) {
    self.scene = scene
    let standing = scene.brief.standing
    (recipe, steps, held) = (standing.recipe, standing.steps, standing.held)
  }

  /// Whether a value must stay as it is.
  func holds(_ operation: String, _ parameter: String, in area: WishArea) -> Bool {
    held.contains(RecipePlace(operation, parameter, area: area.name))
  }

  /// Notes that a value was to be changed that stays.
  mutating func spare(_ place: RecipePlace) { spared.insert(place) }

  /// Holds what the person said: what comes after the wishes keeps off it.
  mutating func holdWhatWasSaid() {
    held.formUnion(steps.filter { $0.chosenBy == .person }.map(\.place))
  }

  /// How far the edit that stands has moved a parameter from its default; wishes come on top.
  func standing(_ operation: String, _ parameter: String, in area: WishArea) -> Double {
    let place = RecipePlace(operation, parameter, area: area.name)
    guard let value = scene.brief.standing.recipe.value(at: place)?.number else { return 0 }
    let neutral = scene.catalog.operation(operation)?.parameter(parameter)?.defaultValue.number
    return value - (neutral ?? 0)
  }

  /// Name of the local adjustment of the drawn box.
  static let boxName = "box"

  /// The value of a parameter, its default where it is absent.
  func value(_ operation: String, _ parameter: String, in area: WishArea) -> Double {
    let adjustments = adjustments(in: area)
    return adjustments?[operation]?[parameter]?.number
      ?? scene.catalog.operation(operation)?.parameter(parameter)?.defaultValue.number ?? 0
  }

  /// What is set so far in an area.
  private func adjustments(in area: WishArea) -> Adjustments? {
    guard let name = area.name else { return recipe.adjustments }
    return recipe.local.first { $0.name == name }?.adjustments
  }

  /// The mask of an area; nil for the whole picture.
  private func mask(of area: WishArea) -> MaskSettings? {
    switch area {
    case .whole: nil
    case .box:
      scene.brief.box.map { box in
        MaskSettings(
          kind: "rectangle", values: ["box": .numbers(box), "feather": .number(0.12)])
      }
    case .place(let place): place.mask(fade: 0.3)
    case .region(let kind, let place):
      (place?.mask(fade: 0.1)).map { narrowed(mask(of: kind), to: $0) } ?? mask(of: kind)
    }
  }

  private func mask(of kind: SceneRegion.Kind) -> MaskSettings {
    kind == .face ? faceLight : MaskSettings(kind: kind.rawValue)
  }

  /// What of a mask another one covers too.
  private func narrowed(_ mask: MaskSettings, to other: MaskSettings) -> MaskSettings {
    var other = other
    other.combination = .intersect
    let parts = mask.kind == MaskSettings.group ? mask.components : [mask]
    return MaskSettings(kind: MaskSettings.group, components: parts + [other])
  }

  /// The mask of light on a face: it falls off softly to neck and hair, as light does, and not beyond
  /// the person.
  private var faceLight: MaskSettings {
    guard let face = scene.regions[.face] else { return MaskSettings(kind: "face") }
    // The side of a square as large as the face, over the long side.
    let size = face.matte.size
    let side =
      (face.matte.share * Double(size.pixelCount)).squareRoot() / Double(size.longEdge)
    func rounded(_ value: Double) -> ParameterValue { .number((value * 1000).rounded() / 1000) }
    let soft = MaskSettings(
      kind: "face",
      values: [
        "expand": rounded(min(0.1 * side, 0.1)), "feather": rounded(min(0.35 * side, 0.2)),
      ])
    guard scene.regions[.person] != nil else { return soft }
    var person = MaskSettings(kind: "person")
    person.combination = .intersect
    return MaskSettings(kind: MaskSettings.group, components: [soft, person])
  }

  /// Sets a parameter that is not held; where the area has no adjustment yet, it gets one.
  mutating func set(
    _ operation: String, _ parameter: String, to value: ParameterValue, in area: WishArea
  ) {
    let place = RecipePlace(operation, parameter, area: area.name)
    guard !held.contains(place) else {
      if recipe.value(at: place) != value { spare(place) }
      return
    }
    let found = recipe.local.firstIndex { $0.name == area.name }
    let index: Int
    if let found {
      index = found
    } else {
      guard let name = area.name, let mask = mask(of: area) else {
        recipe.adjustments[operation, default: [:]][parameter] = value
        return
      }
      index = recipe.local.count
      recipe.local.append(LocalAdjustment(name: name, mask: mask, adjustments: [:]))
    }
    recipe.local[index].adjustments[operation, default: [:]][parameter] = value
  }

  /// Brings a parameter of the whole picture back to where it stood before.
  mutating func restore(_ operation: String, _ parameter: String) {
    let place = RecipePlace(operation, parameter)
    guard !held.contains(place) else { return }
    recipe.set(
      scene.brief.standing.recipe.value(at: place), at: place, isGeometry: false)
  }

  /// Notes why a parameter has the value that it has now; one that stands as it did keeps its reason.
  mutating func explain(
    _ operation: String, _ parameter: String, in area: WishArea, issue: String, solution: String,
    target: Plan.Target? = nil, by author: Plan.Author = .planner, reason: String? = nil
  ) {
    let adjustments = adjustments(in: area)
    guard let value = adjustments?[operation]?[parameter] else { return }
    let place = RecipePlace(operation, parameter, area: area.name)
    let stood = scene.brief.standing.recipe.value(at: place)
    if held.contains(place) { return }
    if stood == value, steps.contains(where: { $0.place == place }) { return }
    let step = Plan.Step(
      operation: operation, parameter: parameter, area: area.name,
      value: value, issue: issue, solution: solution, target: target, reason: reason,
      chosenBy: author, stage: scene.catalog.operation(operation).map { "\($0.stage)" } ?? "")
    // A parameter that is moved twice has one step, with the last reason.
    steps.removeAll { $0.place == place }
    steps.append(step)
  }
}
