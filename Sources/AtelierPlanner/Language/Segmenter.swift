/// A stretch of a sentence between pauses and conjunctions.
struct Segment {
  /// How a segment hangs on the one before it.
  enum Link: Hashable {
    case start, pause, colon, and, or, but, then, with, purpose
  }

  /// How it hangs on the one before.
  var link: Link
  /// The sentence it belongs to, counted from 0.
  var sentence: Int
  /// Its tokens, without the conjunction.
  var tokens: [Token]

  /// From the first to the last token.
  var range: Range<Int> {
    (tokens.first?.range.lowerBound ?? 0)..<(tokens.last?.range.upperBound ?? 0)
  }

  func contains(_ matches: (Sense) -> Bool) -> Bool { tokens.contains { matches($0.sense) } }
}

enum Segmenter {
  /// Cuts tokens at pauses, conjunctions and ends of sentences.
  static func segments(of tokens: [Token]) -> [Segment] {
    var segments: [Segment] = []
    var current = Segment(link: .start, sentence: 0, tokens: [])
    func flush(_ link: Segment.Link, newSentence: Bool = false) {
      let sentence = current.sentence + (newSentence ? 1 : 0)
      if current.tokens.isEmpty {
        // ", and" and "，但是": the conjunction says more than the pause.
        let isFirst = current.link == .start
        current.link = newSentence ? .start : isFirst ? .start : link
        current.sentence = sentence
      } else {
        segments.append(current)
        current = Segment(link: link, sentence: sentence, tokens: [])
      }
    }
    for (index, token) in tokens.enumerated() {
      switch token.sense {
      case .stop: flush(.start, newSentence: true)
      case .pause(let isColon): flush(isColon ? .colon : .pause)
      case .and: flush(.and)
      case .or: flush(.or)
      case .but: flush(.but)
      case .then where !isAdverb(tokens, index): flush(.then)
      case .then: break
      case .with: flush(.with)
      case .purpose: flush(.purpose)
      default: current.tokens.append(token)
      }
    }
    flush(.start)
    return segments
  }

  /// Whether 再 stands before a change: "再亮一点".
  private static func isAdverb(_ tokens: [Token], _ index: Int) -> Bool {
    guard tokens[index].text == "再", index > 0 else { return false }
    if case .area = tokens[index - 1].sense { return true }
    switch tokens[index - 1].sense {
    case .quality, .tones, .color, .colors, .detail, .exposure, .box, .whole, .illumination:
      return true
    default: return false
    }
  }
}
