import AtelierKernels
package import AtelierPixels
import AtelierRecipe

/// What the first pass finds on a small version of the picture: models from which maps of any size
/// are made, and numbers.
///
/// They depend on the picture alone, not on the recipe, so they are made once and kept.
package struct SceneMaps: Sendable {
  /// Model of the neighbourhood's brightness by the pixel's own, both log2 as in ``guide(_:_:_:)``.
  let base: GuidedModel
  /// Model of the light that haze lets through, 0…1, by the pixel's brightness.
  let transmission: GuidedModel
  /// Linear Rec. 2020 colour of the haze.
  package let airlight: SIMD3<Float>

  /// Linear light added before the logarithm, so that noise in black does not become structure.
  static let floor: Float = 1.0 / 1024

  /// Makes the maps of a picture of about 0.2 to 0.5 megapixels.
  package init(of picture: PlanarPicture) {
    let (width, height) = (picture.size.width, picture.size.height)
    let brightness = Self.guide(picture.red.span, picture.green.span, picture.blue.span)
    // A window of 4 % of the long side; structure below 0.35 stops is detail.
    let radius = max(1, picture.size.longEdge / 50)
    let moments = GuideMoments(brightness, width: width, height: height, radius: radius)
    base = GuidedModel(value: nil, moments: moments, epsilon: 0.12)
    let haze = Haze(of: picture)
    airlight = haze.airlight
    // Several times as wide as the patches of the dark channel, so that these leave no halos.
    let wide = GuideMoments(
      brightness, width: width, height: height, radius: max(1, picture.size.longEdge / 20))
    transmission = GuidedModel(value: haze.transmission, moments: wide, epsilon: 0.01)
  }

  /// log2 of luminance plus a floor, the guide of every model.
  static func guide(_ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>) -> [Float] {
    let weights = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)
    let (wr, wg, wb) = (weights.x, weights.y, weights.z)
    let count = red.count
    precondition(green.count == count && blue.count == count)
    var result = [Float](repeating: 0, count: count)
    var span = result.mutableSpan
    precondition(span.count == count)
    for x in 0..<count {
      span[x] = FastMath.log2(max(wr * red[x] + wg * green[x] + wb * blue[x], 0) + floor)
    }
    return result
  }

  func model(_ map: SceneMap) -> GuidedModel {
    switch map {
    case .detail: base
    case .transmission: transmission
    }
  }
}

/// Reads a map at the size of the result, a row at a time.
struct MapReader {
  private let model: GuidedModel
  private let map: SceneMap
  private let height: Int
  private let cells: [Int32]
  private let fractions: [Float]
  private var slope: [Float]
  private var offset: [Float]

  init(_ map: SceneMap, of maps: SceneMaps, size: PixelSize) {
    let model = maps.model(map)
    self.model = model
    self.map = map
    height = size.height
    let scale = Double(model.width) / Double(size.width)
    let places = (0..<size.width).map { x in
      min(max((Double(x) + 0.5) * scale - 0.5, 0), Double(model.width - 1))
    }
    let last = max(model.width - 2, 0)
    cells = places.map { Int32(min(Int($0), last)) }
    fractions = zip(places, cells).map { Float($0 - Double($1)) }
    // One more entry, so that a picture one pixel wide has a right neighbour too.
    slope = [Float](repeating: 0, count: model.width + 1)
    offset = slope
  }

  /// Interpolates the coefficients for a row of the result.
  mutating func load(row y: Int) {
    let place = min(
      max((Double(y) + 0.5) * Double(model.height) / Double(height) - 0.5, 0),
      Double(model.height - 1))
    let top = Int(place)
    let bottom = min(top + 1, model.height - 1)
    let fraction = Float(place - Double(top))
    for x in 0..<model.width {
      let (a, b) = (top * model.width + x, bottom * model.width + x)
      slope[x] = model.slope[a] + fraction * (model.slope[b] - model.slope[a])
      offset[x] = model.offset[a] + fraction * (model.offset[b] - model.offset[a])
    }
    slope[model.width] = slope[model.width - 1]
    offset[model.width] = offset[model.width - 1]
  }

  /// Writes the map from column `x` on, given the guide there.
  func fill(_ values: inout MutableSpan<Float>, guide: Span<Float>, x start: Int) {
    let count = values.count
    let (cells, fractions) = (cells.span, fractions.span)
    let (slope, offset) = (slope.span, offset.span)
    precondition(guide.count == count && start >= 0 && start + count <= cells.count)
    precondition(slope.count == offset.count)
    let isDetail = map == .detail
    for x in 0..<count {
      // SAFETY: `start + x` was checked above; cells lie below `slope.count - 1` by construction.
      let cell = unsafe Int(cells[unchecked: start + x])
      let f = unsafe fractions[unchecked: start + x]
      let (s0, s1) = unsafe (slope[unchecked: cell], slope[unchecked: cell + 1])
      let (o0, o1) = unsafe (offset[unchecked: cell], offset[unchecked: cell + 1])
      let g = guide[x]
      let value = (s0 + f * (s1 - s0)) * g + (o0 + f * (o1 - o0))
      values[x] = isDetail ? g - value : max(0, min(1, value))
    }
  }
}
