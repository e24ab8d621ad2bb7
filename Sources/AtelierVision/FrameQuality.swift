import AtelierKernels
public import AtelierPixels
import Foundation

/// What a picture's recording leaves room for, measured at full size: the noise, the steps between its
/// codes and the steps that compression left between its blocks.
public struct FrameQuality: Sendable, Codable, Hashable {
  /// Standard deviation of L* from pixel to pixel where dark tones (L* 4…40) are flat.
  public var darkNoise: Double
  /// The same of the tones above (L* 40…90).
  public var midNoise: Double
  /// Standard deviation of a* and b* together where the picture is flat.
  public var colorNoise: Double
  /// L* between two codes of a dark grey; 0 where noise hides the step.
  public var codeStep: Double
  /// L* between two levels of a dark block's mean, as JPEG's quantisation leaves it; 0 where the file is
  /// not compressed so.
  public var blockStep: Double
  /// Share of pixels whose channels are all at their largest value.
  public var clippedShare: Double

  private enum CodingKeys: String, CodingKey {
    case darkNoise = "dark_noise"
    case midNoise = "mid_noise"
    case colorNoise = "color_noise"
    case codeStep = "code_step"
    case blockStep = "block_step"
    case clippedShare = "clipped_share"
  }

  /// The quality of a picture that limits nothing.
  public static let unlimited = FrameQuality(
    darkNoise: 0, midNoise: 0, colorNoise: 0, codeStep: 0, blockStep: 0, clippedShare: 0)
}

extension FrameQuality {
  /// Measures a decoded picture on at most 4,096 blocks of 8 × 8 pixels spread over it.
  ///
  /// The noise of a block is that of Immerkær, Fast Noise Variance Estimation, 1996; that of the picture
  /// is the tenth of the blocks' values from below, for there structure adds least. A picture smaller
  /// than a block is taken to have none.
  ///
  /// - Parameters:
  ///   - picture: the pixels as stored.
  ///   - quantization: the step of the blocks' means in 8-bit codes, nil where the file has none.
  public init(of picture: Picture, quantization: Double?) {
    let blocks = Blocks(of: picture)
    let step = Self.codeStep(of: picture)
    let dark = blocks.noise(4..<40, \.lightness)
    self.init(
      darkNoise: dark ?? blocks.noise(40..<90, \.lightness) ?? 0,
      midNoise: blocks.noise(40..<90, \.lightness) ?? dark ?? 0,
      colorNoise: blocks.noise(4..<90, \.color) ?? 0,
      // Noise of half a step dithers it away.
      codeStep: (dark ?? 0) < step / 2 ? step : 0,
      blockStep: (quantization ?? 0) * step * (picture.depth == .eight ? 1 : 257),
      clippedShare: blocks.clippedShare)
  }

  /// The L* on which steps between codes are judged: dark, where they are widest to the eye.
  private static let darkTone = 8.0

  private static func codeStep(of picture: Picture) -> Double {
    let top = picture.depth == .eight ? 255.0 : 65535
    let code = (picture.colorSpace.transfer.encode(darkTone * 27 / 24389) * top).rounded(.up)
    func lightness(_ code: Double) -> Double {
      let light = picture.colorSpace.transfer.decode(code / top)
      return light * 24389 / 27 > 8 ? 116 * cbrt(light) - 16 : light * 24389 / 27
    }
    return lightness(code) - lightness(code - 1)
  }
}

/// Noise of blocks spread over a picture.
private struct Blocks {
  struct Block {
    var mean: Double
    var lightness: Double
    var color: Double
  }

  private static let side = 8
  private static let mostPerSide = 64
  /// Fewer blocks of some tones do not tell their noise.
  private static let least = 16

  private(set) var blocks: [Block] = []
  private(set) var clippedShare = 0.0

  init(of picture: Picture) {
    let side = Self.side
    let (across, down) = (picture.size.width / side, picture.size.height / side)
    guard across > 0, down > 0 else { return }
    let decoder = SampleDecoder(picture.colorSpace, depth: picture.depth)
    let rows = min(down, Self.mostPerSide)
    let columns = min(across, Self.mostPerSide)
    let size = PixelSize(width: columns * side, height: side)
    var clipped = 0
    for row in 0..<rows {
      var strip = PlanarPicture(size: size)
      let top = (2 * row + 1) * down / (2 * rows) * side
      for y in 0..<side {
        for column in 0..<columns {
          let left = (2 * column + 1) * across / (2 * columns) * side
          let start = 3 * ((top + y) * picture.size.width + left)
          let at = y * size.width + column * side
          clipped += strip.take(side, at, of: picture.samples, from: start, by: decoder)
        }
      }
      let lab = LabPicture(strip)
      blocks += (0..<columns).map { Self.block(at: $0 * side, of: lab) }
    }
    clippedShare = Double(clipped) / Double(rows * columns * side * side)
  }

  /// The noise of blocks of a range of L*; nil where there are too few.
  func noise(_ tones: Range<Double>, _ value: KeyPath<Block, Double>) -> Double? {
    let values = blocks.filter { tones.contains($0.mean) }.map { Float($0[keyPath: value]) }
    guard values.count >= Self.least else { return nil }
    return Quantiles.of(values, at: [0.1]).first.map(Double.init)
  }

  private static func block(at left: Int, of picture: LabPicture) -> Block {
    let width = picture.size.width
    /// Immerkær's estimate: the mean size of a second difference of second differences.
    func noise(_ plane: [Float]) -> Double {
      var sum: Float = 0
      for y in 1..<side - 1 {
        for x in left + 1..<left + side - 1 {
          let (above, at, below) = ((y - 1) * width + x, y * width + x, (y + 1) * width + x)
          let corners = plane[above - 1] + plane[above + 1] + plane[below - 1] + plane[below + 1]
          let sides = plane[above] + plane[below] + plane[at - 1] + plane[at + 1]
          sum += (corners - 2 * sides + 4 * plane[at]).magnitude
        }
      }
      let inner = Double((side - 2) * (side - 2))
      return (Double.pi / 2).squareRoot() / 6 * Double(sum) / inner
    }
    var mean: Float = 0
    for y in 0..<side {
      for x in left..<left + side { mean += picture.lightness[y * width + x] }
    }
    let (a, b) = (noise(picture.a), noise(picture.b))
    return Block(
      mean: Double(mean) / Double(side * side), lightness: noise(picture.lightness),
      color: (a * a + b * b).squareRoot())
  }
}

extension PlanarPicture {
  /// Takes over neighbouring pixels of a stored picture.
  ///
  /// - Returns: how many of them have all channels at their largest value.
  fileprivate mutating func take(
    _ count: Int, _ index: Int, of samples: Samples, from start: Int, by decoder: SampleDecoder
  ) -> Int {
    var red = [Float](repeating: 0, count: count)
    var (green, blue) = (red, red)
    var redSpan = red.mutableSpan
    var greenSpan = green.mutableSpan
    var blueSpan = blue.mutableSpan
    decoder.decode(samples, from: start, step: 3, &redSpan, &greenSpan, &blueSpan)
    self.red.replaceSubrange(index..<index + count, with: red)
    self.green.replaceSubrange(index..<index + count, with: green)
    self.blue.replaceSubrange(index..<index + count, with: blue)
    return (0..<count).count { pixel in
      (0..<3).allSatisfy { samples[start + 3 * pixel + $0] == 1 }
    }
  }
}
