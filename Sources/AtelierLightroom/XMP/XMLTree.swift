/// A name with its namespace.
struct XMLName: Hashable, Sendable {
  var uri: String
  var local: String
  /// The prefix of the document; not part of the meaning.
  var prefix: String

  init(_ uri: String, _ local: String, prefix: String) {
    self.uri = uri
    self.local = local
    self.prefix = prefix
  }

  /// The name as it is written.
  var qualified: String { prefix.isEmpty ? local : prefix + ":" + local }

  func isSame(as other: XMLName) -> Bool { local == other.local && uri == other.uri }

  static func crs(_ local: String) -> XMLName { XMLName(Namespace.crs, local, prefix: "crs") }
  static func rdf(_ local: String) -> XMLName { XMLName(Namespace.rdf, local, prefix: "rdf") }

  var isCRS: Bool { uri == Namespace.crs }
  func isRDF(_ wanted: String) -> Bool { local == wanted && uri == Namespace.rdf }
}

/// Names of the namespaces that are looked at.
enum Namespace {
  static let crs = "http://ns.adobe.com/camera-raw-settings/1.0/"
  static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  static let meta = "adobe:ns:meta/"
  static let xml = "http://www.w3.org/XML/1998/namespace"
}

/// An attribute of an element.
struct XMLAttribute: Hashable, Sendable {
  var name: XMLName
  var value: String
}

/// What stands in an element.
indirect enum XMLNode: Hashable, Sendable {
  case element(XMLElement)
  case text(String)
  case comment(String)
  case instruction(target: String, data: String)

  var element: XMLElement? { if case .element(let element) = self { element } else { nil } }

  var isBlank: Bool {
    if case .text(let text) = self { text.utf8.allSatisfy { $0 <= 0x20 } } else { false }
  }
}

/// An element with everything in it, blanks included.
struct XMLElement: Hashable, Sendable {
  /// A prefix that an element declares.
  struct Declaration: Hashable, Sendable {
    var prefix: String
    var uri: String
  }

  var name: XMLName
  var attributes: [XMLAttribute] = []
  var declarations: [Declaration] = []
  var children: [XMLNode] = []

  init(
    _ name: XMLName, attributes: [XMLAttribute] = [], declarations: [Declaration] = [],
    children: [XMLNode] = []
  ) {
    self.name = name
    self.attributes = attributes
    self.declarations = declarations
    self.children = children
  }

  var elements: [XMLElement] { children.compactMap(\.element) }

  /// The text of all text nodes.
  var text: String {
    var all = ""
    for case .text(let text) in children { all += text }
    return all
  }
}

/// A document: its root and what stands around it.
struct XMLDocument: Hashable, Sendable {
  var before: [XMLNode]
  var root: XMLElement
  var after: [XMLNode]
}
