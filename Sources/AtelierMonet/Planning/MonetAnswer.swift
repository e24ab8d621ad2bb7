package import AtelierRecipe

/// Reads what a model answers in MonetGPT's two turns.
package enum MonetAnswer {
  /// What an answer proposes: an adjustment, what is wrong, and how the adjustment helps.
  package struct Proposal: Sendable, Hashable {
    /// What to do.
    package var adjustment: String
    /// What is wrong.
    package var issue: String
    /// How it helps.
    package var solution: String
  }

  /// The most that is read of an answer, in bytes.
  static let limit = 1 << 20

  /// Whether an answer of the first turn ends the stage without values.
  package static func endsStage(_ text: String) -> Bool {
    text.lowercased().contains(MonetPrompts.stopPhrase)
  }

  /// The values of the second turn: an object of numbers between the first brace and the last, without
  /// backslashes, in its order. Plus signs, quoted numbers and a comma too many are forgiven.
  ///
  /// - Returns: the pairs; none where there is no such object, which skips the stage.
  package static func values(_ text: String) -> [MonetEdit.Entry] {
    let bytes = Array(text.utf8.prefix(limit)).filter { $0 != UInt8(ascii: "\\") }
    guard let first = bytes.firstIndex(of: UInt8(ascii: "{")),
      let last = bytes.lastIndex(of: UInt8(ascii: "}")), first < last
    else { return [] }
    var reader = PairReader(bytes[(first + 1)..<last])
    return reader.pairs() ?? []
  }

  /// The proposals of the first turn, by their labels in whatever marks stand around them.
  package static func proposals(_ text: String) -> [Proposal] {
    var proposals: [Proposal] = []
    var current: WritableKeyPath<Proposal, String>?
    for line in String(decoding: text.utf8.prefix(limit), as: UTF8.self)
      .split(whereSeparator: \.isNewline)
    {
      if let (label, rest) = labelled(line) {
        if label == \Proposal.adjustment || proposals.isEmpty {
          proposals.append(Proposal(adjustment: "", issue: "", solution: ""))
        }
        current = label
        proposals[proposals.count - 1][keyPath: label] = rest
      } else if let current, let last = proposals.indices.last {
        let more = trimmed(line)
        guard !more.isEmpty else { continue }
        let text = proposals[last][keyPath: current]
        proposals[last][keyPath: current] = text.isEmpty ? more : "\(text) \(more)"
      }
    }
    return proposals.filter { !$0.adjustment.isEmpty }
  }

  private static func labelled(
    _ line: Substring
  ) -> (label: WritableKeyPath<Proposal, String>, rest: String)? {
    let start = line.drop { !$0.isLetter }
    for (name, label) in [
      ("adjustment", \Proposal.adjustment), ("issue", \.issue), ("solution", \.solution),
    ] {
      guard start.lowercased().hasPrefix(name) else { continue }
      // Marks may stand between the label and its colon.
      let rest = start.dropFirst(name.count)
      guard let colon = rest.firstIndex(of: ":"),
        rest[..<colon].allSatisfy({ "*_ ".contains($0) || $0.isNumber })
      else { continue }
      return (label, trimmed(rest[rest.index(after: colon)...]))
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> String {
    let plain = text.filter { $0 != "*" }
    let start = plain.drop { $0.isWhitespace || "-•#".contains($0) }
    var end = start[...]
    while let last = end.last, last.isWhitespace { end = end.dropLast() }
    return String(end)
  }
}

/// Reads pairs of a flat object.
private struct PairReader {
  private var bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// The pairs, later ones in the place of earlier ones; nil where something else stands there.
  mutating func pairs() -> [MonetEdit.Entry]? {
    var pairs = MonetPairs()
    while true {
      skipBlanks(and: ",")
      guard !bytes.isEmpty else { return pairs.entries }
      guard let key = quoted() else { return nil }
      skipBlanks()
      guard bytes.popFirst() == UInt8(ascii: ":") else { return nil }
      skipBlanks()
      guard let number = number() else { return nil }
      pairs[key] = number
      skipBlanks()
      guard bytes.isEmpty || bytes.first == UInt8(ascii: ",") else { return nil }
    }
  }

  private mutating func skipBlanks(and mark: Unicode.Scalar? = nil) {
    while let byte = bytes.first, byte <= 0x20 || mark.map({ UInt32(byte) == $0.value }) == true {
      bytes.removeFirst()
    }
  }

  private mutating func quoted() -> String? {
    guard bytes.first == UInt8(ascii: "\""),
      let end = bytes.dropFirst().firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    let text = String(decoding: bytes[(bytes.startIndex + 1)..<end], as: UTF8.self)
    bytes = bytes[(end + 1)...]
    return text
  }

  private mutating func number() -> Double? {
    let text: String
    if let inner = quoted() {
      text = inner
    } else {
      let end = bytes.firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: ",") } ?? bytes.endIndex
      text = String(decoding: bytes[..<end], as: UTF8.self)
      bytes = bytes[end...]
    }
    let plain = text.hasPrefix("+") ? text.dropFirst() : text[...]
    // Hexadecimal and names of what is no number are none here.
    guard plain.utf8.allSatisfy({ "+-.eE0123456789".utf8.contains($0) }),
      let number = Double(plain), number.isFinite
    else { return nil }
    return number
  }
}
