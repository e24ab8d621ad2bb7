/// Writes a tree as Adobe's writer does: attributes on lines of their own, blanks as they were.
struct XMLWriter {
  private var out = ""

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
    out += "<" + element.name.qualified
    let isLong = element.attributes.count + element.declarations.count > 3
    let lineBreak = isLong ? "\n" + String(repeating: " ", count: depth + 1) : " "
    for attribute in element.attributes where attribute.name.uri == Namespace.rdf {
      write(attribute, after: " ")
    }
    for declaration in element.declarations {
      out += isLong ? lineBreak + " " : " "
      out += declaration.prefix.isEmpty ? "xmlns=\"" : "xmlns:\(declaration.prefix)=\""
      escape(declaration.uri, inAttribute: true)
      out += "\""
    }
    for attribute in element.attributes where attribute.name.uri != Namespace.rdf {
      write(attribute, after: lineBreak)
    }
    guard !element.children.isEmpty else {
      out += "/>"
      return
    }
    out += ">"
    for child in element.children { write(child, depth: depth + 1) }
    out += "</" + element.name.qualified + ">"
  }

  private mutating func write(_ attribute: XMLAttribute, after blank: String) {
    out += blank + attribute.name.qualified + "=\""
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
