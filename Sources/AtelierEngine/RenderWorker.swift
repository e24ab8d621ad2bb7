import AtelierKernels
import AtelierPixels
import AtelierRecipe

/// Renders rows: one for each thread, with its own scratch memory.
final class RenderWorker {
  private let plan: RenderPlan
  private let rows: any RowSource
  private let coverage: [CoverageReader]
  private var maps: [MapReader]
  /// The maps' values of the current strip, and their guide.
  private var mapValues: [[Float]]
  private var guide = [Float](repeating: 0, count: stripLength)
  private var buffer: RowBuffer
  /// Compiled settings by the levels of coverage that occurred so far.
  private var chains: [[UInt8]: Chain] = [:]

  /// Pixels of a strip that runs through the whole chain while it lies in the L1 cache.
  static let stripLength = 512
  /// Shorter strips where masks vary, so that few levels of coverage occur in each.
  static let maskedLength = 128

  init(_ plan: RenderPlan) {
    self.plan = plan
    let size = plan.picture.size
    let coverage = plan.masks.map {
      CoverageReader($0.mask, isInverted: $0.isInverted, frame: plan.frame)
    }
    var rows = plan.picture.makeRows()
    for area in plan.areas {
      rows = AreaStage(
        upstream: rows, global: area.global,
        locals: area.locals.map { local in
          // A reader of its own: area stages run ahead of the rows that are finished.
          let mask = plan.masks[local.index]
          return (
            local.kernel,
            CoverageReader(mask.mask, isInverted: mask.isInverted, frame: plan.frame)
          )
        }, size: size)
    }
    self.rows = rows
    self.coverage = coverage
    maps = plan.local.maps.sorted { $0.rawValue < $1.rawValue }.map {
      MapReader($0, of: plan.picture.maps, size: size)
    }
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
    let active = coverage.indices.filter { coverage[$0].load(row: y) }
    let length = active.isEmpty ? Self.stripLength : Self.maskedLength
    var row = RowBuffer(width: 0)
    swap(&row, &buffer)
    row.edit { red, green, blue in
      var x = 0
      while x < size.width {
        let end = min(x + length, size.width)
        var r = red._mutatingExtracting(x..<end)
        var g = green._mutatingExtracting(x..<end)
        var b = blue._mutatingExtracting(x..<end)
        let position = StripPosition(x: x, y: y, size: size)
        // Maps belong to the pixels as they enter the chain.
        if !maps.isEmpty { fillMaps(r.span, g.span, b.span, x: x) }
        if active.isEmpty {
          run(plan.local.global, &r, &g, &b, at: position)
        } else {
          runMasked(active, &r, &g, &b, at: position)
        }
        x = end
      }
    }
    swap(&row, &buffer)
  }

  /// Runs a chain over a strip.
  private func run(
    _ chain: Chain, _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    for step in chain.steps {
      switch step {
      case .point(let kernel):
        kernel(&red, &green, &blue, at: position)
      case .mapped(let kernel, let map):
        guard let index = maps.firstIndex(where: { $0.map == map }) else { continue }
        let values = mapValues[index]
        kernel(
          &red, &green, &blue, map: values.span.extracting(0..<red.count), at: position)
      }
    }
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

  private func chain(at levels: [UInt8]) -> Chain {
    if let chain = chains[levels] { return chain }
    let chain = plan.local.chain(at: levels)
    chains[levels] = chain
    return chain
  }

  /// Runs a strip where masks cover and mixes the results.
  ///
  /// A pixel's coverages are a point in a lattice of levels. It gets the mix of the corners of the
  /// simplex that holds the point (Kuhn 1960): one corner more than there are masks, where the cube
  /// around it has 2^n.
  private func runMasked(
    _ active: [Int], _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let count = red.count
    let mix = LevelMix(
      active.map { coverage[$0].coverage[position.x..<(position.x + count)] }, count: count)
    func levels(_ corner: LevelMix.Corner) -> [UInt8] {
      var levels = [UInt8](repeating: 0, count: plan.masks.count)
      for (ordinal, index) in active.enumerated() { levels[index] = corner.levels[ordinal] }
      return levels
    }
    if mix.corners.count == 1 {
      run(chain(at: levels(mix.corners[0])), &red, &green, &blue, at: position)
      return
    }
    var sums = RowBuffer(width: count)
    for corner in mix.corners {
      var copy = RowBuffer(width: count)
      for x in 0..<count {
        copy.red[x] = red[x]
        copy.green[x] = green[x]
        copy.blue[x] = blue[x]
      }
      let chain = chain(at: levels(corner))
      copy.edit { run(chain, &$0, &$1, &$2, at: position) }
      for x in 0..<count {
        sums.red[x] += corner.weights[x] * copy.red[x]
        sums.green[x] += corner.weights[x] * copy.green[x]
        sums.blue[x] += corner.weights[x] * copy.blue[x]
      }
    }
    for x in 0..<count {
      red[x] = sums.red[x]
      green[x] = sums.green[x]
      blue[x] = sums.blue[x]
    }
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
