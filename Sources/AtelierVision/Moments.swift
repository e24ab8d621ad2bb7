import AtelierPixels

/// Mean and deviation of values, added one by one.
struct Moments {
  private(set) var count = 0
  private var sum = 0.0
  private var squares = 0.0

  /// Starts without values.
  init() {}

  /// Takes the values of a plane at an area's pixels.
  init(_ area: PixelArea, _ plane: [Float]) {
    if area.count == plane.count {
      for value in plane { add(value) }
    } else {
      for index in area.indices { add(plane[Int(index)]) }
    }
  }

  /// Takes one more value.
  @inline(__always)
  mutating func add(_ value: Float) {
    let value = Double(value)
    count += 1
    sum += value
    squares += value * value
  }

  /// The mean, or 0 without values.
  var mean: Double { sum / Double(max(count, 1)) }

  /// The mean of the squares' root, or 0 without values.
  var rootMeanSquare: Double { (squares / Double(max(count, 1))).squareRoot() }

  /// The standard deviation of the values themselves (divided by their number).
  var deviation: Double { max(squares / Double(max(count, 1)) - mean * mean, 0).squareRoot() }
}

/// The encoding of IEC 61966-2-1 from a table, exact within 10⁻⁵ on 0…1.
struct SRGBEncoding: Sendable {
  /// Encoded values at the squares of evenly spaced numbers, where the curve is nearly straight.
  private let table: [Float]

  static let shared = SRGBEncoding()

  private init() {
    table = (0...4096).map { step in
      let root = Double(step) / 4096
      return Float(TransferCurve.sRGB.encode(root * root))
    }
  }

  /// The encoded value of linear light in 0…1.
  @inline(__always)
  func callAsFunction(_ linear: Float) -> Float {
    let position = linear.squareRoot() * 4096
    let low = min(Int(position), 4095)
    return table[low] + (position - Float(low)) * (table[low + 1] - table[low])
  }
}
