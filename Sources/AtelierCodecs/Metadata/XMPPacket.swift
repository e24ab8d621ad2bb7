import AtelierPixels

/// Edits of an XMP packet by its text: the serialisation stays as its writer made it.
enum XMPPacket {
  private static let tiffNamespace = "http://ns.adobe.com/tiff/1.0/"
  private static let exifNamespace = "http://ns.adobe.com/exif/1.0/"
  private static let xmpNamespace = "http://ns.adobe.com/xap/1.0/"
  private static let noteNamespace = "http://ns.adobe.com/xmp/note/"

  /// The packet for a new upright picture of the given size, without thumbnails and, if wished,
  /// without GPS properties.
  ///
  /// - Returns: nil when the packet is not UTF-8.
  static func edited(_ packet: [UInt8], size: PixelSize, stripsGPS: Bool) -> [UInt8]? {
    guard String(validating: packet, as: UTF8.self) != nil else { return nil }
    var text = packet
    for prefix in prefixes(of: tiffNamespace, in: text) {
      setValue(of: prefix + ":Orientation", to: "1", in: &text)
      setValue(of: prefix + ":ImageWidth", to: String(size.width), in: &text)
      setValue(of: prefix + ":ImageLength", to: String(size.height), in: &text)
    }
    for prefix in prefixes(of: exifNamespace, in: text) {
      setValue(of: prefix + ":PixelXDimension", to: String(size.width), in: &text)
      setValue(of: prefix + ":PixelYDimension", to: String(size.height), in: &text)
      if stripsGPS { removeAll(startingWith: prefix + ":GPS", in: &text) }
    }
    for prefix in prefixes(of: xmpNamespace, in: text) {
      removeAll(startingWith: prefix + ":Thumbnails", in: &text)
    }
    return text
  }

  /// The packet with the digest of its extension, where it says that it has one; nil otherwise.
  static func naming(_ digest: String, in packet: [UInt8]) -> [UInt8]? {
    var text = packet
    for prefix in prefixes(of: noteNamespace, in: text) {
      setValue(of: prefix + ":HasExtendedXMP", to: digest, in: &text)
    }
    return find(Array(digest.utf8), in: text, from: 0) == nil ? nil : text
  }

  // MARK: Text

  /// The prefixes that the packet declares for a namespace.
  private static func prefixes(of namespace: String, in text: [UInt8]) -> Set<String> {
    var found: Set<String> = []
    for quote in ["\"", "'"] {
      let declaration = Array("=\(quote)\(namespace)\(quote)".utf8)
      var position = 0
      while let at = find(declaration, in: text, from: position) {
        let name = text[..<at].reversed().prefix { isNameByte($0) || $0 == UInt8(ascii: ":") }
        let parts = String(decoding: name.reversed(), as: UTF8.self).split(separator: ":")
        if parts.count == 2, parts[0] == "xmlns" { found.insert(String(parts[1])) }
        position = at + declaration.count
      }
    }
    return found
  }

  /// Sets the value of a simple property, written as attribute or as element.
  private static func setValue(of name: String, to value: String, in text: inout [UInt8]) {
    var position = 0
    while let use = nextUse(of: name, exactly: true, in: text, from: position) {
      position = use.range.upperBound
      guard let old = use.value else { continue }
      text.replaceSubrange(old, with: Array(value.utf8))
      position += value.utf8.count - old.count
    }
  }

  /// Removes the attributes and elements whose name begins so.
  private static func removeAll(startingWith name: String, in text: inout [UInt8]) {
    var kept: [UInt8] = []
    var position = 0
    while let use = nextUse(of: name, exactly: false, in: text, from: position) {
      kept += text[position..<use.range.lowerBound]
      position = use.range.upperBound
    }
    text = kept + text[position...]
  }

  private struct Use {
    /// The whole attribute or element.
    var range: Range<Int>
    /// The text of its value, nil for structured elements.
    var value: Range<Int>?
  }

  /// The next attribute or element with a name; nil also where the text breaks off inside one.
  private static func nextUse(
    of name: String, exactly: Bool, in text: [UInt8], from start: Int
  ) -> Use? {
    let wanted = Array(name.utf8)
    var position = start
    while let at = find(wanted, in: text, from: position) {
      position = at + wanted.count
      let end = text[position...].firstIndex { !isNameByte($0) } ?? text.count
      if exactly, end != position { continue }
      guard at > 0, end < text.count else { continue }
      if text[at - 1] == UInt8(ascii: "<") {
        return element(named: Array(text[at..<end]), openedAt: at - 1, in: text)
      } else if isSpace(text[at - 1]) {
        return attribute(from: at, nameEnd: end, in: text)
      }
    }
    return nil
  }

  private static func attribute(from start: Int, nameEnd: Int, in text: [UInt8]) -> Use? {
    var position = nameEnd
    while position < text.count, isSpace(text[position]) { position += 1 }
    guard position < text.count, text[position] == UInt8(ascii: "=") else { return nil }
    position += 1
    while position < text.count, isSpace(text[position]) { position += 1 }
    guard position < text.count else { return nil }
    let quote = text[position]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let end = text[(position + 1)...].firstIndex(of: quote)
    else { return nil }
    return Use(range: start..<end + 1, value: position + 1..<end)
  }

  private static func element(named name: [UInt8], openedAt start: Int, in text: [UInt8]) -> Use? {
    guard let open = text[start...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
    if text[open - 1] == UInt8(ascii: "/") { return Use(range: start..<open + 1, value: nil) }
    let closing = Array("</".utf8) + name
    guard let close = find(closing, in: text, from: open + 1),
      let end = text[close...].firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    let content = open + 1..<close
    let isSimple = !text[content].contains(UInt8(ascii: "<"))
    return Use(range: start..<end + 1, value: isSimple ? content : nil)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), 0x80...0xFF:
      true
    default: false
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func find(_ pattern: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first, text.count >= pattern.count else { return nil }
    let last = text.count - pattern.count
    guard start <= last else { return nil }
    for at in start...last where text[at] == first {
      if text[at..<at + pattern.count].elementsEqual(pattern) { return at }
    }
    return nil
  }
}
