/// The unit of a parameter's numbers.
public enum ParameterUnit: String, Sendable, Codable {
  /// Lightroom's slider scale, usually -100…100.
  case slider
  /// Powers of two of light.
  case stops
  case degrees
  case kelvin
  case pixels
  /// A share of the picture, 0…1.
  case fraction
  /// No unit.
  case count
}

/// What a parameter's values are.
public enum ParameterKind: Hashable, Sendable {
  /// A number in `range`; sliders show `usual`.
  case scalar(range: ClosedRange<Double>, usual: ClosedRange<Double>)
  /// A whole number.
  case integer(range: ClosedRange<Int>)
  /// On or off.
  case flag
  /// One of several names.
  case choice([String])
  /// Nodes of a curve, each coordinate 0…1.
  case curve
  /// Exactly `count` numbers in `range`.
  case numbers(count: Int, range: ClosedRange<Double>)
  /// At most `most` rows of a number for each column.
  case rows([RowColumn], most: Int)
  /// A table of colours, or none.
  case table
}

/// A column of a parameter that is made of rows.
public struct RowColumn: Hashable, Sendable {
  /// What the number means.
  public let name: String
  /// What it may be.
  public let range: ClosedRange<Double>
  /// Whether half of the number is half of the row's effect: what a mask's coverage and the strength
  /// of a look scale.
  public let isAmount: Bool

  /// Makes a column.
  public init(_ name: String, _ range: ClosedRange<Double>, isAmount: Bool = false) {
    self.name = name
    self.range = range
    self.isAmount = isAmount
  }
}

/// How a mask varies a parameter.
public enum LocalBehavior: Hashable, Sendable {
  /// It cannot be varied.
  case none
  /// The local value is added to the global one, weighted by coverage. `lightroom` names the local
  /// key; its value is the parameter's times `scale`.
  case added(lightroom: String?, scale: Double)
  /// The global and the local version are blended by coverage.
  case blended
}

/// Everything about a parameter but where it is stored.
public struct ParameterDescription: Hashable, Sendable {
  /// Persistent name, snake_case.
  public let name: String
  /// What its values are.
  public let kind: ParameterKind
  /// The value when none is given.
  public let defaultValue: ParameterValue
  /// The unit of its numbers.
  public let unit: ParameterUnit
  /// Key in Lightroom's `crs:` namespace, where there is one.
  public let lightroom: String?
  /// What masks may do with it.
  public let local: LocalBehavior
  /// One line in each language.
  public let meaning: LocalizedText

  /// Checks a value and returns it in canonical form.
  ///
  /// - Throws: ``RecipeError`` with `path` where the kind or the range is wrong.
  public func validated(_ value: ParameterValue, path: String) throws(RecipeError) -> ParameterValue
  {
    switch (kind, value) {
    case (.scalar(let range, _), .number(let number)):
      guard range.contains(number) else { throw outOfRange(number, range, path) }
    case (.integer(let range), .number(let number)):
      let allowed = Double(range.lowerBound)...Double(range.upperBound)
      guard allowed.contains(number) else { throw outOfRange(number, allowed, path) }
      guard number == number.rounded() else {
        throw .wrongKind(path: path, found: "\(number)", wanted: "a whole number")
      }
    case (.flag, .flag), (.table, .table): break
    case (.choice(let names), .choice(let name)):
      guard names.contains(name) else {
        throw .unknownKey(name, path: path, nearest: nearestName(to: name, in: names))
      }
    case (.curve, .curve(let points)):
      try check(points, path: path)
    case (.numbers(let count, let range), .numbers(let numbers)):
      guard numbers.count == count else {
        throw .wrongKind(
          path: path, found: "a list of \(numbers.count)", wanted: "a list of \(count) numbers")
      }
      for (index, number) in numbers.enumerated() where !range.contains(number) {
        throw outOfRange(number, range, "\(path)[\(index)]")
      }
    case (.rows(let columns, let most), .rows(let rows)):
      guard rows.count <= most else {
        throw .tooMany(path: path, found: rows.count, allowed: most)
      }
      for (index, row) in rows.enumerated() {
        guard row.count == columns.count else {
          throw .wrongKind(
            path: "\(path)[\(index)]", found: "a list of \(row.count)",
            wanted: "a list of \(columns.count) numbers")
        }
        for (number, column) in zip(row, columns) where !column.range.contains(number) {
          throw outOfRange(number, column.range, "\(path)[\(index)], \(column.name)")
        }
      }
    default:
      throw .wrongKind(path: path, found: value.json.kindName, wanted: wanted)
    }
    return value
  }

