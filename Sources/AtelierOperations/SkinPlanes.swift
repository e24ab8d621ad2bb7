import AtelierEngine
import AtelierKernels
import AtelierPixels

/// The skin of an overview without pores and hairs, and the means around it.
struct SkinPlanes {
  let size: PixelSize
  /// Colours without fine structure, linear light above a floor.
  let colors: [SIMD3<Float>]
  /// Where there is skin.
  let isSkin: [Bool]
  private let weights: [Float]
  private let wide: WeightedMean
  private let radius: Int

  static let luminance = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)
  /// Light added to each channel, so that noise in the dark does not become structure.
  private static let floor: Float = 1.0 / 512

  /// What logarithms are taken of.
  enum Value {
    /// Luminance.
    case light
    /// A channel over luminance.
    case channel(Int)
  }

  /// Measures an overview; the radius is in its pixels.
  init(_ overview: CoveredOverview, radius: Double) {
    let picture = overview.picture
    size = picture.size
    let weights =
      overview.coverage?.map { $0 * $0 } ?? [Float](repeating: 1, count: picture.red.count)
    let fine = WeightedMean(weights, size: size, sigma: 0.1 * radius)
    self.radius = max(1, Int(radius.rounded()))
    let wide = WeightedMean(weights, size: size, radius: self.radius)
    let channels = [picture.red, picture.green, picture.blue].map { plane in
      fine(plane.map { max($0, 0) })
    }
    colors = weights.indices.map { i in
      SIMD3(channels[0][i], channels[1][i], channels[2][i]) + Self.floor
    }
    isSkin = weights.indices.map { fine.isKnown($0) && wide.isKnown($0) }
    self.weights = weights
    self.wide = wide
  }

  /// log2 of a value at each pixel.
  func logs(_ value: Value) -> [Float] {
    colors.map { color in
      let light = FastMath.log2((Self.luminance * color).sum())
      return switch value {
      case .light: light
      case .channel(let channel): FastMath.log2(color[channel]) - light
      }
    }
  }

  /// What of a plane stands out from its neighbourhood; 0 far from skin.
  func band(of plane: [Float], epsilon: Float) -> [Float] {
    let mean = wide(plane)
    let squares = wide(plane.map { $0 * $0 })
    var slope = mean
    var offset = mean
    for i in mean.indices {
      let variance = max(squares[i] - mean[i] * mean[i], 0)
      slope[i] = variance / (variance + epsilon)
      offset[i] = mean[i] * (1 - slope[i])
    }
    slope = wide(slope)
    offset = wide(offset)
    return plane.indices.map { i in
      isSkin[i] ? plane[i] - (slope[i] * plane[i] + offset[i]) : 0
    }
  }

  /// The mean colour of the skin eight radii around each pixel.
  var around: [SIMD3<Float>] {
    let mean = WeightedMean(weights, size: size, radius: 8 * radius)
    let channels = (0..<3).map { channel in mean(colors.map { $0[channel] }) }
    return colors.indices.map { SIMD3(channels[0][$0], channels[1][$0], channels[2][$0]) }
  }
}

/// Means of planes in which pixels count by weight.
private struct WeightedMean {
  private let weights: [Float]
  private let size: PixelSize
  private let boxes: [Int]
  private let sums: [Float]

  /// Square windows of `2·radius + 1` pixels a side.
  init(_ weights: [Float], size: PixelSize, radius: Int) {
    self.init(weights, size: size, boxes: [radius])
  }

  /// Nearly Gaussian: two boxes of about the deviation.
  init(_ weights: [Float], size: PixelSize, sigma: Double) {
    // Variance of two boxes of radius r: 2·r·(r + 1)/3.
    let radius = Int(((1 + 6 * sigma * sigma).squareRoot() / 2 - 0.5).rounded())
    self.init(weights, size: size, boxes: radius > 0 ? [radius, radius] : [])
  }

  private init(_ weights: [Float], size: PixelSize, boxes: [Int]) {
    self.weights = weights
    self.size = size
    self.boxes = boxes
    sums = Self.blurred(weights, size, boxes)
  }

  private static func blurred(_ plane: [Float], _ size: PixelSize, _ boxes: [Int]) -> [Float] {
    boxes.reduce(plane) {
      BoxFilter.mean($0, width: size.width, height: size.height, radius: $1)
    }
  }

  /// Whether anything that counts lies near a pixel.
  func isKnown(_ index: Int) -> Bool { sums[index] > 1e-4 }

  /// The means; far from all that counts the plane itself.
  func callAsFunction(_ plane: [Float]) -> [Float] {
    let products = Self.blurred(zip(plane, weights).map { $0 * $1 }, size, boxes)
    return products.indices.map { isKnown($0) ? products[$0] / sums[$0] : plane[$0] }
  }
}
