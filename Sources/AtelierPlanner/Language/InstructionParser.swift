/// Understands what a sentence asks a photograph to become, in English and Chinese.
///
/// The text is evened out, cut into tokens of a lexicon, freed of what speaks to the program
/// instead of about the photograph, cut into phrases, and each phrase is read by one grammar for
/// both languages. Cost is linear in the length of the text.
package struct InstructionParser: Sendable {
  /// Makes a parser.
  package init() {}

  /// Understands `text`; never fails, and says what it did not understand.
  package func understand(_ text: String) -> Understanding {
    let normalized = NormalizedText(text)
    let all = Tokenizer(lexicon: .shared).tokens(of: normalized)
    let (tokens, rejected) = InjectionGuard.filter(all)
    var composer = Composer(text: normalized)
    composer.compose(
      Segmenter.segments(of: TokenContext.settled(tokens, in: normalized)))
    var understanding = Finisher.finish(composer)
    understanding.notUnderstood += rejected.map(normalized.written)
    if understanding.isEmpty, normalized.scalars.contains(where: { $0.isMeaningful }) {
      understanding.notUnderstood = [normalized.written(0..<normalized.scalars.count)]
    }
    understanding.notUnderstood = understanding.notUnderstood.map(\.shortened)
    understanding.language = Self.language(of: normalized)
    return understanding
  }

  /// Chinese where at least as many Chinese characters as Latin words were written.
  private static func language(of text: NormalizedText) -> AnswerLanguage {
    var characters = 0
    var words = 0
    var isInWord = false
    for scalar in text.scalars {
      if scalar.isCJK { characters += 1 }
      if scalar.isLatinLetter, !isInWord { words += 1 }
      isInWord = scalar.isLatinLetter
    }
    return characters > 0 && characters >= words ? .zh : .en
  }
}

extension Understanding {
  /// Whether nothing at all was found in the text.
  fileprivate var isEmpty: Bool {
    wishes.isEmpty && protections.isEmpty && refusals.isEmpty && notUnderstood.isEmpty
      && !noChangeWanted
  }
}

extension Unicode.Scalar {
  /// Whether it can carry meaning: a letter, a digit, or a picture of something.
  fileprivate var isMeaningful: Bool {
    properties.isAlphabetic || isDigit || isCJK || properties.isEmojiPresentation
  }
}

extension String {
  /// At most 200 characters, with an ellipsis where something was left out.
  fileprivate var shortened: String {
    unicodeScalars.count > 200 ? String(prefix(199)) + "…" : self
  }
}
