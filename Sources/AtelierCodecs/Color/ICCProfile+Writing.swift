package import AtelierPixels

extension ICCProfile {
  /// A version 4.3 display profile of an RGB space, by ICC.1:2010.
  package static func bytes(for space: RGBColorSpace) -> [UInt8] {
    ICCWriter(space).bytes
  }
}

/// Lays out the tags of a matrix profile.
private struct ICCWriter {
  private(set) var bytes: [UInt8] = []

  private static let tagCount = 10

  init(_ space: RGBColorSpace) {
    let curve = Self.curve(space.transfer)
    let (red, green, blue) = Self.columns(space.toXYZ)
    let tags: [(name: String, data: [UInt8])] = [
      ("desc", Self.text(space.name)),
      ("cprt", Self.text("No copyright, use freely")),
      ("wtpt", Self.xyz(Self.fixedD50)),
      ("chad", Self.adaptation()),
      ("rXYZ", Self.xyz(red)),
      ("gXYZ", Self.xyz(green)),
      ("bXYZ", Self.xyz(blue)),
      ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
    ]
    var table = bigEndian(UInt32(tags.count))
    var content: [UInt8] = []
    var places: [[UInt8]: Int] = [:]
    let start = 128 + 4 + 12 * tags.count
    for tag in tags {
      // Equal tags, as the three curves, share their data.
      let place = places[tag.data] ?? start + content.count
      if places[tag.data] == nil {
        places[tag.data] = place
        content += tag.data
        content += [UInt8](repeating: 0, count: -tag.data.count & 3)
      }
      table += Array(tag.name.utf8) + bigEndian(UInt32(place)) + bigEndian(UInt32(tag.data.count))
    }
    bytes = Self.header(length: start + content.count) + table + content
  }

  private static func header(length: Int) -> [UInt8] {
    var header = bigEndian(UInt32(length)) + [0, 0, 0, 0]
    header += [4, 0x30, 0, 0]
    header += Array("mntrRGB XYZ ".utf8)
    // A fixed date, so that the same picture gives the same bytes.
    for part: UInt16 in [2025, 1, 1, 0, 0, 0] { header += bigEndian(part) }
    header += Array("acsp".utf8)
    // Platform, flags, manufacturer, model, attributes, intent (perceptual): none.
    header += [UInt8](repeating: 0, count: 28)
    for value in [fixedD50.0, fixedD50.1, fixedD50.2] { header += bigEndian(value) }
    header += [UInt8](repeating: 0, count: 128 - header.count)
    return header
  }

  /// D50 as ICC.1 rounds it.
  private static let fixedD50: (Int32, Int32, Int32) = (0xF6D6, 0x10000, 0xD32D)

  private static func fixed(_ value: Double) -> Int32 { Int32((value * 65536).rounded()) }

  /// The matrix's columns, rounded so that they add up to D50 exactly and white stays neutral.
  private static func columns(
    _ m: Matrix3
  ) -> ((Int32, Int32, Int32), (Int32, Int32, Int32), (Int32, Int32, Int32)) {
    let red = (fixed(m[0, 0]), fixed(m[1, 0]), fixed(m[2, 0]))
    let blue = (fixed(m[0, 2]), fixed(m[1, 2]), fixed(m[2, 2]))
    let green = (
      fixedD50.0 - red.0 - blue.0, fixedD50.1 - red.1 - blue.1, fixedD50.2 - red.2 - blue.2
    )
    return (red, green, blue)
  }

  private static func xyz(_ value: (Int32, Int32, Int32)) -> [UInt8] {
    Array("XYZ ".utf8) + [0, 0, 0, 0] + bigEndian(value.0) + bigEndian(value.1)
      + bigEndian(value.2)
  }

  private static func adaptation() -> [UInt8] {
    let (x, y) = (0.3127, 0.3290)
    let matrix = RGBColorSpace.adaptation(
      from: SIMD3(x / y, 1, (1 - x - y) / y), to: RGBColorSpace.d50)
    return matrix.elements.reduce(into: Array("sf32".utf8) + [0, 0, 0, 0]) {
      $0 += bigEndian(fixed($1))
    }
  }

  private static func text(_ text: String) -> [UInt8] {
    let units = text.utf16.flatMap { bigEndian($0) }
    return Array("mluc".utf8) + [0, 0, 0, 0] + bigEndian(UInt32(1)) + bigEndian(UInt32(12))
      + Array("enUS".utf8) + bigEndian(UInt32(units.count)) + bigEndian(UInt32(28)) + units
  }

  private static func curve(_ transfer: TransferCurve) -> [UInt8] {
    switch transfer {
    case .table(let samples):
      let values = samples.map { UInt16((min(max($0, 0), 1) * 65535).rounded()) }
      return Array("curv".utf8) + [0, 0, 0, 0] + bigEndian(UInt32(values.count))
        + values.flatMap { bigEndian($0) }
    case .parametric(let g, let a, let b, let c, let d, let e, let f):
      let isPower = a == 1 && b == 0 && d <= 0 && e == 0
      let kind: UInt16 = isPower ? 0 : e == 0 && f == 0 ? 3 : 4
      let values = isPower ? [g] : kind == 3 ? [g, a, b, c, d] : [g, a, b, c, d, e, f]
      return values.reduce(into: Array("para".utf8) + [0, 0, 0, 0] + bigEndian(kind) + [0, 0]) {
        $0 += bigEndian(fixed($1))
      }
    }
  }
}
