/// The JSON Schema (draft 2020-12) of recipes, derived from a catalog.
public struct RecipeSchema: Sendable {
  private let catalog: RecipeCatalog

  /// Makes the schema of the recipes that `catalog` allows.
  public init(catalog: RecipeCatalog) { self.catalog = catalog }

  /// The schema as a JSON document.
  public var json: JSONValue {
    let local = Self.object(
      [
        "name": ["type": "string", "maxLength": .number(Double(RecipeReader.nameLimit))],
        "amount": ["type": "number", "minimum": 0, "maximum": 2, "default": 1],
        "mask": ["oneOf": .array(catalog.masks.map { Self.schema($0) } + [group])],
        "adjustments": section { operation in
          operation.stage != .geometry && operation.parameters.contains { $0.local != .none }
        },
      ], required: ["mask"])
    var schema = Self.object(
      [
        "version": ["const": .number(Double(Recipe.currentVersion))],
        "adjustments": section { $0.stage != .geometry },
        "already_applied": section { $0.stage != .geometry },
        "local": [
          "type": "array", "maxItems": .number(Double(RecipeReader.localLimit)), "items": local,
        ],
        "geometry": section { $0.stage == .geometry },
        "monet": MonetEdit.schema,
        "output": Self.object([
          "long_edge": ["type": "integer", "minimum": 1, "maximum": 65535],
          "max_pixels": ["type": "integer", "minimum": 1, "maximum": 400_000_000],
          "quality": ["type": "integer", "minimum": 1, "maximum": 100],
          "color_space": ["enum": .array(OutputSettings.colorSpaces.map { .string($0) })],
          "subsampling": ["enum": .array(OutputSettings.subsamplings.map { .string($0) })],
        ]),
      ], required: ["version"])
    if case .object(var members) = schema {
      members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
      members["title"] = "Atelier recipe"
      schema = .object(members)
    }
    return schema
  }

  private func section(where belongs: (OperationDescription) -> Bool) -> JSONValue {
    Self.object(
      Dictionary(
        uniqueKeysWithValues: catalog.operations.filter(belongs).map { operation in
          var schema = Self.object(
            Dictionary(
              uniqueKeysWithValues: operation.parameters.map { ($0.name, Self.schema($0)) }))
          if case .object(var members) = schema {
            members["description"] = .string(operation.meaning[.en] ?? "")
            schema = .object(members)
          }
          return (operation.name, schema)
        }))
  }

  /// A mask that is made of others.
  private var group: JSONValue {
    Self.object(
      [
        "kind": ["const": .string(MaskSettings.group)],
        "inverted": ["type": "boolean", "default": false],
        "components": [
          "type": "array", "minItems": 1,
          "maxItems": .number(Double(MaskSettings.componentLimit)),
          "items": ["oneOf": .array(catalog.masks.map { Self.schema($0, isComponent: true) })],
        ],
      ], required: ["kind", "components"])
  }

  private static func schema(_ mask: MaskDescription, isComponent: Bool = false) -> JSONValue {
    var properties = Dictionary(
      uniqueKeysWithValues: mask.parameters.map { ($0.name, schema($0)) })
    properties["kind"] = ["const": .string(mask.kind)]
    properties["inverted"] = ["type": "boolean", "default": false]
    if isComponent {
      properties["combine"] = [
        "enum": .array(MaskCombination.allCases.map { .string($0.rawValue) }),
        "default": .string(MaskCombination.add.rawValue),
      ]
      properties["amount"] = ["type": "number", "minimum": 0, "maximum": 1, "default": 1]
    }
    return object(properties, required: ["kind"])
  }

  /// The schema of one parameter's value.
  public static func schema(_ parameter: ParameterDescription) -> JSONValue {
    var members: [String: JSONValue] = [
      "description": .string(parameter.meaning[.en] ?? ""), "default": parameter.defaultValue.json,
    ]
    switch parameter.kind {
    case .scalar(let range, _):
      members["type"] = "number"
      members["minimum"] = .number(range.lowerBound)
      members["maximum"] = .number(range.upperBound)
    case .integer(let range):
      members["type"] = "integer"
      members["minimum"] = .number(Double(range.lowerBound))
      members["maximum"] = .number(Double(range.upperBound))
    case .flag:
      members["type"] = "boolean"
    case .choice(let names):
      members["enum"] = .array(names.map { .string($0) })
    case .curve:
      members["type"] = "array"
      members["minItems"] = 2
      members["maxItems"] = 64
      members["items"] = numbers(count: 2, range: 0...1)
    case .numbers(let count, let range):
      members.merge(numberList(count: count, range: range)) { _, new in new }
    case .rows(let columns, let most):
      members["type"] = "array"
      members["maxItems"] = .number(Double(most))
      members["items"] = [
        "type": "array", "minItems": .number(Double(columns.count)),
        "maxItems": .number(Double(columns.count)),
        "prefixItems": .array(
          columns.map { column in
            [
              "title": .string(column.name), "type": "number",
              "minimum": .number(column.range.lowerBound),
              "maximum": .number(column.range.upperBound),
            ]
          }),
      ]
    case .table:
      members["oneOf"] = .array([["type": "null"]] + tables)
    }
    return .object(members)
  }

  /// The tables of colours of both kinds.
  private static var tables: [JSONValue] {
    func table(_ kind: String, _ sizes: ClosedRange<Int>) -> JSONValue {
      let domain = numbers(
        count: 3, range: -Double(ColorTable.reach)...Double(ColorTable.reach))
      return object(
        [
          "kind": ["const": .string(kind)],
          "size": [
            "type": "integer", "minimum": .number(Double(sizes.lowerBound)),
            "maximum": .number(Double(sizes.upperBound)),
          ],
          "title": ["type": "string"], "domain_min": domain, "domain_max": domain,
          "entries": [
            "type": "string", "contentEncoding": "base64",
            "description":
              "Red, green, blue of each entry, red changing fastest: 32-bit floats, lowest byte first.",
          ],
        ], required: ["kind", "size", "entries"])
    }
    return [table("curves", ColorTable.curveSizes), table("cube", ColorTable.cubeSides)]
  }

  private static func numbers(count: Int, range: ClosedRange<Double>) -> JSONValue {
    .object(numberList(count: count, range: range))
  }

  private static func numberList(
    count: Int, range: ClosedRange<Double>
  ) -> [String: JSONValue] {
    [
      "type": "array", "minItems": .number(Double(count)), "maxItems": .number(Double(count)),
      "items": [
        "type": "number", "minimum": .number(range.lowerBound),
        "maximum": .number(range.upperBound),
      ],
    ]
  }

  private static func object(
    _ properties: [String: JSONValue], required: [String] = []
  ) -> JSONValue {
    var members: [String: JSONValue] = [
      "type": "object", "properties": .object(properties), "additionalProperties": false,
    ]
    if !required.isEmpty { members["required"] = .array(required.map { .string($0) }) }
    return .object(members)
  }
}
