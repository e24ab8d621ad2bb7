import AtelierKernels
import AtelierPixels
import AtelierRecipe
import Synchronization

/// What the first pass finds on a small version of the picture: models from which maps of any size
/// are made, and numbers.
///
/// They depend on the picture alone, not on the recipe, so they are made once and kept.
package struct SceneMaps: Sendable {
  /// Model of the neighbourhood's brightness by the pixel's own, both log2 as in ``guide(_:_:_:)``.
  let base: GuidedModel
  private let haze: HazeMemory

  /// Model of the light that haze lets through, 0…1, by the pixel's brightness.
  var transmission: GuidedModel { haze.found.transmission }
  /// Linear Rec. 2020 colour of the haze.
  package var airlight: SIMD3<Float> { haze.found.airlight }

  /// Maps of a picture without detail and haze, for work that must not depend on the picture.
  static let none: SceneMaps = {
    let flat = GuidedModel(value: [0], guide: [0], width: 1, height: 1, radius: 1, epsilon: 1)
    return SceneMaps(
      base: flat, haze: HazeMemory(.init(transmission: flat, airlight: SIMD3(1, 1, 1))))
  }()

  /// Linear light added before the logarithm, so that noise in black does not become structure.
  static let floor: Float = 1.0 / 1024

  private init(base: GuidedModel, haze: HazeMemory) {
    self.base = base
    self.haze = haze
  }

  /// Makes the maps of a picture of about 0.2 to 0.5 megapixels; those of haze when they are asked for.
  init(of picture: PlanarPicture) {
    let guide = Self.guide(picture.red.span, picture.green.span, picture.blue.span)
    // A window of 4 % of the long side; structure below 0.35 stops is detail.
    let moments = GuideMoments(
      guide, width: picture.size.width, height: picture.size.height,
      radius: max(1, picture.size.longEdge / 50))
    base = GuidedModel(value: nil, moments: moments, epsilon: 0.12)
    haze = HazeMemory(of: picture)
  }

  /// log2 of luminance plus a floor, the guide of every model.
  static func guide(_ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>) -> [Float] {
    var result = [Float](repeating: 0, count: red.count)
    var span = result.mutableSpan
    guide(red, green, blue, into: &span)
    return result
  }

  /// Writes the guide of as many pixels as the planes have.
  static func guide(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>,
    into guide: inout MutableSpan<Float>
  ) {
    let weights = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)
    let count = red.count
    precondition(green.count == count && blue.count == count && guide.count == count)
    for x in 0..<count {
      guide[x] = FastMath.log2(
        max(ColorMatrix.dot(weights, red[x], green[x], blue[x]), 0) + floor)
    }
  }

  func model(_ map: SceneMap) -> GuidedModel {
    switch map {
    case .detail: base
    case .transmission: transmission
    }
  }
}

/// The haze of a picture, found when a render first needs it.
private final class HazeMemory: Sendable {
  struct Found {
    var transmission: GuidedModel
    var airlight: SIMD3<Float>
  }

  private enum State {
    case unseen(PlanarPicture)
    case found(Found)
  }

  private let state: Mutex<State>

  init(_ found: Found) { state = Mutex(.found(found)) }

  init(of picture: PlanarPicture) { state = Mutex(.unseen(picture)) }

  /// Waits where another thread is finding it.
  var found: Found {
    state.withLock { state in
      switch state {
      case .found(let found): return found
      case .unseen(let picture):
        let found = Self.find(in: picture)
        state = .found(found)
        return found
      }
    }
  }

  private static func find(in picture: PlanarPicture) -> Found {
    let haze = Haze(of: picture)
    // Several times as wide as the patches of the dark channel, so that these leave no halos.
    let moments = GuideMoments(
      SceneMaps.guide(picture.red.span, picture.green.span, picture.blue.span),
      width: picture.size.width, height: picture.size.height,
      radius: max(1, picture.size.longEdge / 20))
    return Found(
      transmission: GuidedModel(value: haze.transmission, moments: moments, epsilon: 0.01),
      airlight: haze.airlight)
  }
}

