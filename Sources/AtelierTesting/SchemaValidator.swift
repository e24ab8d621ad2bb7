package import AtelierRecipe

/// Checks documents against the part of JSON Schema (draft 2020-12) that the program's schemas use.
///
/// A keyword that it does not know is reported, so that no schema passes by being ignored.
package enum SchemaValidator {
  /// What is wrong with a document, each with its place; empty where it is valid.
  package static func problems(
    of value: JSONValue, against schema: JSONValue, at path: String = "document"
  ) -> [String] {
    guard case .object(let keywords) = schema else { return ["\(path): the schema is no object"] }
    return keywords.sorted { $0.key < $1.key }.flatMap { keyword, rule in
      problems(of: value, keyword: keyword, rule: rule, in: keywords, at: path)
    }
  }

  private static func problems(
    of value: JSONValue, keyword: String, rule: JSONValue, in schema: [String: JSONValue],
    at path: String
  ) -> [String] {
    switch (keyword, rule) {
    case ("$schema", _), ("title", _), ("description", _), ("default", _), ("contentEncoding", _):
      []
    case ("type", .string(let name)): has(value, type: name) ? [] : ["\(path): not \(name)"]
    case ("type", .array(let names)):
      names.contains { if case .string(let name) = $0 { has(value, type: name) } else { false } }
        ? [] : ["\(path): none of the types"]
    case ("const", _): value == rule ? [] : ["\(path): not the constant"]
    case ("enum", .array(let values)): values.contains(value) ? [] : ["\(path): not in the list"]
    case ("minimum", .number(let bound)): number(value) >= bound ? [] : ["\(path): too small"]
    case ("maximum", .number(let bound)): number(value) <= bound ? [] : ["\(path): too large"]
    case ("maxLength", .number(let bound)):
      length(value) <= bound ? [] : ["\(path): longer than \(bound)"]
    case ("minItems", .number(let bound)): length(value) >= bound ? [] : ["\(path): too few"]
    case ("maxItems", .number(let bound)): length(value) <= bound ? [] : ["\(path): too many"]
    case ("items", _):
      items(value).enumerated().flatMap { index, item in
        problems(of: item, against: rule, at: "\(path)[\(index)]")
      }
    case ("prefixItems", .array(let rules)):
      zip(items(value), rules).enumerated().flatMap { index, pair in
        problems(of: pair.0, against: pair.1, at: "\(path)[\(index)]")
      }
    case ("required", .array(let names)):
      names.compactMap { name in
        guard case .string(let key) = name, case .object = value, value[key] == nil else {
          return nil
        }
        return "\(path): without \(key)"
      }
    case ("properties", .object(let known)):
      members(value).flatMap { key, member in
        known[key].map { problems(of: member, against: $0, at: "\(path).\(key)") } ?? []
      }
    case ("additionalProperties", _): extra(of: value, rule: rule, in: schema, at: path)
    case ("oneOf", .array(let choices)):
      choices.count { problems(of: value, against: $0, at: path).isEmpty } == 1
        ? [] : ["\(path): not exactly one of the choices"]
    default: ["\(path): the validator does not know '\(keyword)'"]
    }
  }

  private static func extra(
    of value: JSONValue, rule: JSONValue, in schema: [String: JSONValue], at path: String
  ) -> [String] {
    let known: [String: JSONValue] =
      if case .object(let properties)? = schema["properties"] { properties } else { [:] }
    return members(value).filter { known[$0.key] == nil }.flatMap { key, member in
      if case .bool(let allowed) = rule { return allowed ? [] : ["\(path): unknown key \(key)"] }
      return problems(of: member, against: rule, at: "\(path).\(key)")
    }
  }

  private static func has(_ value: JSONValue, type: String) -> Bool {
    switch (type, value) {
    case ("object", .object), ("array", .array), ("string", .string), ("number", .number),
      ("boolean", .bool), ("null", .null):
      true
    case ("integer", .number(let number)): number == number.rounded()
    default: false
    }
  }

  private static func number(_ value: JSONValue) -> Double {
    if case .number(let number) = value { number } else { .nan }
  }

  private static func length(_ value: JSONValue) -> Double {
    switch value {
    case .string(let text): Double(text.unicodeScalars.count)
    case .array(let items): Double(items.count)
    default: .nan
    }
  }

  private static func items(_ value: JSONValue) -> [JSONValue] {
    if case .array(let items) = value { items } else { [] }
  }

  private static func members(_ value: JSONValue) -> [(key: String, value: JSONValue)] {
    if case .object(let members) = value { members.sorted { $0.key < $1.key } } else { [] }
  }
}
