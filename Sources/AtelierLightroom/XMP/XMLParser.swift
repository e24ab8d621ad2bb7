import CExpat

/// Reads XML with expat: UTF-8 only, no document type, limited in size and depth.
///
/// A document type can declare entities that grow without bound or name files of the machine; XMP
/// has no use for one, so a text that has it is refused.
enum XMLParser {
  /// - Throws: ``LightroomError`` with line and column.
  static func document(_ content: [UInt8]) throws(LightroomError) -> XMLDocument {
    try SettingsLimits.checkSize(content)
    var bytes = content[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    // Packets taken from files may be padded with zeros.
    while bytes.last == 0 { bytes.removeLast() }
    try checkEncoding(bytes, in: content)

    let builder = XMLBuilder()
    guard let parser = unsafe XML_ParserCreateNS("UTF-8", CChar(bitPattern: separator)) else {
      throw .limitExceeded(what: "bytes", found: "\(content.count)", allowed: "what memory holds")
    }
    defer { unsafe XML_ParserFree(parser) }
    unsafe XML_SetReturnNSTriplet(parser, 1)
    unsafe builder.attach(to: parser)
    // SAFETY: the builder outlives the call, which alone runs the handlers.
    let status = withExtendedLifetime(builder) {
      unsafe Array(bytes).withUnsafeBytes { buffer in
        unsafe XML_Parse(
          parser, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), 1)
      }
    }
    let line = unsafe XML_GetCurrentLineNumber(parser)
    let column = unsafe XML_GetCurrentColumnNumber(parser)
    let place = "line \(line), column \(column + 1)"
    if let failure = builder.failure {
      throw .malformed(format: "XMP", reason: "\(failure) (\(place))")
    }
    guard status == XML_STATUS_OK, let root = builder.root else {
      let reason = unsafe XML_ErrorString(XML_GetErrorCode(parser)).map {
        unsafe String(cString: $0)
      }
      throw .malformed(format: "XMP", reason: "\(reason ?? "no element is there") (\(place))")
    }
    return XMLDocument(before: builder.before, root: root, after: builder.after)
  }

  /// Stands between namespace, name and prefix in what expat hands over.
  fileprivate static let separator: UInt8 = 0x0A

  private static func checkEncoding(
    _ bytes: ArraySlice<UInt8>, in content: [UInt8]
  ) throws(LightroomError) {
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      throw .malformed(format: "XMP", reason: "it is UTF-16; save it as UTF-8")
    }
    guard String(validating: bytes, as: UTF8.self) == nil else { return }
    // The place: the longest valid beginning, found by halving.
    var (low, high) = (bytes.startIndex, bytes.endIndex)
    while low < high {
      let middle = (low + high + 1) / 2
      var end = middle
      while end > bytes.startIndex, end < bytes.endIndex, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      if String(validating: bytes[..<end], as: UTF8.self) != nil {
        low = middle
      } else {
        high = middle - 1
      }
    }
    throw .malformed(
      format: "XMP", reason: "the text is not UTF-8 (\(TextPlace.words(low, in: content)))")
  }
}

/// Builds the tree from expat's events.
@safe private final class XMLBuilder {
  var before: [XMLNode] = []
  var root: XMLElement?
  var after: [XMLNode] = []
  var failure: String?
  private var open: [XMLElement] = []
  private var declarations: [XMLElement.Declaration] = []
  private var text = ""
  private var count = 0
  // SAFETY: set by `attach` and used only by handlers, which run while the parser lives.
  private var parser: XML_Parser?

