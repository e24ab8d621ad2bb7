/// Long packets, which JPEG files keep in two parts (XMP specification, part 3, 1.1.3.1).
extension XMPDocument {
  /// The property by which a packet names its extension.
  static let note = XMLName("http://ns.adobe.com/xmp/note/", "HasExtendedXMP", prefix: "xmpNote")

  /// The document as a packet of at most `limit` bytes and the rest of it as an extension: the largest
  /// properties go there. The packet names the extension by a digest of zeros, which the writer of the
  /// file puts right.
  ///
  /// - Returns: nil where the packet would still be too long.
  package func parts(limit: Int) -> (packet: [UInt8], extension: [UInt8])? {
    var places: [(description: Int, property: Property, length: Int)] = []
    let descriptions = descriptions
    for (index, description) in descriptions.enumerated() {
      for (place, attribute) in description.attributes.enumerated()
      where attribute.name.uri != Namespace.rdf && attribute.name.uri != Namespace.xml {
        places.append((index, .attribute(place), attribute.value.utf8.count))
      }
      for (place, node) in description.children.enumerated() {
        guard let element = node.element else { continue }
        let text = XMLWriter.text(XMLDocument(before: [], root: element, after: []))
        places.append((index, .child(place), text.utf8.count))
      }
    }
    // Of equal ones the first stays, so that the same document gives the same parts.
    let order = places.indices.sorted { a, b in
      (places[a].length, a) > (places[b].length, b)
    }
    var count = 0
    var excess = packet(padding: 0).count - limit
    while excess > 0 {
      // At least one more; what is left over is measured.
      repeat {
        guard count < order.count else { return nil }
        excess -= places[order[count]].length
        count += 1
      } while excess > 0
      let moved = Set(order[..<count])
      let (main, rest) = split(
        descriptions, moving: places.indices.filter(moved.contains).map { places[$0] })
      let packet = main.packet(padding: 0)
      if packet.count <= limit { return (packet, Array(rest.utf8)) }
      excess = packet.count - limit
    }
    return nil
  }

  /// Where a property stands in its description.
  private enum Property: Hashable {
    case attribute(Int)
    case child(Int)
  }

  private func split(
    _ descriptions: [XMLElement],
    moving places: [(description: Int, property: Property, length: Int)]
  ) -> (main: XMPDocument, rest: String) {
    var mains = descriptions
    var others: [XMLElement] = []
    for index in descriptions.indices {
      let properties = Set(places.filter { $0.description == index }.map(\.property))
      guard !properties.isEmpty else { continue }
      let whole = descriptions[index]
      var other = XMLElement(
        whole.name, attributes: whole.attributes.filter { $0.name.uri == Namespace.rdf },
        declarations: whole.declarations)
      mains[index].attributes = []
      mains[index].children = []
      for (place, attribute) in whole.attributes.enumerated() {
        if properties.contains(.attribute(place)) {
          other.attributes.append(attribute)
        } else {
          mains[index].attributes.append(attribute)
        }
      }
      for (place, node) in whole.children.enumerated() {
        if properties.contains(.child(place)) {
          other.children += [.text("\n   "), node]
        } else {
          mains[index].children.append(node)
        }
      }
      others.append(other)
    }
    mains[0].attributes.append(
      XMLAttribute(name: Self.note, value: String(repeating: "0", count: 32)))
    let rest = XMLElement(
      XMLName(Namespace.meta, "xmpmeta", prefix: "x"),
      declarations: [.init(prefix: "x", uri: Namespace.meta)],
      children: [
        .element(
          XMLElement(
            .rdf("RDF"), declarations: [.init(prefix: "rdf", uri: Namespace.rdf)],
            children: others.flatMap { [.text("\n  "), .element($0)] }))
      ])
    return (
      replacing(mains), XMLWriter.text(XMLDocument(before: [], root: rest, after: []))
    )
  }
}
