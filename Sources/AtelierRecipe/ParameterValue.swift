/// A node of a curve: position and value, both 0…1 on the encoded axis.
public struct CurvePoint: Hashable, Sendable {
  /// Input, 0…1.
  public var x: Double
  /// Output, 0…1.
  public var y: Double

  /// Makes a node.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// The curve that changes nothing.
  public static let identity = [CurvePoint(0, 0), CurvePoint(1, 1)]
}

/// A value of a parameter, as plain data.
public enum ParameterValue: Hashable, Sendable {
  /// A scalar or whole number in the parameter's unit.
  case number(Double)
  /// On or off.
  case flag(Bool)
  /// One of the parameter's choices.
  case choice(String)
  /// Nodes in rising order of `x`.
  case curve([CurvePoint])
  /// A fixed number of numbers, such as the corners of a box.
  case numbers([Double])
  /// Any number of rows of numbers, such as the dabs of a brush.
  case rows([[Double]])
  /// A table of colours, or none.
  case table(ColorTable?)

  /// The number, where this is one.
  public var number: Double? { if case .number(let value) = self { value } else { nil } }

  /// The value as JSON.
  public var json: JSONValue {
    switch self {
    case .number(let value): .number(value)
    case .flag(let value): .bool(value)
    case .choice(let value): .string(value)
    case .curve(let points): .array(points.map { .array([.number($0.x), .number($0.y)]) })
    case .numbers(let values): .array(values.map { .number($0) })
    case .rows(let rows): .array(rows.map { .array($0.map { .number($0) }) })
    case .table(let table): table?.json ?? .null
    }
  }
}

/// Values of parameters by name.
public typealias ParameterValues = [String: ParameterValue]
