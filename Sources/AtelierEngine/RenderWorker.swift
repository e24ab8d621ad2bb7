import AtelierKernels
import AtelierPixels
import AtelierRecipe

/// Renders rows: one for each thread, with its own scratch memory.
final class RenderWorker {
  private let plan: RenderPlan
  private let rows: any RowSource
  private let coverage: [CoverageReader]
  private let overviews: [OverviewStage]
  private var maps: [MapReader]
  /// The maps' values of the current strip, and their guide.
  private var mapValues: [[Float]]
  private var guide = [Float](repeating: 0, count: stripLength)
  private var buffer: RowBuffer
  /// Kernels of varying steps at the levels that occurred so far.
  private var compiled: [Level: [StepRunner]] = [:]
  /// The chain's steps, with nil for varying ones.
  private let runners: [StepRunner?]
  /// Levels of the strip's pixels along the dimensions of a varying step.
  private var levels = [Float](repeating: 0, count: stripLength)
  /// A copy of a strip, and the mix of several.
  private var copy = RowBuffer(width: stripLength)
  private var mix = RowBuffer(width: stripLength)

  /// Levels of a varying step.
  private struct Level: Hashable {
    let step: Int
    let levels: SIMD64<Int8>
  }

  /// Pixels of a strip that runs through the whole chain while it lies in the L1 cache.
  static let stripLength = 512

  init(_ plan: RenderPlan) {
    self.plan = plan
    let size = plan.picture.size
    var rows = plan.picture.makeRows()
    for area in plan.areas {
      rows = AreaStage(
        upstream: rows, global: area.global,
        locals: area.locals.map { local in
          // A reader of its own: area stages run ahead of the rows that are finished.
          (local.kernel, CoverageReader(plan.masks[local.index], width: size.width))
        }, size: size)
    }
    self.rows = rows
    coverage = plan.masks.map { CoverageReader($0, width: size.width) }
    overviews = plan.overviews.map { OverviewStage($0, size: size) }
    maps = plan.chain.maps.sorted { $0.rawValue < $1.rawValue }.map {
      MapReader($0, of: plan.picture.maps, size: size)
    }
    runners = plan.chain.steps.map { StepRunner.make($0) }
    mapValues = maps.map { _ in [Float](repeating: 0, count: Self.stripLength) }
    buffer = RowBuffer(width: size.width)
  }

  /// Renders rows to interleaved samples.
  func render(_ range: Range<Int>, encoder: StripEncoder) -> Samples {
    encoder.strip(width: plan.picture.size.width, rows: range.count) { index, write in
      renderRow(range.lowerBound + index)
      write(&buffer)
    }
  }

  /// Renders rows to linear light, within a gamut where a limiter is given.
  func renderPlanar(_ range: Range<Int>, limiter: GamutLimiter?) -> PlanarPicture {
    let width = plan.picture.size.width
    var result = PlanarPicture(size: PixelSize(width: width, height: range.count))
    for (index, y) in range.enumerated() {
      renderRow(y)
      limiter?.limit(&buffer)
      let span = (index * width)..<((index + 1) * width)
      result.red.replaceSubrange(span, with: buffer.red)
      result.green.replaceSubrange(span, with: buffer.green)
      result.blue.replaceSubrange(span, with: buffer.blue)
    }
    return result
  }

  /// Fills `buffer` with a finished row in linear Rec. 2020.
  private func renderRow(_ y: Int) {
    let size = plan.picture.size
    rows.read(row: y, into: &buffer)
    for index in maps.indices { maps[index].load(row: y) }
    let covering = coverage.indices.filter { coverage[$0].load(row: y, of: buffer) }
    // Masks look at the pixels as they were before these.
    for stage in overviews {
      stage.run(on: &buffer, y: y, coverage: coverage, covering: covering)
    }
    var row = RowBuffer(width: 0)
    swap(&row, &buffer)
    row.edit { red, green, blue in
      var x = 0
      while x < size.width {
        let end = min(x + Self.stripLength, size.width)
        var r = red._mutatingExtracting(x..<end)
        var g = green._mutatingExtracting(x..<end)
        var b = blue._mutatingExtracting(x..<end)
        let position = StripPosition(x: x, y: y, size: size)
        let covering = covering.filter { coverage[$0].covers(stripAt: x) }
        // Maps belong to the pixels as they enter the chain.
        if !maps.isEmpty { fillMaps(r.span, g.span, b.span, x: x) }
        for index in runners.indices {
          if let runner = runners[index] {
            run(runner, &r, &g, &b, at: position)
          } else if case .varying(let varying) = plan.chain.steps[index] {
            run(varying, index, covering, &r, &g, &b, at: position)
          }
        }
        x = end
      }
    }
    swap(&row, &buffer)
  }