extension PreparedPicture {
  /// The values of maps at each pixel, as a chain of point operations finds them where it begins.
  func planes(of maps: Set<SceneMap>) -> [SceneMap: [Float]] {
    guard !maps.isEmpty else { return [:] }
    let rows = makeRows()
    var row = RowBuffer(width: size.width)
    var guides = row.red
    let readers = maps.map { MapReader($0, of: self.maps, size: size) }
    var planes = readers.map { _ in [Float](repeating: 0, count: size.pixelCount) }
    for y in 0..<size.height {
      rows.read(row: y, into: &row)
      var guide = guides.mutableSpan
      SceneMaps.guide(row.red.span, row.green.span, row.blue.span, into: &guide)
      for (index, reader) in readers.enumerated() {
        reader.load(row: y)
        var plane = planes[index].mutableSpan
        var values = plane._mutatingExtracting((y * size.width)..<((y + 1) * size.width))
        reader.fill(&values, guide: guide.span, x: 0)
      }
    }
    return Dictionary(uniqueKeysWithValues: zip(readers.map(\.map), planes))
  }
}

/// Reads a map at the size of the result, a row at a time.
final class MapReader {
  let map: SceneMap
  private let model: GuidedModel
  private let scale: PlaneScale
  /// The map's values at each pixel, where they are known; then it needs no guide.
  private let kept: [Float]?
  private var row = 0
  /// The model's rows above and below the current one, as wide as the result.
  private var above: ModelRow
  private var below: ModelRow
  /// Share of the row below.
  private var fraction: Float = 0

  /// A row of the model's coefficients: all slopes, then all offsets.
  private struct ModelRow {
    var row = -1
    var values: [Float]
  }

  init(_ map: SceneMap, of maps: SceneMaps, size: PixelSize, kept: [Float]? = nil) {
    let model = maps.model(map)
    self.model = model
    self.map = map
    self.kept = kept
    scale = PlaneScale(from: PixelSize(width: model.width, height: model.height), to: size)
    above = ModelRow(values: [Float](repeating: 0, count: 2 * size.width))
    below = above
  }

  var needsGuide: Bool { kept == nil }

  /// Makes the coefficients for a row of the result ready.
  func load(row y: Int) {
    row = y
    guard kept == nil else { return }
    let (top, bottom, share) = scale.rows(at: y)
    fraction = share
    // Rows of the result share the model's rows with their neighbours.
    if above.row != top {
      if below.row == top { swap(&above, &below) } else { widen(top, into: &above) }
    }
    if below.row != bottom { widen(bottom, into: &below) }
  }

  private func widen(_ row: Int, into target: inout ModelRow) {
    target.row = row
    scale.widen(pairs: model.coefficients, row: row, into: &target.values)
  }

  /// Is told that some columns of a row, or of one behind the last, will be read soon.
  func foresee(row y: Int, _ columns: Range<Int>) {
    guard let kept else { return }
    let first = y * above.values.count / 2 + columns.lowerBound
    guard first + columns.count <= kept.count else { return }
    Prefetch.values(kept.span.extracting(first..<(first + columns.count)))
  }

  /// Writes the map from column `x` on, given the guide there.
  func fill(_ values: inout MutableSpan<Float>, guide: Span<Float>, x start: Int) {
    let count = values.count
    if let kept {
      let first = row * above.values.count / 2 + start
      let part = kept.span.extracting(first..<(first + count))
      for x in 0..<count { values[x] = part[x] }
      return
    }
    let (above, below) = (above.values, below.values)
    let slopes = start..<(start + count)
    let offset = start + above.count / 2
    let offsets = offset..<(offset + count)
    let (s0, s1) = (above.span.extracting(slopes), below.span.extracting(slopes))
    let (o0, o1) = (above.span.extracting(offsets), below.span.extracting(offsets))
    precondition(guide.count == count && s0.count == count && s1.count == count)
    precondition(o0.count == count && o1.count == count)
    let fraction = fraction
    if map == .detail {
      for x in 0..<count {
        let slope = FastMath.multiplyAdd(fraction, s1[x] - s0[x], s0[x])
        let offset = FastMath.multiplyAdd(fraction, o1[x] - o0[x], o0[x])
        values[x] = guide[x] - FastMath.multiplyAdd(slope, guide[x], offset)
      }
    } else {
      for x in 0..<count {
        let slope = FastMath.multiplyAdd(fraction, s1[x] - s0[x], s0[x])
        let offset = FastMath.multiplyAdd(fraction, o1[x] - o0[x], o0[x])
        values[x] = FastMath.limited(FastMath.multiplyAdd(slope, guide[x], offset), to: 1)
      }
    }
  }
}
