/// A matrix whose weights take four bits each, with a bias.
///
/// A row is made of blocks of 32 weights, 18 bytes each: a scale in half precision, then 16 bytes, of
/// which byte j holds weight j in its low half and weight j + 16 in its high one, both raised by 8.
struct FourBitMatrix: Sendable {
  /// Rows, a multiple of 8.
  let rows: Int
  /// Columns, a multiple of 32.
  let columns: Int
  private let bytes: [UInt8]
  /// Eight rows a vector.
  private let bias: [SIMD8<Float>]

  private static let blockLength = 32
  private static let blockBytes = 18

  /// The bytes that so many weights take.
  static func size(_ weights: Int) -> Int { weights / blockLength * blockBytes }

  /// Makes a matrix; nil where sizes do not fit each other.
  init?(rows: Int, columns: Int, bytes: [UInt8], bias: [Float]) {
    guard rows % 8 == 0, columns % Self.blockLength == 0, bias.count == rows,
      bytes.count == Self.size(rows * columns)
    else { return nil }
    self.rows = rows
    self.columns = columns
    self.bytes = bytes
    self.bias = bias.inEights
  }

  /// The products with `count` vectors that lie one after the other, eight numbers at a time.
  func callAsFunction(_ input: [SIMD8<Float>], count: Int) -> [SIMD8<Float>] {
    let width = columns / 8
    var output = [SIMD8<Float>](repeating: .zero, count: count * rows / 8)
    var weights = [SIMD8<Float>](repeating: .zero, count: columns)
    for group in 0..<rows / 8 {
      for row in 0..<8 {
        Self.unpack(
          bytes.span, row: group * 8 + row, columns: columns, into: &weights, at: row * width)
      }
      let values = input.span
      let kernel = weights.span
      for item in 0..<count {
        output[item * rows / 8 + group] =
          bias[group] + Self.products(values, from: item * width, kernel, width: width)
      }
    }
    return output
  }

  /// The products of a vector with eight rows.
  @inline(__always)
  private static func products(
    _ values: Span<SIMD8<Float>>, from start: Int, _ rows: Span<SIMD8<Float>>, width: Int
  ) -> SIMD8<Float> {
    var (a, b, c, d) = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
    var (e, f, g, h) = (a, b, c, d)
    for index in 0..<width {
      let value = values[start + index]
      a.addProduct(value, rows[index])
      b.addProduct(value, rows[width + index])
      c.addProduct(value, rows[2 * width + index])
      d.addProduct(value, rows[3 * width + index])
      e.addProduct(value, rows[4 * width + index])
      f.addProduct(value, rows[5 * width + index])
      g.addProduct(value, rows[6 * width + index])
      h.addProduct(value, rows[7 * width + index])
    }
    return SIMD8(a.sum(), b.sum(), c.sum(), d.sum(), e.sum(), f.sum(), g.sum(), h.sum())
  }

  /// Makes numbers of the weights of a row.
  static func unpack(
    _ bytes: Span<UInt8>, row: Int, columns: Int, into weights: inout [SIMD8<Float>],
    at start: Int
  ) {
    let blocks = columns / blockLength
    for block in 0..<blocks {
      let place = (row * blocks + block) * blockBytes
      let bits = UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
      let scale = SIMD8(repeating: Float(Float16(bitPattern: bits)))
      for half in 0..<2 {
        var codes = SIMD8<UInt8>()
        for index in 0..<8 { codes[index] = bytes[place + 2 + half * 8 + index] }
        let first = start + block * 4 + half
        weights[first] = (SIMD8<Float>(codes & 15) - 8) * scale
        weights[first + 2] = (SIMD8<Float>(codes &>> 4) - 8) * scale
      }
    }
  }
}

extension [Float] {
  /// Eight numbers a vector; the number of numbers is a multiple of 8.
  var inEights: [SIMD8<Float>] {
    stride(from: 0, to: count - count % 8, by: 8).map { first in
      var vector = SIMD8<Float>()
      for index in 0..<8 { vector[index] = self[first + index] }
      return vector
    }
  }
}

extension SIMD8<Float> {
  /// Adds a product, rounded once.
  @inline(__always)
  mutating func addProduct(_ one: SIMD8<Float>, _ other: SIMD8<Float>) {
    self = addingProduct(one, other)
  }
}
