public import AtelierPixels

/// A 3 × 3 matrix for planes of colours.
@frozen
public struct ColorMatrix: Sendable {
  @usableFromInline let rows: (SIMD3<Float>, SIMD3<Float>, SIMD3<Float>)

  /// Rounds a matrix to single precision.
  public init(_ matrix: Matrix3) {
    let m = matrix.elements.map { Float($0) }
    rows = (SIMD3(m[0], m[1], m[2]), SIMD3(m[3], m[4], m[5]), SIMD3(m[6], m[7], m[8]))
  }

  /// The matrix times a column.
  @inlinable @inline(__always)
  public func times(_ x: Float, _ y: Float, _ z: Float) -> (Float, Float, Float) {
    (Self.dot(rows.0, x, y, z), Self.dot(rows.1, x, y, z), Self.dot(rows.2, x, y, z))
  }

  /// The sum of the products of a row and a column.
  @inlinable @inline(__always)
  public static func dot(_ row: SIMD3<Float>, _ x: Float, _ y: Float, _ z: Float) -> Float {
    FastMath.multiplyAdd(row.z, z, FastMath.multiplyAdd(row.y, y, row.x * x))
  }

  /// Multiplies each pixel in place.
  package func apply(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count)
    let matrix = self
    for x in 0..<count {
      (red[x], green[x], blue[x]) = matrix.times(red[x], green[x], blue[x])
    }
  }
}
