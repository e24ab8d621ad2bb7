package import AtelierPixels
import Foundation

/// A Gaussian filter of a plane, for measuring: local means under a window of any width.
///
/// Planes of `Float` and of `Double` go through the same loops.
package struct GaussianFilter: Sendable {
  /// How a plane goes on beyond its edges.
  package enum Edge: Sendable {
    /// As the outermost pixel.
    case nearest
    /// Mirrored, with the outermost pixels doubled.
    case mirrored
  }

  /// Half of the symmetric kernel: the centre's weight first.
  private let weights: [Double]
  private let edge: Edge

  /// Makes a window of standard deviation `sigma` pixels and `2 × radius + 1` pixels a side, by
  /// default cut off at four sigma; sigma 0 leaves a plane as it is.
  package init(sigma: Double, radius: Int? = nil, edge: Edge = .nearest) {
    let reach = sigma > 0 ? radius ?? Int(4 * sigma + 0.5) : 0
    let raw = (0...reach).map { distance in
      distance == 0 ? 1 : exp(-0.5 * pow(Double(distance) / sigma, 2))
    }
    let sum = 2 * raw.reduce(0, +) - 1
    weights = raw.map { $0 / sum }
    self.edge = edge
  }

  /// Filters a plane of `width × height` values.
  package func callAsFunction(_ plane: [Float], size: PixelSize) -> [Float] {
    filtered(plane, weights: weights.map { Float($0) }, size: size)
  }

  /// Filters a plane of `width × height` values.
  package func callAsFunction(_ plane: [Double], size: PixelSize) -> [Double] {
    filtered(plane, weights: weights, size: size)
  }

  /// First down the columns and then along each row while it is in cache. Specialised for both kinds
  /// of numbers, because both callers stand in this file.
  private func filtered<Value: BinaryFloatingPoint>(
    _ plane: [Value], weights: [Value], size: PixelSize
  ) -> [Value] {
    let (width, height, radius) = (size.width, size.height, weights.count - 1)
    guard width > 0, height > 0, radius > 0 else { return plane }
    var result = [Value](repeating: 0, count: plane.count)
    var padded = [Value](repeating: 0, count: width + 2 * radius)
    var line = [Value](repeating: 0, count: width)
    let columns = (-radius..<width + radius).map { place($0, in: width) }
    for y in 0..<height {
      Self.sum(&line, plane.span, weights) { distance in
        (place(y - distance, in: height) * width, place(y + distance, in: height) * width)
      }
      for (x, column) in columns.enumerated() { padded[x] = line[column] }
      Self.sum(&line, padded.span, weights) { (radius - $0, radius + $0) }
      result.replaceSubrange(y * width..<(y + 1) * width, with: line)
    }
    return result
  }

  /// The place inside 0..<count that stands for one around it.
  private func place(_ place: Int, in count: Int) -> Int {
    switch edge {
    case .nearest: return min(max(place, 0), count - 1)
    case .mirrored:
      let period = 2 * count
      let phase = ((place % period) + period) % period
      return phase < count ? phase : period - 1 - phase
    }
  }

  /// Sets a line to the weighted sum of pairs of lines that begin at some places of the source.
  private static func sum<Value: BinaryFloatingPoint>(
    _ line: inout [Value], _ source: Span<Value>, _ weights: [Value], at places: (Int) -> (Int, Int)
  ) {
    let width = line.count
    let center = places(0).0
    scale(&line, source.extracting(center..<center + width), weights[0])
    for distance in 1..<weights.count {
      let (one, two) = places(distance)
      add(
        &line, source.extracting(one..<one + width), source.extracting(two..<two + width),
        weights[distance])
    }
  }

  // Not inlined: inlined into both passes, one of the copies was not vectorised.
  @inline(never)
  private static func scale<Value: BinaryFloatingPoint>(
    _ line: inout [Value], _ source: Span<Value>, _ weight: Value
  ) {
    var target = line.mutableSpan
    precondition(source.count == target.count)
    for x in source.indices { target[x] = weight * source[x] }
  }

  @inline(never)
  private static func add<Value: BinaryFloatingPoint>(
    _ line: inout [Value], _ one: Span<Value>, _ two: Span<Value>, _ weight: Value
  ) {
    var target = line.mutableSpan
    precondition(one.count == target.count && two.count == target.count)
    for x in one.indices { target[x] += weight * (one[x] + two[x]) }
  }
}

/// CIE L*a*b* relative to D65 (CIE 15:2018 section 8.2.1), the constants that all measurements share.
package enum CIELab {
  /// From linear sRGB to CIE XYZ, each divided by that of the white D65 (x 0.3127, y 0.3290).
  package static let relativeXYZ: Matrix3 = {
    let white = SIMD3(0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290)
    let adaptation = RGBColorSpace.adaptation(from: RGBColorSpace.d50, to: white)
    let scale = Matrix3(diagonal: 1 / white.x, 1 / white.y, 1 / white.z)
    return scale * adaptation * RGBColorSpace.sRGB.toXYZ
  }()

  /// Where the compression changes from a line to a cube root: (6/29)³.
  package static let knee = 216.0 / 24389
  /// Slope of the line.
  package static let slope = 24389.0 / 27 / 116
  /// The line's value at 0.
  package static let offset = 16.0 / 116

  /// The compression f: the cube root, with a straight line near black.
  package static func compressed(_ t: Double) -> Double {
    t > knee ? cbrt(t) : slope * t + offset
  }

  /// L*, a*, b* of linear sRGB, in double precision.
  package static func lab(linearSRGB light: SIMD3<Double>) -> SIMD3<Double> {
    let relative = relativeXYZ * light
    let (x, y, z) = (compressed(relative.x), compressed(relative.y), compressed(relative.z))
    return SIMD3(116 * y - 16, 500 * (x - y), 200 * (y - z))
  }
}
