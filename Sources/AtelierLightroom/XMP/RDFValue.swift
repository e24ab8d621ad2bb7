/// Settings values as RDF properties: both ways.
enum RDFValue {
  // MARK: Reading

  /// The value of a property's element.
  static func value(of element: XMLElement) -> SettingsValue {
    let members = element.attributes.filter { isMember($0.name) }
    let inner = element.elements
    if let container = inner.first(where: {
      $0.name.isRDF("Seq") || $0.name.isRDF("Bag") || $0.name.isRDF("Alt")
    }), members.isEmpty {
      return list(in: container)
    }
    if inner.count == 1, inner[0].name.isRDF("Description") {
      return .table(table(attributes: members + memberAttributes(inner[0]), inner[0].elements))
    }
    let isResource = element.attributes.contains {
      $0.name.isRDF("parseType") && $0.value == "Resource"
    }
    if isResource || !members.isEmpty || !inner.isEmpty {
      return .table(table(attributes: members, inner))
    }
    if let link = element.attributes.first(where: { $0.name.isRDF("resource") }) {
      return .text(link.value)
    }
    return .text(element.text)
  }

  /// The key of a name: plain in Camera Raw's namespace, with its prefix elsewhere.
  static func key(_ name: XMLName) -> String { name.isCRS ? name.local : name.qualified }

  private static func isMember(_ name: XMLName) -> Bool {
    name.uri != Namespace.rdf && name.uri != Namespace.xml && !name.uri.isEmpty
  }

  private static func memberAttributes(_ element: XMLElement) -> [XMLAttribute] {
    element.attributes.filter { isMember($0.name) }
  }

  private static func table(
    attributes: [XMLAttribute], _ elements: [XMLElement]
  ) -> SettingsTable {
    var table = SettingsTable()
    table.entries.reserveCapacity(attributes.count + elements.count)
    for attribute in attributes {
      table.entries.append(.init(key(attribute.name), .text(attribute.value)))
    }
    for element in elements {
      table.entries.append(.init(key(element.name), value(of: element)))
    }
    return table
  }

  /// A list; the alternatives of a text are a table by language.
  private static func list(in container: XMLElement) -> SettingsValue {
    let items = container.elements.filter { $0.name.isRDF("li") }
    if container.name.isRDF("Alt") {
      return .table(
        SettingsTable(
          items.enumerated().map { index, item in
            let language = item.attributes.first { $0.name.uri == Namespace.xml }?.value
            return .init(language ?? "\(index + 1)", value(of: item))
          }))
    }
    return .list(items.map(value(of:)))
  }

  // MARK: Writing

  /// The element of a property.
  ///
  /// - Parameters:
  ///   - name: the property.
  ///   - value: its value, laid out for XMP.
  ///   - indent: blanks in front of the element's line.
  /// - Returns: the element, on lines of its own within.
  static func element(_ name: XMLName, _ value: SettingsValue, indent: Int) -> XMLElement {
    switch value {
    case .none: return XMLElement(name)
    case .text, .number, .flag:
      return XMLElement(name, children: [.text(XMPSpelling.text(value, key: name.local))])
    case .list(let items):
      return XMLElement(name, children: block([sequence(items, indent: indent + 1)], indent))
    case .table(let table):
      if isAlternatives(table) {
        let items = table.entries.map { entry in
          XMLElement(
            .rdf("li"),
            attributes: [
              XMLAttribute(name: XMLName(Namespace.xml, "lang", prefix: "xml"), value: entry.key)
            ], children: [.text(entry.value.text ?? "")])
        }
        let alternatives = XMLElement(.rdf("Alt"), children: block(items, indent + 1))
        return XMLElement(name, children: block([alternatives], indent))
      }
      if name.local == "LensBlur" || name.local == "DepthMapInfo", isFlat(table) {
        return XMLElement(name, attributes: attributes(of: table))
      }
      return XMLElement(
        name, children: block([description(table, indent: indent + 1)], indent))
    }
  }

  private static func isAlternatives(_ table: SettingsTable) -> Bool {
    !table.entries.isEmpty && table.entries.contains { $0.key == "x-default" }
      && table.entries.allSatisfy { $0.value.text != nil }
  }

  private static func isFlat(_ table: SettingsTable) -> Bool {
    table.entries.allSatisfy { $0.value.text != nil && XMPSpelling.isName($0.key) }
  }

  private static func attributes(of table: SettingsTable) -> [XMLAttribute] {
    table.entries.compactMap { entry in
      guard let name = XMPSpelling.name(entry.key), entry.value.text != nil else { return nil }
      return XMLAttribute(name: name, value: XMPSpelling.text(entry.value, key: entry.key))
    }
  }

  private static func description(_ table: SettingsTable, indent: Int) -> XMLElement {
    let inner = table.entries.filter { $0.value.text == nil }.compactMap { entry in
      XMPSpelling.name(entry.key).map { element($0, nested(entry), indent: indent + 1) }
    }
    return XMLElement(
      .rdf("Description"), attributes: attributes(of: table), children: block(inner, indent))
  }

  /// A nested value in the layout that XMP has for it.
  private static func nested(_ entry: SettingsTable.Entry) -> SettingsValue {
    SettingsLayout.forXMP(entry.value, key: entry.key)
  }

  private static func sequence(_ items: [SettingsValue], indent: Int) -> XMLElement {
    let elements = items.map { item -> XMLElement in
      guard case .table(let table) = item else {
        if case .list(let inner) = item {
          return XMLElement(
            .rdf("li"), children: block([sequence(inner, indent: indent + 2)], indent + 1))
        }
        return XMLElement(.rdf("li"), children: [.text(XMPSpelling.text(item, key: ""))])
      }
      guard !isFlat(table) || table.entries.isEmpty else {
        return XMLElement(.rdf("li"), attributes: attributes(of: table))
      }
      return XMLElement(
        .rdf("li"), children: block([description(table, indent: indent + 2)], indent + 1))
    }
    return XMLElement(.rdf("Seq"), children: block(elements, indent))
  }

  /// Elements on lines of their own.
  private static func block(_ elements: [XMLElement], _ indent: Int) -> [XMLNode] {
    guard !elements.isEmpty else { return [] }
    let line = "\n" + String(repeating: " ", count: indent + 1)
    return elements.flatMap { [.text(line), .element($0)] }
      + [.text("\n" + String(repeating: " ", count: indent))]
  }
}

/// How values are spelled in XMP.
enum XMPSpelling {
  /// The text of a scalar: a sign before positive numbers of keys that have both signs.
  static func text(_ value: SettingsValue, key: String) -> String {
    switch value {
    case .number(let text):
      guard LightroomKey.isSigned(key), let number = NumberText.value(text), number > 0,
        !text.hasPrefix("+")
      else { return text }
      return "+" + text
    case .flag(let flag): return flag ? "True" : "False"
    default: return value.text ?? ""
    }
  }

  /// Whether a key can be an XML name.
  static func isName(_ key: String) -> Bool { name(key) != nil }

  /// The name of a key: in Camera Raw's namespace, where the key has no prefix.
  static func name(_ key: String) -> XMLName? {
    guard let first = key.utf8.first, first == UInt8(ascii: "_") || isLetter(first),
      key.utf8.allSatisfy({
        isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      })
    else { return nil }
    return .crs(key)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
