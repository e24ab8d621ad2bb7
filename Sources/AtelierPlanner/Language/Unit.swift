/// The smallest piece of a sentence: an English word, a number, a Chinese character or a sign.
struct Unit: Hashable, Sendable {
  /// Kinds of units.
  enum Kind: Hashable, Sendable {
    case word, number, character, sign, lineBreak
  }

  /// What it is.
  var kind: Kind
  /// Its text in normal form.
  var text: String
  /// Where it stands, in scalars.
  var range: Range<Int>

  /// Cuts a text into units; spaces and control characters belong to none.
  static func units(of text: NormalizedText) -> [Unit] {
    var units: [Unit] = []
    let scalars = text.scalars
    var index = 0
    while index < scalars.count {
      let start = index
      let kind: Kind?
      if scalars[index].isLatinLetter {
        kind = .word
        index = endOfWord(scalars, from: index)
      } else if isStartOfNumber(scalars, at: index) {
        kind = .number
        index = endOfNumber(scalars, from: index)
      } else if scalars[index].isCJK {
        kind = .character
        index += 1
      } else if scalars[index] == "\n" || scalars[index] == "\r" {
        kind = .lineBreak
        index += 1
      } else {
        let isSpace = scalars[index].properties.isWhitespace || scalars[index].value < 0x20
        kind = isSpace || isHyphen(scalars, at: index) ? nil : .sign
        index += 1
      }
      if let kind {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<index])
        let text = kind == .word ? EnglishForms.spelling(of: String(view)) : String(view)
        units.append(Unit(kind: kind, text: text, range: start..<index))
      }
    }
    return units
  }

  private static func endOfWord(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
    var index = start + 1
    while index < scalars.count {
      let scalar = scalars[index]
      let joins = scalar == "'" || (scalar == "&" && index == start + 1)
      let goesOn = joins && index + 1 < scalars.count && scalars[index + 1].isLatinLetter
      guard scalar.isLatinLetter || goesOn else { break }
      index += 1
    }
    return index
  }

  private static func isHyphen(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    scalars[index] == "-" && index > 0 && index + 1 < scalars.count
      && scalars[index - 1].isLatinLetter && scalars[index + 1].isLatinLetter
  }

  private static func isStartOfNumber(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    if scalars[index].isDigit { return true }
    guard scalars[index] == ".", index + 1 < scalars.count, scalars[index + 1].isDigit else {
      return false
    }
    return index == 0 || !scalars[index - 1].isDigit
  }

  private static func endOfNumber(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
    var index = start
    var hasPoint = false
    while index < scalars.count {
      if scalars[index].isDigit {
        index += 1
      } else if scalars[index] == ".", !hasPoint, index + 1 < scalars.count,
        scalars[index + 1].isDigit
      {
        hasPoint = true
        index += 1
      } else {
        break
      }
    }
    return index
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { (0x30...0x39).contains(value) }

  var isLatinLetter: Bool {
    (0x61...0x7A).contains(value) || (0x41...0x5A).contains(value)
      || ((0xC0...0x24F).contains(value) && value != 0xD7 && value != 0xF7)
  }

  var isCJK: Bool {
    (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value)
      || (0x20000...0x323AF).contains(value) || value == 0x3007
  }
}
