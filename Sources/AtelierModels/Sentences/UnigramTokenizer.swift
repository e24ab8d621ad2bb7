/// Cuts text into the pieces of a vocabulary so that their scores sum to the most, as SentencePiece's
/// unigram model does (Kudo, Subword Regularization, 2018).
struct UnigramTokenizer: Sendable {
  /// The vocabulary: pieces as UTF-8, one after the other.
  private let text: [UInt8]
  /// Where each piece begins, and where the last one ends.
  private let offsets: [UInt32]
  private let scores: [Float]
  /// Places of pieces by their hash, plus one; 0 is free.
  private let table: [Int32]
  private let longestPiece: Int
  private let unknownScore: Float
  /// What single characters are replaced by before they are looked up.
  private let replacements: [UInt32: [UInt32]]
  /// The piece for what no piece covers.
  let unknown: Int

  /// The sign that stands for a blank, U+2581.
  private static let blank: UInt32 = 0x2581

  /// Makes a tokenizer; nil where pieces do not lie within the text.
  init?(
    text: [UInt8], offsets: [UInt32], scores: [Float], unknown: Int,
    replacements: [UInt32: [UInt32]]
  ) {
    guard offsets.count == scores.count + 1, offsets.last.map({ Int($0) }) == text.count,
      scores.indices.contains(unknown), scores.count < 1 << 24,
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    self.text = text
    self.offsets = offsets
    self.scores = scores
    self.unknown = unknown
    self.replacements = replacements
    longestPiece = zip(offsets, offsets.dropFirst()).map { Int($1 - $0) }.max() ?? 0
    unknownScore = (scores.min() ?? 0) - 10
    var size = 2
    while size < 2 * scores.count { size *= 2 }
    var table = [Int32](repeating: 0, count: size)
    for piece in scores.indices {
      let bytes = Int(offsets[piece])..<Int(offsets[piece + 1])
      guard !bytes.isEmpty else { continue }
      var place = Self.hash(text, bytes) & (size - 1)
      while table[place] != 0 { place = (place + 1) & (size - 1) }
      table[place] = Int32(piece + 1)
    }
    self.table = table
  }

  /// FNV-1a.
  private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash & 0x7fff_ffff_ffff_ffff)
  }

  /// The piece with these bytes.
  private func piece(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var place = Self.hash(bytes, range) & (table.count - 1)
    while table[place] != 0 {
      let piece = Int(table[place]) - 1
      let (from, to) = (Int(offsets[piece]), Int(offsets[piece + 1]))
      if to - from == range.count, text[from..<to].elementsEqual(bytes[range]) { return piece }
      place = (place + 1) & (table.count - 1)
    }
    return nil
  }

  /// The pieces of a text, in its order.
  func pieces(of string: String) -> [Int] {
    let (bytes, bounds) = normalized(string)
    let count = bounds.count - 1
    // Viterbi: the best score of every beginning, and the piece with which it ends.
    var best = [Float](repeating: -.infinity, count: count + 1)
    var last = [(piece: Int, start: Int)](repeating: (unknown, 0), count: count + 1)
    best[0] = 0
    for start in 0..<count {
      for end in start + 1...count {
        let range = bounds[start]..<bounds[end]
        guard range.count <= longestPiece else { break }
        guard let piece = piece(bytes, range), piece != unknown else { continue }
        let score = best[start] + scores[piece]
        if score > best[end] { (best[end], last[end]) = (score, (piece, start)) }
      }
      let score = best[start] + unknownScore
      if score > best[start + 1] { (best[start + 1], last[start + 1]) = (score, (unknown, start)) }
    }
    var pieces: [Int] = []
    var end = count
    while end > 0 {
      pieces.append(last[end].piece)
      end = last[end].start
    }
    return pieces.reversed()
  }

  /// The text with its replacements, a sign before each word, and the places where characters begin.
  private func normalized(_ string: String) -> (bytes: [UInt8], bounds: [Int]) {
    var scalars: [UInt32] = [Self.blank]
    for scalar in string.unicodeScalars {
      for value in replacements[scalar.value] ?? [scalar.value] {
        let value = value == 0x20 ? Self.blank : value
        if value == Self.blank, scalars.last == Self.blank { continue }
        scalars.append(value)
      }
    }
    var bytes: [UInt8] = []
    var bounds: [Int] = []
    for value in scalars {
      bounds.append(bytes.count)
      bytes += String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8
    }
    return (bytes, bounds + [bytes.count])
  }
}
