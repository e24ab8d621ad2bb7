import AtelierKernels
import AtelierPixels
import AtelierRecipe

/// A compiled step that is ready to run. A class, because an enumeration's kernel is copied out of it
/// for every strip, which takes as long as a short kernel runs.
class StepRunner {
  fileprivate init() {}

  /// Changes a strip that its ``StripContext`` has gone to.
  func run(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {}

  /// The runner of a step.
  static func make(_ step: Chain.Step, over strip: StripContext) -> StepRunner {
    switch step {
    case .point(let kernel): return point(kernel)
    case .mapped(let kernel, let map):
      guard let place = strip.place(of: map) else {
        preconditionFailure("a chain names the maps that its steps read")
      }
      return mapped(kernel, strip, place)
    case .varying(let step):
      guard let direct = step.direct else { return MixRunner(step, over: strip) }
      return varying(direct.kernel, step, strip, direct.map.flatMap { strip.place(of: $0) })
    }
  }

  private static func point(_ kernel: some PointKernel) -> StepRunner { PointRunner(kernel) }

  private static func mapped(
    _ kernel: some MappedKernel, _ strip: StripContext, _ map: Int
  ) -> StepRunner {
    MappedRunner(kernel, strip, map)
  }

  private static func varying(
    _ kernel: some VaryingKernel, _ step: VaryingStep, _ strip: StripContext, _ map: Int?
  ) -> StepRunner {
    DirectRunner(kernel, step, over: strip, map: map)
  }
}

private final class PointRunner<Kernel: PointKernel>: StepRunner {
  private let kernel: Kernel

  init(_ kernel: Kernel) { self.kernel = kernel }

  override func run(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    kernel(&red, &green, &blue, at: position)
  }
}

private final class MappedRunner<Kernel: MappedKernel>: StepRunner {
  private let kernel: Kernel
  private let strip: StripContext
  private let map: Int

  init(_ kernel: Kernel, _ strip: StripContext, _ map: Int) {
    self.kernel = kernel
    self.strip = strip
    self.map = map
  }

  override func run(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let values = strip.values[map]
    kernel(&red, &green, &blue, map: values.span.extracting(0..<red.count), at: position)
  }
}

/// Runs a step with settings that masks vary.
private class VaryingRunner: StepRunner {
  fileprivate let step: VaryingStep
  fileprivate let strip: StripContext
  /// The values of the strip's pixels along the dimensions, one after the other.
  fileprivate var places: [Float]
  private let masks: [Int]
  private let axes: [Axis]

  /// What is needed of a dimension; the dimension itself takes long to copy.
  private struct Axis {
    let weights: [(mask: Int, levels: Float)]
    let levels: ClosedRange<Float>
    /// The values are `from + step · level`.
    let from: Float
    let step: Float
  }
  /// What runs where no mask lies.
  private lazy var still: [StepRunner] = {
    let steps = step.still.isEmpty ? step.steps(at: SIMD64(repeating: 0)) : step.still
    return steps.map { StepRunner.make($0, over: strip) }
  }()

  init(_ step: VaryingStep, over strip: StripContext) {
    self.step = step
    self.strip = strip
    places = [Float](repeating: 0, count: step.dimensions.count * strip.length)
    axes = step.dimensions.enumerated().map { index, dimension in
      let (from, unit) = step.direct?.scales[index] ?? (0, 1)
      return Axis(weights: dimension.weights, levels: dimension.levels, from: from, step: unit)
    }
    masks = Set(step.dimensions.flatMap { $0.weights.map(\.mask) }).sorted()
  }

  final override func run(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let covered = strip.isCovered
    guard masks.contains(where: { covered[$0] }) else {
      return run(still, &red, &green, &blue, at: position)
    }
    locate(covered, x: position.x, count: red.count)
    runCovered(&red, &green, &blue, at: position)
  }

  /// Changes a strip whose ``places`` are known.
  func runCovered(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {}

  fileprivate final func run(
    _ kernels: [StepRunner], _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    for kernel in kernels { kernel.run(&red, &green, &blue, at: position) }
  }

  /// Finds where the pixels of the strip lie along the dimensions.
  private func locate(_ covered: [Bool], x: Int, count: Int) {
    var all = places.mutableSpan
    for (index, axis) in axes.enumerated() {
      var places = all._mutatingExtracting((index * count)..<((index + 1) * count))
      places.update(repeating: 0)
      for (mask, levels) in axis.weights where covered[mask] {
        let coverage = strip.masks[mask].coverage
        let span = coverage.span.extracting(x..<(x + count))
        precondition(span.count == places.count)
        for i in places.indices { places[i] += levels * span[i] }
      }
      let (low, high) = (axis.levels.lowerBound, axis.levels.upperBound)
      let (from, step) = (axis.from, axis.step)
      for i in places.indices { places[i] = from + step * max(low, min(places[i], high)) }
    }
  }
}

/// Runs a kernel that takes the values of each pixel.
private final class DirectRunner<Kernel: VaryingKernel>: VaryingRunner {
  private let kernel: Kernel
  private let map: Int?

  init(_ kernel: Kernel, _ step: VaryingStep, over strip: StripContext, map: Int?) {
    self.kernel = kernel
    self.map = map
    super.init(step, over: strip)
  }

