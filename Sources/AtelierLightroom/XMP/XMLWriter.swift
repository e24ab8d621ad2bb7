/// Writes a tree as Adobe's writer does: attributes on lines of their own, blanks as they were.
struct XMLWriter {
  private var out = ""
  /// Namespaces by prefix, where the writer stands.
  private var scope: [String: String] = [:]

  /// The text of a document.
  static func text(_ document: XMLDocument) -> String {
    var writer = XMLWriter()
    for node in document.before {
      writer.write(node, depth: 0)
      writer.out += "\n"
    }
    writer.write(document.root, depth: 0)
    for node in document.after {
      writer.out += "\n"
      writer.write(node, depth: 0)
    }
    return writer.out
  }

  private mutating func write(_ node: XMLNode, depth: Int) {
    switch node {
    case .element(let element): write(element, depth: depth)
    case .text(let text): escape(text, inAttribute: false)
    case .comment(let text): out += "<!--\(text)-->"
    case .instruction(let target, let data):
      out += data.isEmpty ? "<?\(target)?>" : "<?\(target) \(data)?>"
    }
  }

  private mutating func write(_ element: XMLElement, depth: Int) {
    let outer = scope
    defer { scope = outer }
    var declarations = element.declarations
    for declaration in declarations { scope[declaration.prefix] = declaration.uri }
    // What was moved or added may have a prefix that is not bound here, or bound to something else.
    let own = prefix(of: element.name, isAttribute: false, &declarations)
    let attributes = element.attributes.map { attribute in
      (
        prefix: prefix(of: attribute.name, isAttribute: true, &declarations), attribute: attribute
      )
    }
    let name = own.isEmpty ? element.name.local : own + ":" + element.name.local
    out += "<" + name
    let isLong = attributes.count + declarations.count > 3
    let lineBreak = isLong ? "\n" + String(repeating: " ", count: depth + 1) : " "
    for (prefix, attribute) in attributes where attribute.name.uri == Namespace.rdf {
      write(attribute, prefix: prefix, after: " ")
    }
    for declaration in declarations {
      out += isLong ? lineBreak + " " : " "
      out += declaration.prefix.isEmpty ? "xmlns=\"" : "xmlns:\(declaration.prefix)=\""
      escape(declaration.uri, inAttribute: true)
      out += "\""
    }
    for (prefix, attribute) in attributes where attribute.name.uri != Namespace.rdf {
      write(attribute, prefix: prefix, after: lineBreak)
    }
    guard !element.children.isEmpty else {
      out += "/>"
      return
    }
    out += ">"
    for child in element.children { write(child, depth: depth + 1) }
    out += "</" + name + ">"
  }

  /// The prefix to write a name with; it is declared here where it is not bound.
  private mutating func prefix(
    of name: XMLName, isAttribute: Bool, _ declarations: inout [XMLElement.Declaration]
  ) -> String {
    guard name.uri != Namespace.xml else { return "xml" }
    if name.uri.isEmpty, isAttribute || scope["", default: ""].isEmpty { return "" }
    if scope[name.prefix, default: ""] == name.uri, !(isAttribute && name.prefix.isEmpty) {
      return name.prefix
    }
    var prefix = name.prefix
    var number = 0
    // An element without a namespace under a default one takes the default away.
    while !name.uri.isEmpty && isAttribute && prefix.isEmpty
      || declarations.contains(where: { $0.prefix == prefix })
    {
      number += 1
      prefix = "ns\(number)"
      if scope[prefix] == name.uri { return prefix }
    }
    declarations.append(.init(prefix: prefix, uri: name.uri))
    scope[prefix] = name.uri
    return prefix
  }

  private mutating func write(_ attribute: XMLAttribute, prefix: String, after blank: String) {
    out += blank + (prefix.isEmpty ? "" : prefix + ":") + attribute.name.local + "=\""
    escape(attribute.value, inAttribute: true)
    out += "\""
  }

  private mutating func escape(_ text: String, inAttribute: Bool) {
    let needsCare = text.utf8.contains { byte in
      byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
        || byte == 0x0D || inAttribute && (byte == UInt8(ascii: "\"") || byte < 0x20)
    }
    guard needsCare else {
      out += text
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"" where inAttribute: out += "&quot;"
      case "\r": out += "&#xD;"
      case "\n" where inAttribute: out += "&#xA;"
      case "\t" where inAttribute: out += "&#x9;"
      // XML has no way to write the other control characters.
      case _ where scalar.value < 0x20 && scalar != "\n" && scalar != "\t":
        out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
  }
}
