import AtelierEngine
import AtelierPixels
import AtelierRecipe
import AtelierVision

/// A plan in the making: the recipe so far, what it looks like and why.
struct Draft {
  let scene: PlanningScene
  var recipe = Recipe()
  var steps: [Plan.Step] = []
  var notes: [Plan.Note] = []

  init(scene: PlanningScene) { self.scene = scene }

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

  /// Sets a parameter; where the area has no adjustment yet, it gets one.
  mutating func set(
    _ operation: String, _ parameter: String, to value: ParameterValue, in area: WishArea
  ) {
    guard let name = area.name, let mask = mask(of: area) else {
      recipe.adjustments[operation, default: [:]][parameter] = value
      return
    }
    let index: Int
    if let found = recipe.local.firstIndex(where: { $0.name == name }) {
      index = found
    } else {
      index = recipe.local.count
      recipe.local.append(LocalAdjustment(name: name, mask: mask, adjustments: [:]))
    }
    recipe.local[index].adjustments[operation, default: [:]][parameter] = value
  }

  /// Takes a parameter out again.
  mutating func remove(_ operation: String, _ parameter: String) {
    recipe.adjustments[operation]?[parameter] = nil
    if recipe.adjustments[operation]?.isEmpty == true { recipe.adjustments[operation] = nil }
  }

  /// Notes why a parameter has the value that it has now.
  mutating func explain(
    _ operation: String, _ parameter: String, in area: WishArea, issue: String, solution: String,
    target: Plan.Target? = nil, by author: Plan.Author = .planner, reason: String? = nil
  ) {
    let adjustments = adjustments(in: area)
    guard let value = adjustments?[operation]?[parameter] else { return }
    let step = Plan.Step(
      operation: operation, parameter: parameter, area: area.name,
      value: value, issue: issue, solution: solution, target: target, reason: reason,
      chosenBy: author, stage: scene.catalog.operation(operation).map { "\($0.stage)" } ?? "")
    // A parameter that is moved twice has one step, with the last reason.
    steps.removeAll {
      $0.operation == operation && $0.parameter == parameter && $0.area == step.area
    }
    steps.append(step)
  }
}