  /// Runs a step over a strip.
  private func run(
    _ runner: StepRunner, _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    guard let map = runner.map else {
      runner.run(&red, &green, &blue, map: Span(), at: position)
      return
    }
    guard let index = maps.firstIndex(where: { $0.map == map }) else { return }
    let values = mapValues[index]
    runner.run(
      &red, &green, &blue, map: values.span.extracting(0..<red.count), at: position)
  }

  private func fillMaps(_ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>, x: Int) {
    var all = guide.mutableSpan
    var guide = all._mutatingExtracting(0..<red.count)
    SceneMaps.guide(red, green, blue, into: &guide)
    for index in maps.indices {
      var all = mapValues[index].mutableSpan
      var values = all._mutatingExtracting(0..<red.count)
      maps[index].fill(&values, guide: guide.span, x: x)
    }
  }

  /// The kernels of a varying step at levels.
  private func kernels(
    of step: VaryingStep, _ index: Int, at levels: SIMD64<Int8>
  ) -> [StepRunner] {
    let level = Level(step: index, levels: levels)
    if let steps = compiled[level] { return steps }
    let isStill = levels == SIMD64(repeating: 0) && !step.still.isEmpty
    let steps = isStill ? step.still : step.steps(at: levels)
    let runners = steps.compactMap { StepRunner.make($0) }
    compiled[level] = runners
    return runners
  }

  /// Runs a step with settings that masks vary.
  private func run(
    _ step: VaryingStep, _ index: Int, _ covering: [Int], _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let count = red.count
    let isVaried = step.dimensions.contains { dimension in
      dimension.weights.contains { covering.contains($0.mask) }
    }
    guard isVaried else {
      for kernel in kernels(of: step, index, at: SIMD64(repeating: 0)) {
        run(kernel, &red, &green, &blue, at: position)
      }
      return
    }
    locate(step.dimensions, covering, x: position.x, count: count)
    if let direct = step.direct {
      run(direct, &red, &green, &blue)
      return
    }
    let places = step.dimensions.indices.map { Array(levels[($0 * count)..<(($0 + 1) * count)]) }
    let corners =
      places.count == 1 ? Self.levels(of: places[0]) : LevelMix(places, count: count).corners
    if let only = corners.first, corners.count == 1 {
      for kernel in kernels(of: step, index, at: only.levels) {
        run(kernel, &red, &green, &blue, at: position)
      }
      return
    }
    // Taken out, so that the kernels may be run beside.
    var (copy, mix) = (RowBuffer(width: 0), RowBuffer(width: 0))
    swap(&copy, &self.copy)
    swap(&mix, &self.mix)
    mix.clear()
    for corner in corners {
      let steps = kernels(of: step, index, at: corner.levels)
      copy.edit { wholeRed, wholeGreen, wholeBlue in
        var r = wholeRed._mutatingExtracting(0..<count)
        var g = wholeGreen._mutatingExtracting(0..<count)
        var b = wholeBlue._mutatingExtracting(0..<count)
        Self.copy(red.span, to: &r)
        Self.copy(green.span, to: &g)
        Self.copy(blue.span, to: &b)
        for kernel in steps { run(kernel, &r, &g, &b, at: position) }
      }
      Self.add(copy.red.span, times: corner.weights.span, to: &mix.red)
      Self.add(copy.green.span, times: corner.weights.span, to: &mix.green)
      Self.add(copy.blue.span, times: corner.weights.span, to: &mix.blue)
    }
    Self.copy(mix.red.span.extracting(0..<count), to: &red)
    Self.copy(mix.green.span.extracting(0..<count), to: &green)
    Self.copy(mix.blue.span.extracting(0..<count), to: &blue)
    swap(&copy, &self.copy)
    swap(&mix, &self.mix)
  }

  /// Runs a kernel that takes the located levels of each pixel.
  private func run(
    _ direct: VaryingStep.Direct, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>
  ) {
    let count = red.count
    switch direct {
    case .region(let kernel):
      guard let index = maps.firstIndex(where: { $0.map == .detail }) else { return }
      let (values, levels) = (mapValues[index], levels)
      kernel(
        &red, &green, &blue, map: values.span.extracting(0..<count),
        levels: levels.span.extracting(0..<count))
    case .tone(let kernel):
      let levels = levels
      kernel(&red, &green, &blue, levels: levels.span.extracting(0..<count))
    case .point(let kernel, let scales):
      for (index, scale) in scales.enumerated() {
        let (from, step) = scale
        var all = levels.mutableSpan
        var values = all._mutatingExtracting((index * count)..<((index + 1) * count))
        for x in values.indices { values[x] = from + step * values[x] }
      }
      let levels = levels
      kernel(
        &red, &green, &blue, values: levels.span.extracting(0..<(scales.count * count)))
    }
  }

