import AtelierPixels

/// What a PNG file without an ICC profile says about its colours: gAMA and cHRM (PNG 1.2, 11.3.3).
struct PNGColors {
  /// The declared space, or nil when the file says sRGB or nothing.
  private(set) var space: RGBColorSpace?

  init(_ store: ByteStore) {
    var gamma: Double?
    var points: [Double]?
    var position = 8
    while let head = store.bytes(position..<position + 8) {
      let length = Self.number(head[0..<4])
      let kind = String(decoding: head[4..<8], as: UTF8.self)
      let start = position + 8
      if kind == "IDAT" || kind == "sRGB" || kind == "iCCP" {
        if kind != "IDAT" { return }
        break
      }
      if kind == "gAMA", length == 4, let bytes = store.bytes(start..<start + 4) {
        gamma = Double(Self.number(bytes[...])) / 100_000
      } else if kind == "cHRM", length == 32, let bytes = store.bytes(start..<start + 32) {
        points = stride(from: 0, to: 32, by: 4).map {
          Double(Self.number(bytes[$0..<$0 + 4])) / 100_000
        }
      }
      position = start + length + 4
    }
    guard let gamma, gamma > 0.05, gamma < 5 else { return }
    // 1/2.2 is how the sRGB curve is written here.
    let transfer = (gamma - 0.45455).magnitude < 0.005 ? TransferCurve.sRGB : .gamma(1 / gamma)
    let matrix = points.map(Self.matrix) ?? RGBColorSpace.sRGB.toXYZ
    guard let matrix else { return }
    space = RGBColorSpace(name: "PNG gAMA", toXYZ: matrix, transfer: transfer)
  }

  /// Linear RGB to XYZ (D50) from white, red, green and blue as CIE x, y.
  private static func matrix(_ points: [Double]) -> Matrix3? {
    let xyz = stride(from: 0, to: 8, by: 2).map { at -> SIMD3<Double> in
      let (x, y) = (points[at], points[at + 1])
      return SIMD3(x / y, 1, (1 - x - y) / y)
    }
    let columns = Matrix3([
      xyz[1].x, xyz[2].x, xyz[3].x, xyz[1].y, xyz[2].y, xyz[3].y, xyz[1].z, xyz[2].z, xyz[3].z,
    ])
    guard points.allSatisfy({ $0 > 0 && $0 < 1 }), let inverse = columns.inverse else { return nil }
    let scale = inverse * xyz[0]
    return RGBColorSpace.adaptation(from: xyz[0], to: RGBColorSpace.d50) * columns
      * Matrix3(diagonal: scale.x, scale.y, scale.z)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
