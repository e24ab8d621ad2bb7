/// Reads the parts of a recipe that the catalog decides.
struct RecipeReader {
  let catalog: RecipeCatalog

  /// The most local adjustments that a recipe may have.
  static let localLimit = 64
  /// The most characters that the name of a local adjustment may have.
  static let nameLimit = 200

  func adjustments(
    _ json: JSONValue, path: String, where belongs: (OperationDescription) -> Bool
  ) throws(RecipeError) -> Adjustments {
    var adjustments: Adjustments = [:]
    let names = catalog.operations.filter(belongs).map(\.name)
    for (name, values) in try Self.object(json, path: path).sorted(by: { $0.key < $1.key }) {
      guard let operation = catalog.operation(name), belongs(operation) else {
        throw .unknownKey(name, path: path, nearest: nearestName(to: name, in: names))
      }
      adjustments[name] = try parameters(
        values, operation.parameters, path: "\(path).\(name)")
    }
    return adjustments
  }

  func local(_ json: JSONValue) throws(RecipeError) -> [LocalAdjustment] {
    guard case .array(let items) = json else {
      throw .wrongKind(path: "local", found: json.kindName, wanted: "a list")
    }
    guard items.count <= Self.localLimit else {
      throw .tooMany(path: "local", found: items.count, allowed: Self.localLimit)
    }
    var local: [LocalAdjustment] = []
    for (index, item) in items.enumerated() {
      local.append(try localAdjustment(item, path: "local[\(index)]"))
    }
    return local
  }

  private func localAdjustment(
    _ json: JSONValue, path: String
  ) throws(RecipeError) -> LocalAdjustment {
    let members = try Self.object(json, path: path)
    try Self.refuseUnknown(members, known: ["name", "amount", "mask", "adjustments"], path: path)
    guard let maskJSON = members["mask"] else {
      throw .wrongKind(path: "\(path).mask", found: "absent", wanted: "an object with a \"kind\"")
    }
    var amount = 1.0
    if let json = members["amount"] {
      guard case .number(let number) = json else {
        throw .wrongKind(path: "\(path).amount", found: json.kindName, wanted: "a number in 0...2")
      }
      guard (0...2).contains(number) else {
        throw .outOfRange(path: "\(path).amount", found: "\(number)", allowed: "0...2")
      }
      amount = number
    }
    var name = ""
    if let json = members["name"] {
      guard case .string(let text) = json else {
        throw .wrongKind(path: "\(path).name", found: json.kindName, wanted: "a text")
      }
      guard text.count <= Self.nameLimit else {
        throw .wrongKind(
          path: "\(path).name", found: "a text of \(text.count) characters",
          wanted: "a text of at most \(Self.nameLimit)")
      }
      name = text
    }
    let changes = try adjustments(
      members["adjustments"] ?? .object([:]), path: "\(path).adjustments"
    ) { $0.stage != .geometry }
    for (operation, values) in changes {
      for parameter in values.keys
      where catalog.operation(operation)?.parameter(parameter)?.local == LocalBehavior.none {
        throw .notLocal(path: "\(path).adjustments.\(operation).\(parameter)")
      }
    }
    return LocalAdjustment(
      name: name, amount: amount, mask: try mask(maskJSON, path: "\(path).mask"),
      adjustments: changes)
  }

  private func mask(
    _ json: JSONValue, path: String, isComponent: Bool = false
  ) throws(RecipeError) -> MaskSettings {
    var members = try Self.object(json, path: path)
    let kindJSON = members.removeValue(forKey: "kind")
    guard case .string(let kind)? = kindJSON else {
      throw .wrongKind(
        path: "\(path).kind", found: kindJSON?.kindName ?? "absent",
        wanted: "the name of a mask kind")
    }
    var settings = MaskSettings(kind: kind)
    if let json = members.removeValue(forKey: "inverted") {
      guard case .bool(let flag) = json else {
        throw .wrongKind(path: "\(path).inverted", found: json.kindName, wanted: "true or false")
      }
      settings.isInverted = flag
    }
    if isComponent { try readJoint(&members, &settings, path: path) }
    // A group within a group would say nothing that one group cannot.
    if kind == MaskSettings.group, !isComponent {
      settings.components = try components(
        members.removeValue(forKey: "components") ?? .array([]), path: "\(path).components")
      try Self.refuseUnknown(members, known: ["components", "inverted", "kind"], path: path)
      return settings
    }
    guard let description = catalog.mask(kind) else {
      let names = catalog.masks.map(\.kind) + (isComponent ? [] : [MaskSettings.group])
      throw .unknownKey(kind, path: "\(path).kind", nearest: nearestName(to: kind, in: names))
    }
    settings.values = try parameters(.object(members), description.parameters, path: path)
    return settings
  }

  /// Reads how a mask joins those before it.
  private func readJoint(
    _ members: inout [String: JSONValue], _ settings: inout MaskSettings, path: String
  ) throws(RecipeError) {
    if let json = members.removeValue(forKey: "combine") {
      let names = MaskCombination.allCases.map(\.rawValue)
      guard case .string(let name) = json else {
        throw .wrongKind(
          path: "\(path).combine", found: json.kindName,
          wanted: "one of \(names.joined(separator: ", "))")
      }
      guard let combination = MaskCombination(rawValue: name) else {
        throw .unknownKey(
          name, path: "\(path).combine", nearest: nearestName(to: name, in: names))
      }
      settings.combination = combination
    }
    if let json = members.removeValue(forKey: "amount") {
      guard case .number(let number) = json else {
        throw .wrongKind(path: "\(path).amount", found: json.kindName, wanted: "a number in 0...1")
      }
      guard (0...1).contains(number) else {
        throw .outOfRange(path: "\(path).amount", found: "\(number)", allowed: "0...1")
      }
      settings.amount = number
    }
  }

  private func components(
    _ json: JSONValue, path: String
  ) throws(RecipeError) -> [MaskSettings] {
    guard case .array(let items) = json, !items.isEmpty else {
      throw .wrongKind(path: path, found: json.kindName, wanted: "a list of at least one mask")
    }
    guard items.count <= MaskSettings.componentLimit else {
      throw .tooMany(path: path, found: items.count, allowed: MaskSettings.componentLimit)
    }
    var components: [MaskSettings] = []
    for (index, item) in items.enumerated() {
      components.append(try mask(item, path: "\(path)[\(index)]", isComponent: true))
    }
    return components
  }

  private func parameters(
    _ json: JSONValue, _ known: [ParameterDescription], path: String
  ) throws(RecipeError) -> ParameterValues {
    var values: ParameterValues = [:]
    for (name, json) in try Self.object(json, path: path).sorted(by: { $0.key < $1.key }) {
      guard let parameter = known.first(where: { $0.name == name }) else {
        throw .unknownKey(
          name, path: path, nearest: nearestName(to: name, in: known.map(\.name)))
      }
      values[name] = try parameter.value(from: json, path: "\(path).\(name)")
    }
    return values
  }

  static func object(
    _ json: JSONValue, path: String
  ) throws(RecipeError) -> [String: JSONValue] {
    guard case .object(let members) = json else {
      throw .wrongKind(path: path, found: json.kindName, wanted: "an object")
    }
    return members
  }

  static func refuseUnknown(
    _ members: [String: JSONValue], known: [String], path: String
  ) throws(RecipeError) {
    for key in members.keys.sorted() where !known.contains(key) {
      throw .unknownKey(key, path: path, nearest: nearestName(to: key, in: known))
    }
  }
}