  /// Reads a value from JSON and checks it.
  ///
  /// - Throws: ``RecipeError`` with `path`.
  public func value(from json: JSONValue, path: String) throws(RecipeError) -> ParameterValue {
    switch (kind, json) {
    case (.scalar, .number(let number)), (.integer, .number(let number)):
      return try validated(.number(number), path: path)
    case (.flag, .bool(let flag)):
      return .flag(flag)
    case (.choice, .string(let name)):
      return try validated(.choice(name), path: path)
    case (.curve, .array(let items)):
      var points: [CurvePoint] = []
      for (index, item) in items.enumerated() {
        guard case .array(let pair) = item, pair.count == 2, case .number(let x) = pair[0],
          case .number(let y) = pair[1]
        else {
          throw .wrongKind(
            path: "\(path)[\(index)]", found: item.kindName, wanted: "a pair of numbers [x, y]")
        }
        points.append(CurvePoint(x, y))
      }
      return try validated(.curve(points), path: path)
    case (.numbers, .array(let items)):
      var numbers: [Double] = []
      for (index, item) in items.enumerated() {
        guard case .number(let number) = item else {
          throw .wrongKind(path: "\(path)[\(index)]", found: item.kindName, wanted: "a number")
        }
        numbers.append(number)
      }
      return try validated(.numbers(numbers), path: path)
    case (.rows, .array(let items)):
      var rows: [[Double]] = []
      for (index, item) in items.enumerated() {
        guard case .array(let cells) = item else {
          throw .wrongKind(
            path: "\(path)[\(index)]", found: item.kindName, wanted: "a list of numbers")
        }
        var row: [Double] = []
        for cell in cells {
          guard case .number(let number) = cell else {
            throw .wrongKind(path: "\(path)[\(index)]", found: cell.kindName, wanted: "a number")
          }
          row.append(number)
        }
        rows.append(row)
      }
      return try validated(.rows(rows), path: path)
    case (.table, .null):
      return .table(nil)
    case (.table, .object):
      return .table(try ColorTable(json: json, path: path))
    default:
      throw .wrongKind(path: path, found: json.kindName, wanted: wanted)
    }
  }

  /// The allowed values in words.
  public var wanted: String {
    switch kind {
    case .scalar(let range, _): "a number in \(range.shortText)"
    case .integer(let range): "a whole number in \(range.lowerBound)...\(range.upperBound)"
    case .flag: "true or false"
    case .choice(let names): "one of \(names.joined(separator: ", "))"
    case .curve: "a list of 2 to 64 pairs [x, y] in 0...1, x rising"
    case .numbers(let count, let range): "a list of \(count) numbers in \(range.shortText)"
    case .rows(let columns, let most):
      "a list of at most \(most) rows [\(columns.map(\.name).joined(separator: ", "))]"
    case .table: "a table of colours, as `atelier convert look.cube recipe.json` writes it, or null"
    }
  }

  private func outOfRange(
    _ number: Double, _ range: ClosedRange<Double>, _ path: String
  ) -> RecipeError {
    .outOfRange(path: path, found: "\(number)", allowed: range.shortText)
  }

  private func check(_ points: [CurvePoint], path: String) throws(RecipeError) {
    guard (2...64).contains(points.count) else {
      throw .wrongKind(path: path, found: "a list of \(points.count)", wanted: wanted)
    }
    for (index, point) in points.enumerated() {
      for number in [point.x, point.y] where !(0...1).contains(number) {
        throw outOfRange(number, 0...1, "\(path)[\(index)]")
      }
      if index > 0, point.x <= points[index - 1].x {
        throw .wrongKind(
          path: "\(path)[\(index)]", found: "x = \(point.x)",
          wanted: "larger than the x before it, \(points[index - 1].x)")
      }
    }
  }
}

extension [RowColumn] {
  /// Rows with a share of what they do.
  public func scaled(_ rows: [[Double]], by share: Double) -> [[Double]] {
    rows.map { row in
      zip(row, self).map { number, column in
        column.isAmount
          ? Swift.min(Swift.max(number * share, column.range.lowerBound), column.range.upperBound)
          : number
      }
    }
  }
}

extension ClosedRange<Double> {
  /// The range as text, whole numbers without a point.
  public var shortText: String {
    "\(JSONValue.number(lowerBound).text())...\(JSONValue.number(upperBound).text())"
  }
}

/// The name in `names` nearest to `name` by edit distance, if it is near enough to be meant.
public func nearestName(to name: String, in names: [String]) -> String? {
  let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
  var best: (name: String, distance: Int)?
  for candidate in names {
    let letters = Array(candidate.unicodeScalars)
    var previous = Array(0...letters.count)
    for (i, letter) in wanted.enumerated() {
      var current = [i + 1]
      for (j, other) in letters.enumerated() {
        current.append(
          min(current[j] + 1, previous[j + 1] + 1, previous[j] + (letter == other ? 0 : 1)))
      }
      previous = current
    }
    let distance = previous[letters.count]
    if distance < (best?.distance ?? .max) { best = (candidate, distance) }
  }
  guard let best, best.distance <= max(2, wanted.count / 2) else { return nil }
  return best.name
}
