/// Takes a multipart form apart while it arrives (RFC 7578), without holding its files in memory.
package struct MultipartParser {
  /// A piece of the form.
  package enum Event: Hashable, Sendable {
    /// A part begins.
    case part(name: String, fileName: String?)
    /// Some of its content.
    case data([UInt8])
    /// The part is complete.
    case end
  }

  private enum State {
    case preamble, afterBoundary, headers, firstOfBody, body, epilogue
  }

  /// The most bytes that the headers of a part may have.
  static let headerLimit = 16 << 10

  private let delimiter: [UInt8]
  private var state = State.preamble
  private var buffer: [UInt8] = [13, 10]

  /// Makes a parser for a boundary.
  package init(boundary: String) { delimiter = [13, 10, 45, 45] + Array(boundary.utf8) }

  /// The boundary of a `Content-Type`; nil where it is no multipart form.
  package static func boundary(of contentType: String) -> String? {
    let parts = contentType.split(separator: ";").map { Self.trimmed(String($0)) }
    guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
    for part in parts.dropFirst() where part.lowercased().hasPrefix("boundary=") {
      let value = part.dropFirst("boundary=".count).filter { $0 != "\"" }
      return (1...70).contains(value.utf8.count) ? value : nil
    }
    return nil
  }

  /// Whether the form's last boundary was seen.
  package var isComplete: Bool { state == .epilogue }

  /// Takes the next bytes.
  ///
  /// - Returns: what became complete with them.
  /// - Throws: ``ServerError/badRequest(_:)``.
  package mutating func feed(_ bytes: some Sequence<UInt8>) throws(ServerError) -> [Event] {
    var events: [Event] = []
    if state == .epilogue { return events }
    buffer += bytes
    while try step(&events) {}
    return events
  }

  private mutating func step(_ events: inout [Event]) throws(ServerError) -> Bool {
    switch state {
    case .preamble, .body:
      let found = Self.find(delimiter, in: buffer)
      let end = found ?? max(0, buffer.count - delimiter.count + 1)
      if state == .body, end > 0 { events.append(.data(Array(buffer[..<end]))) }
      guard found != nil else {
        buffer.removeFirst(end)
        return false
      }
      buffer.removeFirst(end + delimiter.count)
      if state == .body { events.append(.end) }
      state = .afterBoundary
    case .afterBoundary:
      guard buffer.count >= 2 else { return false }
      if buffer[0] == 45, buffer[1] == 45 {
        state = .epilogue
        buffer = []
        return false
      }
      guard buffer[0] == 13, buffer[1] == 10 else {
        throw .badRequest("The multipart form has a boundary that no line break follows.")
      }
      // The break stays: a part without headers ends with the next one.
      state = .headers
    case .headers:
      guard let end = Self.find([13, 10, 13, 10], in: buffer) else {
        guard buffer.count <= Self.headerLimit else {
          throw .badRequest("A part of the multipart form has more than 16 kB of headers.")
        }
        return false
      }
      events.append(try Self.part(Array(buffer[..<end])))
      // The last line break stays too: it is the delimiter's where the part is empty.
      buffer.removeFirst(end + 2)
      state = .firstOfBody
    case .firstOfBody:
      guard buffer.count >= delimiter.count else { return false }
      state = .body
      if !buffer.starts(with: delimiter) { buffer.removeFirst(2) }
    case .epilogue: return false
    }
    return true
  }

  private static func part(_ headers: [UInt8]) throws(ServerError) -> Event {
    let text = String(decoding: headers, as: UTF8.self)
    for line in text.split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":"),
        line[..<colon].lowercased() == "content-disposition"
      else { continue }
      let value = String(line[line.index(after: colon)...])
      guard let name = parameter("name", of: value) else { break }
      return .part(name: name, fileName: parameter("filename", of: value))
    }
    throw .badRequest("A part of the multipart form has no name.")
  }

  /// A parameter of a header; in quotes, `\"` and `%22` stand for a quote.
  private static func parameter(_ wanted: String, of header: String) -> String? {
    var rest = header[...]
    while let semicolon = rest.firstIndex(of: ";") {
      rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
      guard let equals = rest.firstIndex(of: "=") else { return nil }
      let name = rest[..<equals].lowercased()
      rest = rest[rest.index(after: equals)...]
      var value = ""
      if rest.first == "\"" {
        rest = rest.dropFirst()
        while let character = rest.popFirst(), character != "\"" {
          value.append(character == "\\" && rest.first == "\"" ? rest.removeFirst() : character)
        }
      } else {
        value = trimmed(String(rest.prefix { $0 != ";" }))
        rest = rest.drop { $0 != ";" }
      }
      if name == wanted { return value.split(separator: "%22").joined(separator: "\"") }
    }
    return nil
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }

  private static func find(_ wanted: [UInt8], in bytes: [UInt8]) -> Int? {
    guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
    var index = 0
    let last = bytes.count - wanted.count
    while index <= last {
      guard let start = bytes[index...last].firstIndex(of: first) else { return nil }
      if bytes[start...].starts(with: wanted) { return start }
      index = start + 1
    }
    return nil
  }
}
