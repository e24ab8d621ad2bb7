/// Reads retouching operations as JarvisArt's model and tools write them.
///
/// The answer is what stands in the last `<answer>`, else in a code fence, else the whole text. It is
/// read as Lua with or without braces, JSON or Python. A text that breaks off loses its incomplete
/// last part, which the notes say; of a list of objects the last one is taken.
enum ROCReader {
  /// What a text holds.
  struct Document {
    var value: SettingsValue
    var isLua: Bool
    var notes: [String]
  }

  static func document(
    _ bytes: [UInt8], repairs: Bool = true
  ) throws(LightroomError) -> Document {
    try SettingsLimits.checkSize(bytes)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw .malformed(format: "a table of settings", reason: "the text is not UTF-8")
    }
    var notes: [String] = []
    let range = answer(in: bytes, notes: &notes)
    var parser = LiteralParser(bytes, in: range, repairs: repairs)
    let value = try parser.document()
    return Document(value: value, isLua: parser.isLua, notes: notes + parser.notes)
  }

  /// Reads the settings.
  ///
  /// - Throws: ``LightroomError`` with the place.
  static func read(
    _ bytes: [UInt8], repairs: Bool = true
  ) throws(LightroomError) -> (settings: SettingsTable, notes: [String]) {
    let document = try document(bytes, repairs: repairs)
    let (value, notes) = unwrapped(document.value)
    // A table with the keys 1 to n is a list in Lua, and no settings.
    guard case .table(var table) = value, table.entries.isEmpty || value.items == nil else {
      throw .malformed(
        format: "ROC", reason: "a table of settings is wanted, a list of other values was found")
    }
    for index in table.entries.indices {
      table.entries[index].key = plainKey(table.entries[index].key)
    }
    return (table, document.notes + notes)
  }

  /// The table itself: the last of a list, or what the one variable of a Lua text holds.
  static func unwrapped(_ value: SettingsValue) -> (value: SettingsValue, notes: [String]) {
    if case .list(let items) = value, let last = items.last, last.table != nil {
      return (
        last, items.count > 1 ? ["the text holds \(items.count) tables; the last one is taken"] : []
      )
    }
    if case .table(let table) = value, table.entries.count == 1,
      let only = table.entries.first, LightroomKey.named(only.key) == nil,
      case .table(let inner) = only.value,
      inner.entries.contains(where: { LightroomKey.named(plainKey($0.key)) != nil })
    {
      return (only.value, [])
    }
    return (value, [])
  }

  /// The key without XMP's prefix.
  static func plainKey(_ key: String) -> String {
    key.hasPrefix("crs:") ? String(key.dropFirst(4)) : key
  }

  /// Where the settings stand in a reply.
  private static func answer(in bytes: [UInt8], notes: inout [String]) -> Range<Int>? {
    var range = (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)..<bytes.count
    // A text that is a table from its first letter on may hold tags in its texts.
    let first = range.first { bytes[$0] > 0x20 } ?? range.lowerBound
    if bytes[first...].first.map({ "{[(".utf8.contains($0) }) ?? true
      || bytes[first...].starts(with: "return ".utf8)
    {
      return range
    }
    let starts = places(of: "<answer>", in: bytes, range)
    if let start = starts.last {
      if starts.count > 1 {
        notes.append("the text has \(starts.count) answers; the last is taken")
      }
      let close = places(of: "</answer>", in: bytes, start..<bytes.count).first
      if close == nil { notes.append("the answer has no closing tag") }
      range = (start + 8)..<(close ?? bytes.count)
    } else if let thought = places(of: "</think>", in: bytes, range).last {
      range = (thought + 8)..<bytes.count
    }
    let fences = places(of: "```", in: bytes, range)
    if let open = fences.first {
      // The rest of the fence's line names a language.
      let line = bytes[open..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
      range = line..<(fences.dropFirst().first { $0 > line } ?? range.upperBound)
    }
    return range
  }

  private static func places(
    of mark: StaticString, in bytes: [UInt8], _ range: Range<Int>
  ) -> [Int] {
    let wanted = Array(mark.description.utf8)
    return range.filter {
      bytes[$0] == wanted[0] && bytes[$0..<range.upperBound].starts(with: wanted)
    }
  }
}
