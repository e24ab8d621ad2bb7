import AtelierRecipe

/// A compiled list of kernels that change pixels in place.
struct Chain: Sendable {
  enum Step: Sendable {
    case point(any PointKernel)
    case mapped(any MappedKernel, SceneMap)
    case varying(VaryingStep)
  }

  private(set) var steps: [Step] = []
  /// The maps that the steps read.
  private(set) var maps: Set<SceneMap> = []

  /// Compiles a recipe; area, overview and geometry operations are passed over. Neighbouring tone and regional
  /// operations become one table each, with one more for each of them that masks vary, and colour
  /// operations share one conversion. Other operations that masks vary stand alone.
  init(_ recipe: Recipe, catalog: OperationCatalog, in context: RenderContext) {
    var tones = Fusion<@Sendable (Double) -> Double>()
    var regions = Fusion<RegionalTone>()
    var domain = PixelDomain.sceneLinear
    func flush(_ steps: inout [Step]) {
      if !regions.isEmpty {
        steps.append(
          regions.step(map: .detail) {
            .mapped(RegionKernel($0), .detail)
          } varying: {
            VaryingRegionKernel($0)
          })
      }
      if !tones.isEmpty {
        steps.append(
          tones.step(map: nil) {
            .point(ToneKernel($0))
          } varying: {
            VaryingToneKernel($0)
          })
      }
      regions = Fusion()
      tones = Fusion()
    }
    func enter(_ wanted: PixelDomain, _ steps: inout [Step]) {
      flush(&steps)
      guard wanted != domain else { return }
      steps.append(.point(wanted == .perceptual ? ToPerceptual() : FromPerceptual()))
      domain = wanted
    }
    for entry in catalog.entries(in: recipe) {
      let type = entry.type
      let (wanted, needs) = type.domainAndNeeds
      if let varying = VaryingStep(entry, recipe: recipe, context: context) {
        switch varying.tones {
        case .region(let first, let levels):
          if !tones.isEmpty || domain != .sceneLinear { enter(.sceneLinear, &steps) }
          regions.add(varying, first: first, levels)
          maps.insert(.detail)
          continue
        case .tone(let first, let levels):
          if domain != .sceneLinear { enter(.sceneLinear, &steps) }
          tones.add(varying, first: first, levels)
          continue
        case nil: break
        }
        enter(wanted, &steps)
        steps.append(.varying(varying))
        if type is any RegionalOperation.Type { maps.insert(.detail) }
        if type is any MappedOperation.Type { maps.formUnion(needs) }
        continue
      }
      guard let values = recipe.adjustments[entry.description.name] else { continue }
      let operation = type.init(values)
      if let region = (operation as? any RegionalOperation)?.makeRegion(in: context) {
        if !tones.isEmpty || domain != .sceneLinear { enter(.sceneLinear, &steps) }
        regions.add(region)
        maps.insert(.detail)
      }
      if let tone = (operation as? any ToneOperation)?.makeTone(in: context) {
        if domain != .sceneLinear { enter(.sceneLinear, &steps) }
        tones.add(tone)
      }
      for step in Self.ownSteps(of: operation, in: context) {
        enter(wanted, &steps)
        if case .mapped(_, let map) = step { maps.insert(map) }
        steps.append(step)
      }
    }
    enter(.sceneLinear, &steps)
  }

  /// The kernels of one operation alone, for pixels in its domain.
  static func steps(of operation: any Operation, in context: RenderContext) -> [Step] {
    var steps: [Step] = []
    if let region = (operation as? any RegionalOperation)?.makeRegion(in: context) {
      steps.append(.mapped(RegionKernel([region]), .detail))
    }
    if let tone = (operation as? any ToneOperation)?.makeTone(in: context) {
      steps.append(.point(ToneKernel([tone])))
    }
    return steps + ownSteps(of: operation, in: context)
  }

  /// The kernels of an operation that are never fused with those of others.
  private static func ownSteps(of operation: any Operation, in context: RenderContext) -> [Step] {
    var steps: [Step] = []
    if let kernel = (operation as? any PointOperation)?.makeKernel(in: context) {
      steps.append(.point(kernel))
    }
    // Asked last: what a type conforms to is looked for a twentieth of a millisecond, once a program.
    if let map = type(of: operation).domainAndNeeds.needs.first,
      let kernel = (operation as? any MappedOperation)?.makeKernel(in: context)
    {
      steps.append(.mapped(kernel, map))
    }
    return steps
  }
}

/// Neighbouring operations that become one step.
private struct Fusion<Tone> {
  /// All of them as they are where no mask covers.
  private var still: [Tone] = []
  /// For each that masks vary, what it does at levels from one on, behind those that none varies.
  private var stages: [(first: Int, levels: [[Tone]])] = []
  /// Those behind the last that masks vary.
  private var after: [Tone] = []
  private var varying: VaryingStep?

  var isEmpty: Bool { still.isEmpty && varying == nil }

  mutating func add(_ tone: Tone) {
    still.append(tone)
    after.append(tone)
  }

  mutating func add(_ step: VaryingStep, first: Int, _ levels: [Tone?]) {
    // Level 0 is the setting without masks.
    if let tone = levels[-first] { still.append(tone) }
    stages.append((first, levels.map { after + ($0.map { [$0] } ?? []) }))
    after = []
    varying = varying?.followed(by: step) ?? step
  }

  /// The step of all of them: of tones in a row, or of such rows at levels.
  func step(
    map: SceneMap?, still make: ([Tone]) -> Chain.Step,
    varying makeVarying: ([(first: Int, levels: [[Tone]])]) -> any VaryingKernel
  ) -> Chain.Step {
    guard let varying else { return make(still) }
    var stages = stages
    for index in stages[stages.count - 1].levels.indices {
      stages[stages.count - 1].levels[index] += after
    }
    return .varying(varying.fused(makeVarying(stages), map: map, still: make(still)))
  }
}

extension Operation {
  static var domainAndNeeds: (domain: PixelDomain, needs: [SceneMap]) {
    (spec.domain, spec.needs)
  }
}
