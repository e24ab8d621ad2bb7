import AtelierRecipe

/// A compiled list of kernels that change pixels in place.
struct Chain: Sendable {
  enum Step: Sendable {
    case point(any PointKernel)
    case mapped(any MappedKernel, SceneMap)
  }

  private(set) var steps: [Step] = []

  /// The maps that the steps read.
  var maps: Set<SceneMap> {
    Set(
      steps.compactMap { step in
        if case .mapped(_, let map) = step { map } else { nil }
      })
  }

  /// Compiles operations, given in the order of rendering; area and geometry operations are passed
  /// over. Neighbouring tone and regional operations become one table each, and colour operations
  /// share one conversion.
  init(_ operations: [any Operation], in context: RenderContext) {
    var tones: [@Sendable (Double) -> Double] = []
    var regions: [RegionalTone] = []
    var domain = PixelDomain.sceneLinear
    func flush(_ steps: inout [Step]) {
      if !regions.isEmpty { steps.append(.mapped(RegionKernel(regions), .detail)) }
      if !tones.isEmpty { steps.append(.point(ToneKernel(tones))) }
      regions = []
      tones = []
    }
    func enter(_ wanted: PixelDomain, _ steps: inout [Step]) {
      flush(&steps)
      guard wanted != domain else { return }
      steps.append(.point(wanted == .perceptual ? ToPerceptual() : FromPerceptual()))
      domain = wanted
    }
    for operation in operations {
      let spec = type(of: operation).domainAndNeeds
      if let region = (operation as? any RegionalOperation)?.makeRegion(in: context) {
        if !tones.isEmpty || domain != .sceneLinear { enter(.sceneLinear, &steps) }
        regions.append(region)
      }
      if let tone = (operation as? any ToneOperation)?.makeTone(in: context) {
        if domain != .sceneLinear { enter(.sceneLinear, &steps) }
        tones.append(tone)
      }
      if let kernel = (operation as? any PointOperation)?.makeKernel(in: context) {
        enter(spec.domain, &steps)
        flush(&steps)
        steps.append(.point(kernel))
      }
      if let kernel = (operation as? any MappedOperation)?.makeKernel(in: context),
        let map = spec.needs.first
      {
        enter(spec.domain, &steps)
        flush(&steps)
        steps.append(.mapped(kernel, map))
      }
    }
    enter(.sceneLinear, &steps)
  }
}

extension Operation {
  fileprivate static var domainAndNeeds: (domain: PixelDomain, needs: [SceneMap]) {
    (spec.domain, spec.needs)
  }
}
