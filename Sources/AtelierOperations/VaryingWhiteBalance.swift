import AtelierEngine
import AtelierKernels
import AtelierPixels

/// White balance with a temperature, a tint or both for each pixel.
///
/// Every white balance is a gain for each of Bradford's cone responses, so a pixel goes to cone
/// responses, is multiplied by gains from a table of temperatures and tints, and goes back.
struct VaryingWhiteBalance: VaryingKernel {
  private let toCone: ColorMatrix
  private let fromCone: ColorMatrix
  /// Gains at evenly spaced temperatures, for each of the evenly spaced tints.
  private let table: [SIMD4<Float>]
  private let places: (temperature: Axis, tint: Axis)

  /// Values of a parameter that have an entry each.
  private struct Axis {
    /// Which of the varying parameters it is; nil for a value that stays.
    var index: Int?
    var count: Int { index == nil ? 1 : VaryingWhiteBalance.entries }

    func value(_ entry: Int) -> Double? {
      index == nil ? nil : 200 * Double(entry) / Double(VaryingWhiteBalance.entries - 1) - 100
    }
  }

  private static let entries = 33

  /// Makes the table.
  ///
  /// - Parameters:
  ///   - parameters: `temperature`, `tint` or both, in the order of the values.
  ///   - matrix: the change of linear Rec. 2020 values for a temperature and a tint; nil stands for
  ///     the value that does not vary.
  init(of parameters: [String], matrix: (Double?, Double?) -> Matrix3) {
    let cone = RGBColorSpace.bradford * RGBColorSpace.working.toXYZ
    let back = cone.inverse ?? .identity
    toCone = ColorMatrix(cone)
    fromCone = ColorMatrix(back)
    let temperature = Axis(index: parameters.firstIndex(of: "temperature"))
    let tint = Axis(index: parameters.firstIndex(of: "tint"))
    places = (temperature, tint)
    table = (0..<tint.count).flatMap { row in
      (0..<temperature.count).map { column in
        let gains = cone * matrix(temperature.value(column), tint.value(row)) * back
        return SIMD4(Float(gains[0, 0]), Float(gains[1, 1]), Float(gains[2, 2]), 0)
      }
    }
  }

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, values: Span<Float>
  ) {
    let whole = red.count
    var gains = BlockEntries()
    Block.forEach(&red, &green, &blue) { r, g, b, range in
      look(values, whole, range, into: &gains)
      let count = r.count
      precondition(g.count == count && b.count == count && count <= Block.length)
      let (toCone, fromCone) = (toCone, fromCone)
      for x in 0..<count {
        let (l, m, s) = toCone.times(r[x], g[x], b[x])
        (r[x], g[x], b[x]) = fromCone.times(
          l * gains.value(0, at: x), m * gains.value(1, at: x), s * gains.value(2, at: x))
      }
    }
  }

  /// Reads the gains of a block's pixels, linear between entries.
  @inline(__always)
  private func look(
    _ values: Span<Float>, _ whole: Int, _ range: Range<Int>, into gains: inout BlockEntries
  ) {
    let (columns, rows) = (places.temperature.count, places.tint.count)
    let firstColumn = (places.temperature.index ?? 0) * whole
    let firstRow = (places.tint.index ?? 0) * whole
    for (index, x) in range.enumerated() {
      let (column, u) = Self.place(values[firstColumn + x], columns)
      let (row, v) = Self.place(values[firstRow + x], rows)
      let (right, below) = (min(column + 1, columns - 1), min(row + 1, rows - 1))
      let near = Self.mix(table[row * columns + column], table[row * columns + right], u)
      let far = Self.mix(table[below * columns + column], table[below * columns + right], u)
      gains.store(Self.mix(near, far, v), at: index)
    }
  }

  /// The entry at or before a value, and the way to the next.
  @inline(__always)
  private static func place(_ value: Float, _ count: Int) -> (entry: Int, rest: Float) {
    guard count > 1 else { return (0, 0) }
    let place = max(0, min((value + 100) * (Float(entries - 1) / 200), Float(count - 1)))
    let entry = Int(place)
    return (entry, place - Float(entry))
  }

  @inline(__always)
  private static func mix(
    _ a: SIMD4<Float>, _ b: SIMD4<Float>, _ share: Float
  ) -> SIMD4<Float> { a + share * (b - a) }
}