  /// Writes to `levels` where the pixels of a strip lie along dimensions, one after the other.
  private func locate(
    _ dimensions: [VaryingStep.Dimension], _ covering: [Int], x: Int, count: Int
  ) {
    if levels.count < dimensions.count * count {
      levels = [Float](repeating: 0, count: dimensions.count * count)
    }
    for (index, dimension) in dimensions.enumerated() {
      var all = levels.mutableSpan
      var places = all._mutatingExtracting((index * count)..<((index + 1) * count))
      places.update(repeating: 0)
      for (mask, levels) in dimension.weights where covering.contains(mask) {
        let coverage = coverage[mask].coverage
        let span = coverage.span.extracting(x..<(x + count))
        precondition(span.count == places.count)
        for i in places.indices { places[i] += levels * span[i] }
      }
      let (low, high) = (dimension.levels.lowerBound, dimension.levels.upperBound)
      for i in places.indices { places[i] = max(low, min(places[i], high)) }
    }
  }

  /// The corners of places along one dimension.
  private static func levels(of places: [Float]) -> [LevelMix.Corner] {
    var used = [Bool](repeating: false, count: 257)
    for place in places {
      let level = place.rounded(.down)
      used[Int(level) + 128] = true
      if place > level { used[Int(level) + 129] = true }
    }
    return used.indices.filter { used[$0] }.map { index in
      var corner = LevelMix.Corner(
        levels: SIMD64(repeating: 0), weights: [Float](repeating: 0, count: places.count))
      corner.levels[0] = Int8(index - 128)
      let center = Float(index - 128)
      let source = places.span
      var weights = corner.weights.mutableSpan
      precondition(source.count == weights.count)
      for x in weights.indices { weights[x] = max(0, 1 - (source[x] - center).magnitude) }
      return corner
    }
  }

  private static func copy(_ source: Span<Float>, to target: inout MutableSpan<Float>) {
    precondition(source.count == target.count)
    for x in source.indices { target[x] = source[x] }
  }

  /// Adds a weighted strip to the beginning of a plane.
  private static func add(
    _ source: Span<Float>, times weights: Span<Float>, to plane: inout [Float]
  ) {
    var target = plane.mutableSpan
    precondition(weights.count <= source.count && weights.count <= target.count)
    for x in weights.indices { target[x] += weights[x] * source[x] }
  }
}

/// Brings rows into a gamut without encoding them.
struct GamutLimiter: Sendable {
  private let encoder: SampleEncoder
  private let back: ColorMatrix

  init(_ space: RGBColorSpace) {
    encoder = SampleEncoder(space, depth: .eight)
    back = ColorMatrix(space.matrix(to: .working))
  }

  func limit(_ row: inout RowBuffer) {
    row.edit { red, green, blue in
      encoder.limit(&red, &green, &blue)
      back.apply(&red, &green, &blue)
    }
  }
}

/// Turns finished rows into samples of a strip.
struct StripEncoder: Sendable {
  private let encoder: SampleEncoder

  init(_ space: RGBColorSpace, depth: SampleDepth) {
    encoder = SampleEncoder(space, depth: depth)
  }

  /// Makes a strip; `fill` is called for each row and hands it over.
  func strip(
    width: Int, rows: Int, fill: (Int, (inout RowBuffer) -> Void) -> Void
  ) -> Samples {
    switch encoder.depth {
    case .eight:
      var samples = [UInt8](repeating: 0, count: 3 * width * rows)
      for index in 0..<rows {
        fill(index) { row in
          limit(&row)
          var span = samples.mutableSpan
          encoder.encode(
            row.red.span, row.green.span, row.blue.span, into: &span, at: 3 * width * index)
        }
      }
      return .eight(samples)
    case .sixteen:
      var samples = [UInt16](repeating: 0, count: 3 * width * rows)
      for index in 0..<rows {
        fill(index) { row in
          limit(&row)
          var span = samples.mutableSpan
          encoder.encode(
            row.red.span, row.green.span, row.blue.span, into: &span, at: 3 * width * index)
        }
      }
      return .sixteen(samples)
    }
  }

  private func limit(_ row: inout RowBuffer) {
    row.edit { encoder.limit(&$0, &$1, &$2) }
  }
}
