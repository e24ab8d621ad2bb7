/// A plan of MonetGPT: values of its settings in their order, which counts.
///
/// Plan values lie in −100…100. They are carried out as MonetGPT's executor does, on the whole decoded
/// picture and before everything else; a recipe may hold several, one after the other.
public struct MonetEdit: Hashable, Sendable {
  /// A setting and its value.
  public struct Entry: Hashable, Sendable {
    /// One of ``MonetEdit/keys``.
    public var key: String
    /// −100…100.
    public var value: Double

    /// Makes an entry.
    public init(_ key: String, _ value: Double) {
      self.key = key
      self.value = value
    }
  }

  /// In which order the executor's second half works.
  public enum Order: String, Sendable, Hashable, CaseIterable {
    /// Contrast and saturation, then as the plan has it, whites last: maps that keep their order.
    case plan
    /// As Python 2.7's maps order the keys by their hashes, whites last.
    case python2
  }

  /// The settings in their order; no key stands twice.
  public var values: [Entry]
  /// The order of the second half.
  public var order: Order

  /// Makes an edit.
  public init(_ values: [Entry] = [], order: Order = .plan) {
    self.values = values
    self.order = order
  }

  /// What a value may be.
  public static let range = -100.0...100.0
  /// The most edits of a recipe.
  public static let limit = 16
  /// The keys, in the order of MonetGPT's stages; Dehaze and Vibrance stand at the end.
  public static let keys: [String] = description.parameters.map(\.name)
}

extension MonetEdit {
  /// The edit as JSON.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "values": .array(values.map { [.string($0.key), .number($0.value)] })
    ]
    if order != .plan { members["order"] = .string(order.rawValue) }
    return .object(members)
  }

  /// Reads the edits of a recipe.
  ///
  /// - Throws: ``RecipeError`` that names the place and what is allowed there.
  static func list(_ json: JSONValue, path: String) throws(RecipeError) -> [MonetEdit] {
    guard case .array(let items) = json else {
      throw .wrongKind(path: path, found: json.kindName, wanted: "a list of edits")
    }
    guard items.count <= limit else {
      throw .tooMany(path: path, found: items.count, allowed: limit)
    }
    var edits: [MonetEdit] = []
    for (index, item) in items.enumerated() {
      edits.append(try MonetEdit(json: item, path: "\(path)[\(index)]"))
    }
    return edits
  }

  private init(json: JSONValue, path: String) throws(RecipeError) {
    let members = try RecipeReader.object(json, path: path)
    try RecipeReader.refuseUnknown(members, known: ["values", "order"], path: path)
    self.init()
    if let json = members["order"] {
      let names = Order.allCases.map(\.rawValue)
      guard case .string(let name) = json else {
        throw .wrongKind(
          path: "\(path).order", found: json.kindName,
          wanted: "one of \(names.joined(separator: ", "))")
      }
      guard let order = Order(rawValue: name) else {
        throw .unknownKey(name, path: "\(path).order", nearest: nearestName(to: name, in: names))
      }
      self.order = order
    }
    guard let json = members["values"] else { return }
    guard case .array(let items) = json else {
      throw .wrongKind(
        path: "\(path).values", found: json.kindName, wanted: "a list of pairs of key and number")
    }
    for (index, item) in items.enumerated() {
      values.append(try entry(item, path: "\(path).values[\(index)]"))
    }
  }

  private func entry(_ json: JSONValue, path: String) throws(RecipeError) -> Entry {
    guard case .array(let pair) = json, pair.count == 2, case .string(let key) = pair[0],
      case .number(let value) = pair[1]
    else {
      let text = json.text(pretty: false)
      throw .wrongKind(
        path: path, found: text.count > 40 ? json.kindName : text,
        wanted: "a pair of key and number such as [\"Contrast\", 15]")
    }
    guard Self.keys.contains(key) else {
      throw .unknownKey(key, path: path, nearest: nearestName(to: key, in: Self.keys))
    }
    guard !values.contains(where: { $0.key == key }) else {
      throw .wrongKind(path: path, found: "a second \(key)", wanted: "a key that stands once")
    }
    guard Self.range.contains(value) else {
      throw .outOfRange(path: "\(path), \(key)", found: "\(value)", allowed: "-100...100")
    }
    return Entry(key, value)
  }

  /// The JSON Schema of a recipe's edits.
  static var schema: JSONValue {
    [
      "type": "array", "maxItems": .number(Double(limit)),
      "description": .string(description.meaning[.en] ?? ""),
      "items": [
        "type": "object", "additionalProperties": false,
        "properties": [
          "order": [
            "enum": .array(Order.allCases.map { .string($0.rawValue) }),
            "default": .string(Order.plan.rawValue),
          ],
          "values": [
            "type": "array", "maxItems": .number(Double(keys.count)),
            "items": [
              "type": "array", "minItems": 2, "maxItems": 2,
              "prefixItems": [
                ["enum": .array(keys.map { .string($0) })],
                [
                  "type": "number", "minimum": .number(range.lowerBound),
                  "maximum": .number(range.upperBound),
                ],
              ],
            ],
          ],
        ],
      ],
    ]
  }
}
