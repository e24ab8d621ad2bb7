package import AtelierPixels

/// A picture as an sRGB display shows it, in the form that all differences start from.
///
/// Light is clipped to the gamut of sRGB; NaN counts as black; alpha is left out.
package struct DisplayedPicture: Sendable {
  /// Width and height in pixels.
  package let size: PixelSize
  /// Linear sRGB in 0…1, three planes of `width × height` values, top row first.
  let light: [[Float]]

  /// Takes a picture of linear Rec. 2020 light.
  package init(_ picture: PlanarPicture) {
    size = picture.size
    light = Self.converted([picture.red, picture.green, picture.blue], from: .working)
  }

  /// Takes a decoded picture of any colour space and depth.
  package init(_ picture: Picture) {
    size = picture.size
    let transfer = picture.colorSpace.transfer
    let top = picture.depth == .eight ? 255 : 65535
    let table = (0...top).map { Float(transfer.decode(Double($0) / Double(top))) }
    let planes = (0..<3).map { channel in
      stride(from: channel, to: picture.samples.count, by: 3).map { index in
        switch picture.samples {
        case .eight(let values): table[Int(values[index])]
        case .sixteen(let values): table[Int(values[index])]
        }
      }
    }
    light = Self.converted(planes, from: picture.colorSpace)
  }

  private static func converted(_ planes: [[Float]], from space: RGBColorSpace) -> [[Float]] {
    let matrix = space.matrix(to: .sRGB).elements.map { Float($0) }
    return (0..<3).map { row in
      let (r, g, b) = (matrix[3 * row], matrix[3 * row + 1], matrix[3 * row + 2])
      return planes[0].indices.map { index in
        let value = r * planes[0][index] + g * planes[1][index] + b * planes[2][index]
        return value > 0 ? Swift.min(value, 1) : 0
      }
    }
  }

  /// The sRGB codes 0…255 of the three channels, rounded to whole ones.
  var codes: [[Float]] {
    let encode = CodeTable.shared
    return light.map { plane in plane.map { encode($0) } }
  }

  /// CIE L*a*b* of each pixel relative to D65.
  package var lab: [Lab] {
    light[0].indices.map {
      Lab(linearSRGB: SIMD3(Double(light[0][$0]), Double(light[1][$0]), Double(light[2][$0])))
    }
  }

  /// Checks that two pictures can be compared.
  static func check(
    _ one: DisplayedPicture, _ two: DisplayedPicture
  ) throws(MetricsError) {
    guard one.size == two.size else { throw .sizesDiffer(one.size, two.size) }
    guard one.size.pixelCount > 0 else { throw .empty }
  }
}

/// The 8-bit codes of IEC 61966-2-1 for linear light, from the light at which each code begins.
private struct CodeTable: Sendable {
  /// Linear light of the 255 edges between codes.
  private let edges: [Float]
  /// For 4,096 even steps of light, the code at the step's beginning.
  private let guesses: [Int]

  static let shared = CodeTable()

  private init() {
    let edges = (0..<255).map { Float(TransferCurve.sRGB.decode((Double($0) + 0.5) / 255)) }
    self.edges = edges
    guesses = (0...4096).map { step in
      let light = Float(step) / 4096
      return edges.firstIndex { $0 > light } ?? 255
    }
  }

  /// The code of linear light in 0…1.
  func callAsFunction(_ light: Float) -> Float {
    var code = guesses[Int(light * 4096)]
    while code < 255, edges[code] <= light { code += 1 }
    return Float(code)
  }
}
