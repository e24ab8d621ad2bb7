/// Where a value of a recipe stands: a parameter of the whole picture or of a local adjustment.
public struct RecipePlace: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Persistent name of the operation; ``monet`` for MonetGPT's settings.
  public var operation: String
  /// Persistent name of the parameter.
  public var parameter: String
  /// Name of the local adjustment; nil for the whole picture.
  public var area: String?

  /// The operation's name in places of MonetGPT's settings.
  public static let monet = "monet"

  /// Makes a place.
  public init(_ operation: String, _ parameter: String, area: String? = nil) {
    self.operation = operation
    self.parameter = parameter
    self.area = area
  }

  /// As people write it: `exposure.stops`, `exposure.stops@sky`.
  public var description: String { "\(operation).\(parameter)" + (area.map { "@\($0)" } ?? "") }

  /// By area, the whole picture first, then by name.
  public static func < (a: RecipePlace, b: RecipePlace) -> Bool {
    (a.area ?? "", a.operation, a.parameter) < (b.area ?? "", b.operation, b.parameter)
  }
}

extension Recipe {
  /// The value at a place; nil where none is set. A setting that several of MonetGPT's edits have counts
  /// as its last value.
  public func value(at place: RecipePlace) -> ParameterValue? {
    if place.operation == RecipePlace.monet {
      return monet.flatMap(\.values).last { $0.key == place.parameter }.map { .number($0.value) }
    }
    if let area = place.area {
      return local.first { $0.name == area }?.adjustments[place.operation]?[place.parameter]
    }
    return (adjustments[place.operation] ?? geometry[place.operation])?[place.parameter]
  }

  /// All values by their places.
  public var values: [RecipePlace: ParameterValue] {
    var values: [RecipePlace: ParameterValue] = [:]
    func add(_ adjustments: Adjustments, _ area: String?) {
      for (operation, parameters) in adjustments {
        for (parameter, value) in parameters {
          values[RecipePlace(operation, parameter, area: area)] = value
        }
      }
    }
    add(adjustments, nil)
    add(geometry, nil)
    for local in local { add(local.adjustments, local.name) }
    for entry in monet.flatMap(\.values) {
      values[RecipePlace(RecipePlace.monet, entry.key)] = .number(entry.value)
    }
    return values
  }

  /// Sets the value at a place, or removes it with nil; what is empty then is removed too.
  ///
  /// - Parameters:
  ///   - value: the value, which the catalog allows there.
  ///   - place: where; its local adjustment exists.
  ///   - isGeometry: whether the operation is one of the frame.
  public mutating func set(_ value: ParameterValue?, at place: RecipePlace, isGeometry: Bool) {
    func put(_ adjustments: inout Adjustments) {
      adjustments[place.operation, default: [:]][place.parameter] = value
      if adjustments[place.operation]?.isEmpty == true { adjustments[place.operation] = nil }
    }
    if place.operation == RecipePlace.monet {
      setMonet(value?.number, place.parameter)
    } else if let area = place.area {
      guard let index = local.firstIndex(where: { $0.name == area }) else { return }
      put(&local[index].adjustments)
      if local[index].adjustments.isEmpty { local.remove(at: index) }
    } else if isGeometry {
      put(&geometry)
    } else {
      put(&adjustments)
    }
  }

  /// Sets one of MonetGPT's settings where it stands last, in a new edit where it stands nowhere, and
  /// takes it out of all other edits, so that it acts once.
  private mutating func setMonet(_ value: Double?, _ key: String) {
    let last = monet.lastIndex { edit in edit.values.contains { $0.key == key } }
    for index in monet.indices {
      if index == last, let value {
        for place in monet[index].values.indices where monet[index].values[place].key == key {
          monet[index].values[place].value = value
        }
      } else {
        monet[index].values.removeAll { $0.key == key }
      }
    }
    if last == nil, let value {
      if monet.isEmpty { monet.append(MonetEdit()) }
      monet[monet.count - 1].values.append(MonetEdit.Entry(key, value))
    }
    monet.removeAll(where: \.values.isEmpty)
  }
}