  override func runCovered(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let count = red.count
    let places = places
    let map = map.map { strip.values[$0] } ?? []
    kernel(
      &red, &green, &blue, map: map.span.extracting(0..<min(count, map.count)),
      values: places.span.extracting(0..<(step.dimensions.count * count)))
  }
}

/// Mixes the renders of whole levels.
private final class MixRunner: VaryingRunner {
  /// Kernels at the levels that occurred so far: of one dimension by the level plus 128, of several
  /// by all of them.
  private var single = [[StepRunner]?](repeating: nil, count: 257)
  private var several: [SIMD64<Int8>: [StepRunner]] = [:]
  /// A copy of the strip, the mix of several, and the share of one.
  private var copy = RowBuffer(width: 0)
  private var mix = RowBuffer(width: 0)
  private var weights: [Float] = []

  override func runCovered(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    if step.dimensions.count == 1 {
      mixLevels(&red, &green, &blue, at: position)
    } else {
      mixCorners(&red, &green, &blue, at: position)
    }
  }

  /// Mixes the levels on both sides of each pixel's place along the only dimension.
  private func mixLevels(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let count = red.count
    let places = places
    var (low, high) = (Float.infinity, -Float.infinity)
    for x in 0..<count {
      low = min(places[x], low)
      high = max(places[x], high)
    }
    let range = Int(low.rounded(.down))...Int(high.rounded(.up))
    if range.count == 1 {
      return run(kernels(at: range.lowerBound), &red, &green, &blue, at: position)
    }
    openMix()
    var weights: [Float] = []
    swap(&weights, &self.weights)
    for level in range {
      var bits: UInt32 = 0
      var span = weights.mutableSpan
      for x in 0..<count {
        span[x] = max(0, 1 - (places[x] - Float(level)).magnitude)
        bits |= span[x].bitPattern
      }
      guard bits != 0 else { continue }
      add(kernels(at: level), weights.span, red.span, green.span, blue.span, at: position)
    }
    swap(&weights, &self.weights)
    closeMix(&red, &green, &blue)
  }

  /// Mixes the corners of the simplex around each pixel's place.
  private func mixCorners(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let count = red.count
    let places = step.dimensions.indices.map {
      Array(self.places[($0 * count)..<(($0 + 1) * count)])
    }
    let corners = LevelMix(places, count: count).corners
    if let only = corners.first, corners.count == 1 {
      return run(kernels(at: only.levels), &red, &green, &blue, at: position)
    }
    openMix()
    for corner in corners {
      add(
        kernels(at: corner.levels), corner.weights.span, red.span, green.span, blue.span,
        at: position)
    }
    closeMix(&red, &green, &blue)
  }

  private func openMix() {
    if mix.width == 0 {
      mix = RowBuffer(width: strip.length)
      copy = RowBuffer(width: strip.length)
      weights = [Float](repeating: 0, count: strip.length)
    }
    mix.clear()
  }

  /// Adds a weighted render of the strip to the mix.
  private func add(
    _ kernels: [StepRunner], _ weights: Span<Float>, _ red: Span<Float>, _ green: Span<Float>,
    _ blue: Span<Float>, at position: StripPosition
  ) {
    let count = red.count
    // Taken out, so that kernels may run beside.
    var (copy, mix) = (RowBuffer(width: 0), RowBuffer(width: 0))
    swap(&copy, &self.copy)
    swap(&mix, &self.mix)
    copy.edit { wholeRed, wholeGreen, wholeBlue in
      var r = wholeRed._mutatingExtracting(0..<count)
      var g = wholeGreen._mutatingExtracting(0..<count)
      var b = wholeBlue._mutatingExtracting(0..<count)
      Self.copy(red, to: &r)
      Self.copy(green, to: &g)
      Self.copy(blue, to: &b)
      run(kernels, &r, &g, &b, at: position)
      mix.edit { red, green, blue in
        Self.add(r.span, times: weights, to: &red)
        Self.add(g.span, times: weights, to: &green)
        Self.add(b.span, times: weights, to: &blue)
      }
    }
    swap(&copy, &self.copy)
    swap(&mix, &self.mix)
  }

  private func closeMix(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>
  ) {
    let (r, g, b) = (mix.red, mix.green, mix.blue)
    Self.copy(r.span.extracting(0..<red.count), to: &red)
    Self.copy(g.span.extracting(0..<red.count), to: &green)
    Self.copy(b.span.extracting(0..<red.count), to: &blue)
  }

  private static func copy(_ source: Span<Float>, to target: inout MutableSpan<Float>) {
    precondition(source.count == target.count)
    for x in source.indices { target[x] = source[x] }
  }

  private static func add(
    _ source: Span<Float>, times weights: Span<Float>, to target: inout MutableSpan<Float>
  ) {
    precondition(source.count <= weights.count && source.count <= target.count)
    for x in source.indices { target[x] += weights[x] * source[x] }
  }

  private func kernels(at level: Int) -> [StepRunner] {
    if let kernels = single[level + 128] { return kernels }
    var levels = SIMD64<Int8>(repeating: 0)
    levels[0] = Int8(level)
    let kernels = step.steps(at: levels).map { StepRunner.make($0, over: strip) }
    single[level + 128] = kernels
    return kernels
  }

  private func kernels(at levels: SIMD64<Int8>) -> [StepRunner] {
    if let kernels = several[levels] { return kernels }
    let kernels = step.steps(at: levels).map { StepRunner.make($0, over: strip) }
    several[levels] = kernels
    return kernels
  }
}
