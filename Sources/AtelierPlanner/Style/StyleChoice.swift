import Foundation

/// A style that was named.
package enum StyleChoice: Hashable, Sendable {
  /// One that was learned.
  case learned(LearnedStyle)
  /// A look of the bank, by its identifier, and the word that named it.
  case builtIn(id: String, word: String)
  /// A style in words.
  case words(String)
}

/// The styles that a plan may use beside those that the planner knows by name.
package struct PlanStyles: Hashable, Sendable {
  /// The style that was asked for.
  package var chosen: StyleChoice?
  /// Learned styles that have a name of a look, and take its place when a sentence names it so.
  package var instead: [LearnedStyle]
  /// What the photograph shall look like.
  package var like: LookReference?

  /// Makes a choice; without arguments there is none.
  package init(
    chosen: StyleChoice? = nil, instead: [LearnedStyle] = [], like: LookReference? = nil
  ) {
    self.chosen = chosen
    self.instead = instead
    self.like = like
  }

  /// The picture of a photograph as a model sees it, with that of the reference behind it.
  package func parts(with picture: Conversation.Picture) -> [Conversation.Part] {
    let pictures = [picture] + (like?.picture.map { [$0] } ?? [])
    return pictures.map { .picture($0) }
  }

  /// The learned style that a wish for a look names.
  func style(insteadOf look: String, in phrase: String) -> LearnedStyle? {
    let words = StyleName.evenedOut(phrase)
    return instead.filter { style in
      guard let key = StyleName.key(style.name), StyleName.look(style.name)?.id == look else {
        return false
      }
      return words.contains(key)
    }.max { $0.name.count < $1.name.count }
  }
}

/// The names of styles: learned ones and the looks of the bank share them.
package enum StyleName {
  /// The most characters of a name.
  static let limit = 60

  /// What names of one style have in common: lower case, half width, simplified characters, and one blank
  /// for every run of blanks, '-' and '_'. Nil where a name is empty, too long, or has other signs than
  /// letters, digits and these.
  package static func key(_ name: String) -> String? {
    guard name.unicodeScalars.count <= limit else { return nil }
    let key = evenedOut(name)
    let isPlain = key.unicodeScalars.allSatisfy { scalar in
      scalar == " " || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
    }
    return key.isEmpty || !isPlain ? nil : key
  }

  /// A text in lower case, half width and simplified characters, with one blank for every run of blanks,
  /// '-' and '_'.
  static func evenedOut(_ text: String) -> String {
    var result = ""
    for scalar in NormalizedText(text.precomposed).scalars {
      if scalar == " " || scalar == "-" || scalar == "_" {
        if result.last != " ", !result.isEmpty { result += " " }
      } else {
        result += scalar.properties.lowercaseMapping
      }
    }
    if result.last == " " { result.removeLast() }
    return result
  }

  /// The look of the bank that a name means; nil where there is none.
  package static func look(_ name: String) -> Look? {
    key(name).flatMap { looks[$0] }.flatMap { LookBank.look($0) }
  }

  /// All names of built-in styles, as they are compared.
  package static var builtIn: [String] { looks.keys.sorted() }

  private static let looks: [String: String] = {
    var looks: [String: String] = [:]
    for look in LookBank.all {
      for name in [look.id] + look.phrases {
        if let key = key(name), looks[key] == nil { looks[key] = look.id }
      }
    }
    return looks
  }()
}

extension String {
  /// With accents joined to their letters, as file systems differ in it.
  fileprivate var precomposed: String { precomposedStringWithCanonicalMapping }
}
