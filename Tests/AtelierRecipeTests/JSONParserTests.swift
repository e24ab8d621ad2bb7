import AtelierRecipe
import Testing

@Suite("JSON texts")
struct JSONParserTests {
  private func parse(_ text: String) throws(RecipeError) -> JSONValue {
    try JSONValue(parsing: Array(text.utf8))
  }

  private func message(_ text: String) -> String {
    do throws(RecipeError) {
      _ = try parse(text)
      return "accepted"
    } catch {
      return error.description
    }
  }

  @Test("every kind of value is read")
  func readsValues() throws {
    let value = try parse(#" {"a": [1, -2.5e3, 0, true, false, null], "b": {"c": ""}} "#)
    #expect(
      value == ["a": [1, -2500, 0, true, false, .null], "b": ["c": ""]])
  }

  @Test("escapes and characters outside the first plane are read and written back")
  func escapes() throws {
    let value = try parse(#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00提亮""#)
    #expect(value == .string("\"\\/\u{8}\u{C}\n\r\té😀提亮"))
    #expect(try parse(value.text()) == value)
  }

  @Test("a byte order mark in front is skipped")
  func byteOrderMark() throws {
    #expect(try JSONValue(parsing: [0xEF, 0xBB, 0xBF] + Array("[1]".utf8)) == [1])
  }

  @Test(
    "what RFC 8259 does not allow is refused",
    arguments: [
      "", " ", "{", "[", "[1", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
      "{'a':1}",
      "01", "-", "1.", ".5", "1e", "1e+", "+1", "0x10", "NaN", "Infinity", "-Infinity", "nul",
      "true false", "[1] 2", "\"", "\"\\x\"", "\"\\u12\"", "\"\\uD800\"", "\"\\uDC00\"",
      "\"\\uD800\\u0041\"", "\"\n\"", "\u{1}", "// 1", "1 /* */",
    ])
  func refuses(_ text: String) {
    #expect(message(text).hasPrefix("The recipe is not valid JSON: "))
  }

  @Test("text that is not UTF-8 is refused")
  func invalidUTF8() {
    #expect(throws: RecipeError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
  }

  @Test("a number too large for a double is refused, not made infinite")
  func hugeNumber() {
    #expect(message("[1e999]").contains("1e999 is too large (line 1, column 2)"))
  }

  @Test("a key that stands twice is refused with its place")
  func duplicateKeys() {
    let text = "{\"version\": 1,\n \"version\": 2}"
    #expect(
      message(text).contains("'version' stands there twice; keep one of them (line 2, column 2)"))
  }

  @Test("64 levels are read, more are refused without a crash")
  func depth() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    _ = try parse(nested(64))
    #expect(message(nested(66)).contains("deeper than 64"))
    #expect(message(String(repeating: "{\"a\":", count: 200_000)).contains("deeper than 64"))
  }

  @Test("each text cut short is refused")
  func truncated() throws {
    let whole = Array(#"{"version":1,"a":{"b":[0.5,"é\n",null,true]}}"#.utf8)
    _ = try JSONValue(parsing: whole)
    for count in 0..<whole.count {
      #expect(throws: RecipeError.self) { try JSONValue(parsing: Array(whole[..<count])) }
    }
  }

  @Test("any byte in any place gives a value or an error")
  func flippedBytes() {
    let whole = Array(#"{"version":1,"a":{"b":[0.5,"é\n",null,true]}}"#.utf8)
    var refused = 0
    for index in whole.indices {
      for byte in [0, 0x22, 0x2D, 0x5B, 0x5C, 0x7B, 0x80, 0xFF] as [UInt8] {
        var changed = whole
        changed[index] = byte
        do throws(RecipeError) { _ = try JSONValue(parsing: changed) } catch { refused += 1 }
      }
    }
    #expect(refused > whole.count * 4)
  }

  @Test("texts over 40 MB are refused before they are read")
  func length() {
    let bytes = [UInt8](repeating: 0x20, count: (40 << 20) + 1)
    #expect(throws: RecipeError.self) { try JSONValue(parsing: bytes) }
  }
}
