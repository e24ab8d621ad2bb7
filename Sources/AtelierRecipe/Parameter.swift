/// A type whose stored properties are parameters with defaults.
public protocol Parameterized: Sendable {
  /// Makes a value with every parameter at its default.
  init()
}

/// A parameter of `Owner`: its description and where it is stored.
public struct Parameter<Owner: Parameterized>: Sendable {
  /// Name, kind, unit and meaning.
  public let description: ParameterDescription
  /// Reads the stored value.
  public let value: @Sendable (Owner) -> ParameterValue
  /// Stores a value; one of another kind is ignored.
  public let store: @Sendable (ParameterValue, inout Owner) -> Void

  /// A number, by default within Lightroom's slider range.
  public static func scalar(
    _ name: String, _ path: any WritableKeyPath<Owner, Double> & Sendable,
    unit: ParameterUnit = .slider, range: ClosedRange<Double> = -100...100,
    usual: ClosedRange<Double>? = nil, lightroom: String? = nil, local: LocalBehavior = .none,
    meaning: LocalizedText
  ) -> Parameter {
    Parameter(
      description: ParameterDescription(
        name: name, kind: .scalar(range: range, usual: usual ?? range),
        defaultValue: .number(Owner()[keyPath: path]), unit: unit, lightroom: lightroom,
        local: local, meaning: meaning),
      value: { .number($0[keyPath: path]) },
      store: { value, owner in
        if case .number(let number) = value { owner[keyPath: path] = number }
      })
  }

  /// A whole number.
  public static func integer(
    _ name: String, _ path: any WritableKeyPath<Owner, Int> & Sendable,
    unit: ParameterUnit = .count, range: ClosedRange<Int>, lightroom: String? = nil,
    meaning: LocalizedText
  ) -> Parameter {
    Parameter(
      description: ParameterDescription(
        name: name, kind: .integer(range: range),
        defaultValue: .number(Double(Owner()[keyPath: path])), unit: unit, lightroom: lightroom,
        local: .none, meaning: meaning),
      value: { .number(Double($0[keyPath: path])) },
      store: { value, owner in
        if case .number(let number) = value { owner[keyPath: path] = Int(number) }
      })
  }

  /// On or off.
  public static func flag(
    _ name: String, _ path: any WritableKeyPath<Owner, Bool> & Sendable, lightroom: String? = nil,
    meaning: LocalizedText
  ) -> Parameter {
    Parameter(
      description: ParameterDescription(
        name: name, kind: .flag, defaultValue: .flag(Owner()[keyPath: path]), unit: .count,
        lightroom: lightroom, local: .none, meaning: meaning),
      value: { .flag($0[keyPath: path]) },
      store: { value, owner in
        if case .flag(let flag) = value { owner[keyPath: path] = flag }
      })
  }

  /// A curve through nodes.
  public static func curve(
    _ name: String, _ path: any WritableKeyPath<Owner, [CurvePoint]> & Sendable,
    lightroom: String? = nil, local: LocalBehavior = .blended, meaning: LocalizedText
  ) -> Parameter {
    Parameter(
      description: ParameterDescription(
        name: name, kind: .curve, defaultValue: .curve(Owner()[keyPath: path]), unit: .fraction,
        lightroom: lightroom, local: local, meaning: meaning),
      value: { .curve($0[keyPath: path]) },
      store: { value, owner in
        if case .curve(let points) = value { owner[keyPath: path] = points }
      })
  }

  /// A list of `count` numbers.
  public static func numbers(
    _ name: String, _ path: any WritableKeyPath<Owner, [Double]> & Sendable, count: Int,
    unit: ParameterUnit = .fraction, range: ClosedRange<Double>, lightroom: String? = nil,
    meaning: LocalizedText
  ) -> Parameter {
    Parameter(
      description: ParameterDescription(
        name: name, kind: .numbers(count: count, range: range),
        defaultValue: .numbers(Owner()[keyPath: path]), unit: unit, lightroom: lightroom,
        local: .none, meaning: meaning),
      value: { .numbers($0[keyPath: path]) },
      store: { value, owner in
        if case .numbers(let numbers) = value { owner[keyPath: path] = numbers }
      })
  }

  /// Rows of numbers, none by default.
  public static func rows(
    _ name: String, _ path: any WritableKeyPath<Owner, [[Double]]> & Sendable,
    columns: [RowColumn], most: Int, unit: ParameterUnit = .fraction, lightroom: String? = nil,
    local: LocalBehavior = .none, meaning: LocalizedText
  ) -> Parameter {
    Parameter(
      description: ParameterDescription(
        name: name, kind: .rows(columns, most: most),
        defaultValue: .rows(Owner()[keyPath: path]), unit: unit, lightroom: lightroom,
        local: local, meaning: meaning),
      value: { .rows($0[keyPath: path]) },
      store: { value, owner in
        if case .rows(let rows) = value { owner[keyPath: path] = rows }
      })
  }

  /// A table of colours, none by default.
  public static func table(
    _ name: String, _ path: any WritableKeyPath<Owner, ColorTable?> & Sendable,
    meaning: LocalizedText
  ) -> Parameter {
    Parameter(
      description: ParameterDescription(
        name: name, kind: .table, defaultValue: .table(Owner()[keyPath: path]), unit: .count,
        lightroom: nil, local: .none, meaning: meaning),
      value: { .table($0[keyPath: path]) },
      store: { value, owner in
        if case .table(let table) = value { owner[keyPath: path] = table }
      })
  }
}

extension Parameterized {
  /// Makes a value with the given parameters, the others at their defaults.
  public init(_ values: ParameterValues, parameters: [Parameter<Self>]) {
    self.init()
    for parameter in parameters {
      if let value = values[parameter.description.name] { parameter.store(value, &self) }
    }
  }
}
