/// A 3 × 3 matrix in double precision, row by row.
public struct Matrix3: Hashable, Sendable {
  /// Nine elements in row-major order.
  public var elements: [Double]

  /// Makes a matrix from nine elements in row-major order.
  public init(_ elements: [Double]) {
    precondition(elements.count == 9, "a 3 × 3 matrix has nine elements")
    self.elements = elements
  }

  /// A matrix that scales the three axes.
  public init(diagonal x: Double, _ y: Double, _ z: Double) {
    self.init([x, 0, 0, 0, y, 0, 0, 0, z])
  }

  /// The matrix that changes nothing.
  public static let identity = Matrix3(diagonal: 1, 1, 1)

  /// The element in a row and a column, both 0…2.
  public subscript(row: Int, column: Int) -> Double {
    get { elements[3 * row + column] }
    set { elements[3 * row + column] = newValue }
  }

  /// The matrix product: `(a * b) * v == a * (b * v)`.
  public static func * (a: Matrix3, b: Matrix3) -> Matrix3 {
    var product = Matrix3([Double](repeating: 0, count: 9))
    for row in 0..<3 {
      for column in 0..<3 {
        product[row, column] =
          a[row, 0] * b[0, column] + a[row, 1] * b[1, column] + a[row, 2] * b[2, column]
      }
    }
    return product
  }

  /// The matrix applied to a column vector.
  public static func * (a: Matrix3, v: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(
      a[0, 0] * v.x + a[0, 1] * v.y + a[0, 2] * v.z,
      a[1, 0] * v.x + a[1, 1] * v.y + a[1, 2] * v.z,
      a[2, 0] * v.x + a[2, 1] * v.y + a[2, 2] * v.z)
  }

  /// Volume that the unit cube gets.
  public var determinant: Double {
    self[0, 0] * (self[1, 1] * self[2, 2] - self[1, 2] * self[2, 1])
      - self[0, 1] * (self[1, 0] * self[2, 2] - self[1, 2] * self[2, 0])
      + self[0, 2] * (self[1, 0] * self[2, 1] - self[1, 1] * self[2, 0])
  }

  /// The inverse, or nil when the matrix is singular or not finite.
  public var inverse: Matrix3? {
    let determinant = determinant
    guard determinant.isFinite, determinant.magnitude > 1e-12 else { return nil }
    var adjugate = Matrix3.identity
    for row in 0..<3 {
      for column in 0..<3 {
        let (r1, r2) = ((column + 1) % 3, (column + 2) % 3)
        let (c1, c2) = ((row + 1) % 3, (row + 2) % 3)
        adjugate[row, column] = self[r1, c1] * self[r2, c2] - self[r1, c2] * self[r2, c1]
      }
    }
    return Matrix3(adjugate.elements.map { $0 / determinant })
  }
}
