/// A sidecar, preset or packet with everything that stands in it.
///
/// What is not changed is written as it was read; a document without changes gives back its bytes.
package struct XMPDocument: Hashable, Sendable {
  private var document: XMLDocument
  private let original: [UInt8]
  private var isChanged = false

  /// Reads a document.
  ///
  /// - Throws: ``LightroomError`` where it is no XML, has a document type, is not UTF-8, or has no RDF.
  package init(_ bytes: [UInt8]) throws(LightroomError) {
    document = try XMLParser.document(bytes)
    original = bytes
    guard Self.path(to: document.root) != nil else {
      throw .malformed(
        format: "XMP",
        reason: "it is XML, but has no rdf:RDF (its root is '\(document.root.name.qualified)')")
    }
  }

  /// Adds the properties of a second packet, as long ones of a JPEG stand in an extension.
  ///
  /// - Throws: ``LightroomError`` where the extension cannot be read.
  package mutating func append(_ extension: [UInt8]) throws(LightroomError) {
    let other = try XMPDocument(`extension`)
    let nodes = other.descriptions.flatMap { [XMLNode.text("\n  "), .element($0)] }
    self = withoutNote().editingRDF { $0.children += nodes }
  }

  /// Makes a document with one empty description.
  init(toolkit: String) {
    let description = XMLElement(
      .rdf("Description"), attributes: [XMLAttribute(name: .rdf("about"), value: "")],
      declarations: [.init(prefix: "crs", uri: Namespace.crs)])
    let rdf = XMLElement(
      .rdf("RDF"), declarations: [.init(prefix: "rdf", uri: Namespace.rdf)],
      children: [.text("\n  "), .element(description), .text("\n ")])
    document = XMLDocument(
      before: [],
      root: XMLElement(
        XMLName(Namespace.meta, "xmpmeta", prefix: "x"),
        attributes: [
          XMLAttribute(name: XMLName(Namespace.meta, "xmptk", prefix: "x"), value: toolkit)
        ], declarations: [.init(prefix: "x", uri: Namespace.meta)],
        children: [.text("\n "), .element(rdf), .text("\n")]), after: [])
    original = []
    isChanged = true
  }

  /// The document as bytes.
  package var bytes: [UInt8] {
    isChanged ? Array((XMLWriter.text(document) + "\n").utf8) : original
  }

  /// The document as a packet for a picture, with room to grow.
  package func packet(padding: Int = 2048) -> [UInt8] {
    var bare = document
    bare.before.removeAll(where: Self.isPacketMark)
    bare.after.removeAll(where: Self.isPacketMark)
    let line = String(repeating: " ", count: 63) + "\n"
    return Array(
      ("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        + XMLWriter.text(bare) + "\n" + String(repeating: line, count: padding / 64)
        + "<?xpacket end=\"w\"?>").utf8)
  }

  // MARK: Reading

  /// The properties of Camera Raw's namespace, in order.
  package var settings: SettingsTable {
    var table = SettingsTable()
    for description in descriptions {
      for attribute in description.attributes where attribute.name.isCRS {
        table.entries.append(.init(attribute.name.local, .text(attribute.value)))
      }
      for element in description.elements where element.name.isCRS {
        table.entries.append(.init(element.name.local, RDFValue.value(of: element)))
      }
    }
    return table
  }

  /// The properties of all other namespaces, keys with their prefixes.
  package var foreign: SettingsTable {
    var table = SettingsTable()
    for description in descriptions {
      for attribute in description.attributes
      where !attribute.name.isCRS && attribute.name.uri != Namespace.rdf {
        table.entries.append(.init(attribute.name.qualified, .text(attribute.value)))
      }
      for element in description.elements where !element.name.isCRS {
        table.entries.append(.init(element.name.qualified, RDFValue.value(of: element)))
      }
    }
    return table
  }

  /// The descriptions, in order.
  var descriptions: [XMLElement] {
    guard let path = Self.path(to: document.root) else { return [] }
    var rdf = document.root
    for index in path {
      guard case .element(let next) = rdf.children[index] else { return [] }
      rdf = next
    }
    return rdf.elements.filter { $0.name.isRDF("Description") }
  }

  /// The way from the root to rdf:RDF, as indices of children.
  private static func path(to root: XMLElement) -> [Int]? {
    if root.name.isRDF("RDF") { return [] }
    guard root.name.uri == Namespace.meta || root.name.local == "xapmeta" else { return nil }
    for (index, child) in root.children.enumerated() {
      if let element = child.element, element.name.isRDF("RDF") { return [index] }
    }
    return nil
  }

  private static func isPacketMark(_ node: XMLNode) -> Bool {
    switch node {
    case .instruction(let target, _): target == "xpacket"
    default: node.isBlank
    }
  }

  // MARK: Changing

  /// The document with other descriptions in place of its own, which are as many.
  func replacing(_ descriptions: [XMLElement]) -> XMPDocument {
    var next = descriptions.makeIterator()
    return editingRDF { rdf in
      for index in rdf.children.indices
      where rdf.children[index].element?.name.isRDF("Description") == true {
        if let description = next.next() { rdf.children[index] = .element(description) }
      }
    }
  }

  /// The document without the property that names an extension.
  func withoutNote() -> XMPDocument {
    editingRDF { Self.edit(&$0, Self.note, nil) }
  }

  private func editingRDF(_ change: (inout XMLElement) -> Void) -> XMPDocument {
    var result = self
    result.isChanged = true
    if Self.path(to: document.root)?.isEmpty == true {
      change(&result.document.root)
    } else if let index = Self.path(to: document.root)?.first,
      case .element(var rdf) = document.root.children[index]
    {
      change(&rdf)
      result.document.root.children[index] = .element(rdf)
    }
    return result
  }

  /// Gives a property of Camera Raw's namespace a value; nil removes it.
  ///
  /// - Returns: whether the key can be written in XMP.
  @discardableResult
  package mutating func set(_ key: String, to value: SettingsValue?) -> Bool {
    guard let name = XMPSpelling.name(key) else { return false }
    isChanged = true
    let laidOut = value.map { SettingsLayout.forXMP($0, key: key) }
    if Self.path(to: document.root)?.isEmpty == true {
      Self.edit(&document.root, name, laidOut)
    } else if let index = Self.path(to: document.root)?.first,
      case .element(var rdf) = document.root.children[index]
    {
      Self.edit(&rdf, name, laidOut)
      document.root.children[index] = .element(rdf)
    }
    return true
  }

  private static func edit(_ rdf: inout XMLElement, _ name: XMLName, _ value: SettingsValue?) {
    let places = rdf.children.indices.filter {
      rdf.children[$0].element?.name.isRDF("Description") == true
    }
    // Where the property stands it is changed; a copy that stands twice goes.
    var remaining = value
    for place in places.reversed() {
      guard case .element(var description) = rdf.children[place] else { continue }
      if replace(in: &description, name, remaining) { remaining = nil }
      rdf.children[place] = .element(description)
    }
    guard let remaining else { return }
    let home =
      places.first { place in
        let element = rdf.children[place].element
        return element?.attributes.contains { $0.name.isCRS } == true
          || element?.elements.contains { $0.name.isCRS } == true
      } ?? places.first
    var description: XMLElement
    if let home, case .element(let element) = rdf.children[home] {
      description = element
    } else {
      description = XMLElement(
        .rdf("Description"), attributes: [XMLAttribute(name: .rdf("about"), value: "")])
    }
    add(remaining, as: name, to: &description)
    if let home {
      rdf.children[home] = .element(description)
    } else {
      rdf.children += [.text("\n  "), .element(description), .text("\n ")]
    }
  }

  /// Replaces or removes the property in a description.
  ///
  /// - Returns: whether it stands there with the value now.
  private static func replace(
    in description: inout XMLElement, _ name: XMLName, _ value: SettingsValue?
  ) -> Bool {
    var value = value
    let isScalar = value?.text != nil
    for index in description.children.indices.reversed() {
      guard let element = description.children[index].element, element.name.isSame(as: name)
      else { continue }
      if let new = value {
        var renewed = RDFValue.element(element.name, new, indent: 3)
        renewed.declarations = element.declarations
        description.children[index] = .element(renewed)
        value = nil
      } else {
        description.children.remove(at: index)
        if index > 0, description.children[index - 1].isBlank {
          description.children.remove(at: index - 1)
        }
      }
    }
    for index in description.attributes.indices.reversed()
    where description.attributes[index].name.isSame(as: name) {
      if isScalar, let new = value {
        description.attributes[index].value = XMPSpelling.text(new, key: name.local)
        value = nil
      } else {
        description.attributes.remove(at: index)
      }
    }
    return value == nil
  }

  private static func add(
    _ value: SettingsValue, as name: XMLName, to description: inout XMLElement
  ) {
    var name = name
    // The document may call the namespace by another prefix.
    if let known = description.declarations.first(where: { $0.uri == Namespace.crs }) {
      name.prefix = known.prefix
    } else if let known = description.attributes.first(where: { $0.name.isCRS })?.name
      ?? description.elements.first(where: { $0.name.isCRS })?.name
    {
      name.prefix = known.prefix
    }
    if value.text != nil, !name.prefix.isEmpty {
      description.attributes.append(
        XMLAttribute(name: name, value: XMPSpelling.text(value, key: name.local)))
      return
    }
    let element = RDFValue.element(name, value, indent: 3)
    while description.children.last?.isBlank == true { description.children.removeLast() }
    description.children += [.text("\n   "), .element(element), .text("\n  ")]
  }
}
