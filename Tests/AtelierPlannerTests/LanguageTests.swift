import AtelierPlanner
import Testing

@Suite("Understanding instructions")
struct LanguageTests {
  let parser = InstructionParser()

  @Test("the public cases are understood", arguments: devSentences)
  func publicCases(_ sentence: String, _ expected: String) {
    let understanding = parser.understand(sentence)
    let difference = LanguageNotation.difference(understanding, from: expected)
    #expect(difference == nil, "\(sentence): \(difference ?? "")")
  }

  @Test("English sentences are understood", arguments: englishSentences)
  func english(_ sentence: String, _ expected: String) {
    let understanding = parser.understand(sentence)
    let difference = LanguageNotation.difference(understanding, from: expected)
    #expect(difference == nil, "\(sentence): \(difference ?? "")")
    #expect(understanding.language == .en)
  }

  @Test("Chinese sentences are understood", arguments: chineseSentences)
  func chinese(_ sentence: String, _ expected: String) {
    let understanding = parser.understand(sentence)
    let difference = LanguageNotation.difference(understanding, from: expected)
    #expect(difference == nil, "\(sentence): \(difference ?? "")")
    #expect(understanding.language == .zh)
  }

  @Test(
    "paraphrases that came later are understood",
    arguments: furtherSentences + thirdSentences + fourthSentences + fifthSentences
      + retouchSentences)
  func further(_ sentence: String, _ expected: String) {
    let difference = LanguageNotation.difference(parser.understand(sentence), from: expected)
    #expect(difference == nil, "\(sentence): \(difference ?? "")")
  }

  @Test(
    "width, case and politeness change nothing",
    arguments: [
      ("a touch warmer", "A TOUCH WARMER!!"),
      ("saturation +20", "saturation ＋２０"),
      ("饱和度+20", "饱和度＋２０。"),
      ("稍微提亮", "請稍微提亮，謝謝"),
      ("brighten it", "could you please brighten it? thanks"),
      ("neutralise the colour cast", "neutralize the color cast"),
    ])
  func evenedOut(_ first: String, _ second: String) {
    let one = LanguageNotation.parts(of: parser.understand(first))
    let other = LanguageNotation.parts(of: parser.understand(second))
    #expect(one == other)
    #expect(!one.isEmpty)
  }

  @Test("what was said is handed on as it was written")
  func phrases() throws {
    let understanding = parser.understand("Half a Stop darker, and darken the Lighthouse")
    let first = try #require(understanding.wishes.first)
    #expect(first.phrase == "Half a Stop darker")
    let second = try #require(understanding.wishes.last)
    #expect(second.area == .noun(RegionNoun(.other, word: "Lighthouse")))
  }

  @Test("what means nothing here is reported as written")
  func reports() {
    let understanding = parser.understand("Brighten it, frobnicate the Zorgle")
    #expect(understanding.wishes.count == 1)
    #expect(understanding.notUnderstood == ["frobnicate the Zorgle"])
  }

  @Test("nothing to read is nothing understood", arguments: ["", " ", "\n\t", "…", ",,,", "\u{0}"])
  func nothing(_ text: String) {
    #expect(parser.understand(text) == Understanding(language: .en))
  }

  @Test(
    "hostile text neither crashes nor takes long",
    arguments: [
      "😀🎉", "🙂 brighter 🙂", "\u{0}\u{1}\u{2}brighter\u{7f}", "((((((((((", "+-+-+-+-", "1/0 stop",
      "99999999999999999999999999999999999999999999999999 stops brighter", "１／３档", "1:0", "-",
      "e\u{301}claircir", "\u{202E}brighter", "一一一一一一一一一一档", "百百百百百百百百", "点点点", "....", "5.5.5.5",
    ])
  func hostile(_ text: String) {
    for wish in parser.understand(text).wishes {
      switch wish.amount {
      case .stops(let value), .strength(let value), .slider(let value), .percent(let value),
        .kelvin(let value), .degrees(let value):
        #expect(value.isFinite && value >= 0)
      case .unspecified: break
      }
    }
  }

  @Test(
    "100 kB are read in well under a second",
    arguments: [
      "brighter ", "提亮", "more ", "qwertyuiop ", "灯", "a", "not ", "+1", "the sky, ", "和", "\n",
      "remove the cat and ", "偏", "the ", "再", "一", "压高光提阴影",
    ])
  func long(_ piece: String) {
    let count = 100_000 / piece.utf8.count
    let text = String(repeating: piece, count: count)
    let clock = ContinuousClock()
    let time = clock.measure { _ = parser.understand(text) }
    // Debug builds are some twenty times slower.
    #expect(time < .seconds(10), "\(piece): \(time)")
  }
}
