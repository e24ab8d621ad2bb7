/// Cuts a stream of server-sent events into the data of its events, wherever the pieces are cut.
///
/// Only `data:` lines matter here (WHATWG HTML, 9.2); lines end with CR LF, LF or CR.
struct EventStream {
  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  private var lastWasReturn = false

  /// Takes bytes and gives the data of the events that they complete.
  mutating func feed(_ bytes: [UInt8]) -> [[UInt8]] {
    var events: [[UInt8]] = []
    for byte in bytes {
      let isLineFeed = byte == 0x0A
      defer { lastWasReturn = byte == 0x0D }
      if isLineFeed, lastWasReturn { continue }
      guard isLineFeed || byte == 0x0D else {
        line.append(byte)
        continue
      }
      if let event = endLine() { events.append(event) }
    }
    return events
  }

  /// The event that the end of the stream leaves without an empty line.
  mutating func finish() -> [UInt8]? {
    if !line.isEmpty { _ = endLine() }
    return endLine()
  }

  private mutating func endLine() -> [UInt8]? {
    defer { line.removeAll(keepingCapacity: true) }
    if line.isEmpty {
      guard hasData else { return nil }
      defer {
        data.removeAll(keepingCapacity: true)
        hasData = false
      }
      return data
    }
    guard line.starts(with: "data:".utf8) else { return nil }
    var content = line.dropFirst(5)
    if content.first == 0x20 { content = content.dropFirst() }
    if hasData { data.append(0x0A) }
    data += content
    hasData = true
    return nil
  }
}