  /// Sets the handlers. The parser must not be run after the builder is gone.
  func attach(to parser: XML_Parser) {
    unsafe self.parser = parser
    unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    unsafe XML_SetElementHandler(
      parser, { unsafe XMLBuilder.of($0).start($1, $2) },
      { data, _ in unsafe XMLBuilder.of(data).end() })
    unsafe XML_SetCharacterDataHandler(parser) { unsafe XMLBuilder.of($0).characters($1, $2) }
    unsafe XML_SetCommentHandler(parser) { data, text in
      unsafe XMLBuilder.of(data).add(.comment(XMLBuilder.string(text)))
    }
    unsafe XML_SetProcessingInstructionHandler(parser) { data, target, text in
      unsafe XMLBuilder.of(data).add(
        .instruction(target: XMLBuilder.string(target), data: XMLBuilder.string(text)))
    }
    unsafe XML_SetStartNamespaceDeclHandler(parser) { data, prefix, uri in
      unsafe XMLBuilder.of(data).declarations.append(
        .init(prefix: XMLBuilder.string(prefix), uri: XMLBuilder.string(uri)))
    }
    unsafe XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      unsafe XMLBuilder.of(data).stop(
        "it has a document type (<!DOCTYPE), which could declare endless or foreign entities;"
          + " remove it")
    }
  }

  private static func of(_ data: UnsafeMutableRawPointer?) -> XMLBuilder {
    // SAFETY: the pointer is the builder that `attach` handed over, and it lives during the parse.
    unsafe Unmanaged<XMLBuilder>.fromOpaque(data.unsafelyUnwrapped).takeUnretainedValue()
  }

  private static func string(_ text: UnsafePointer<CChar>?) -> String {
    unsafe text.map { unsafe String(cString: $0) } ?? ""
  }

  private func stop(_ reason: String) {
    guard failure == nil else { return }
    failure = reason
    if let parser = unsafe parser { _ = unsafe XML_StopParser(parser, 0) }
  }

  private func start(
    _ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) {
    guard failure == nil else { return }
    flush()
    guard open.count < SettingsLimits.depth else {
      return stop("it is nested deeper than \(SettingsLimits.depth) levels")
    }
    var element = unsafe XMLElement(Self.name(name), declarations: declarations)
    declarations = []
    if var pair = unsafe attributes {
      while let key = unsafe pair[0] {
        unsafe element.attributes.append(
          XMLAttribute(name: Self.name(key), value: Self.string(pair[1])))
        unsafe pair += 2
      }
    }
    count += 1 + element.attributes.count
    guard count <= SettingsLimits.values else {
      return stop("it has more than \(SettingsLimits.values) elements and attributes")
    }
    open.append(element)
  }

  private func end() {
    guard failure == nil else { return }
    flush()
    guard let element = open.popLast() else { return }
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(.element(element))
    }
  }

  private func characters(_ bytes: UnsafePointer<CChar>?, _ count: Int32) {
    guard failure == nil, let bytes = unsafe bytes else { return }
    // SAFETY: expat hands over `count` bytes that are valid during the call.
    unsafe UnsafeBufferPointer(start: bytes, count: Int(count)).withMemoryRebound(to: UInt8.self) {
      text += unsafe String(decoding: $0, as: UTF8.self)
    }
  }

  private func add(_ node: XMLNode) {
    guard failure == nil else { return }
    flush()
    count += 1
    guard count <= SettingsLimits.values else {
      return stop("it has more than \(SettingsLimits.values) parts")
    }
    if !open.isEmpty {
      open[open.count - 1].children.append(node)
    } else if root == nil {
      before.append(node)
    } else {
      after.append(node)
    }
  }

  private func flush() {
    guard !text.isEmpty else { return }
    if !open.isEmpty { open[open.count - 1].children.append(.text(text)) }
    text = ""
  }

  /// Takes "namespace, name, prefix" apart.
  private static func name(_ text: UnsafePointer<CChar>?) -> XMLName {
    let whole = unsafe string(text)
    let parts = whole.utf8.split(separator: XMLParser.separator, omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return XMLName("", whole, prefix: "")
    case 2: return XMLName(String(parts[0]) ?? "", String(parts[1]) ?? "", prefix: "")
    default:
      return XMLName(
        String(parts[0]) ?? "", String(parts[1]) ?? "", prefix: String(parts[2]) ?? "")
    }
  }
}
