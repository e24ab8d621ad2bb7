import Testing

@testable import AtelierDialogue

@Suite("Streams of events")
struct EventStreamTests {
  private static let stream =
    ": hello\n\ndata: {\"a\": 1}\r\n\r\nevent: x\rdata:two\rdata: lines\r\rid: 4\n\ndata: [DONE]\n\n"
  private static let wanted = ["{\"a\": 1}", "two\nlines", "[DONE]"]

  @Test("events are the same wherever the bytes are cut")
  func cuts() {
    let bytes = Array(Self.stream.utf8)
    for cut in 0...bytes.count {
      var stream = EventStream()
      let events = stream.feed(Array(bytes[..<cut])) + stream.feed(Array(bytes[cut...]))
      #expect(events.map { String(decoding: $0, as: UTF8.self) } == Self.wanted, "cut at \(cut)")
    }
    var stream = EventStream()
    let single = bytes.flatMap { stream.feed([$0]) }
    #expect(single.map { String(decoding: $0, as: UTF8.self) } == Self.wanted)
  }

  @Test("what the end of the stream leaves is an event too")
  func rest() {
    var stream = EventStream()
    #expect(stream.feed(Array("data: last".utf8)).isEmpty)
    #expect(stream.finish() == Array("last".utf8))
    #expect(stream.finish() == nil)
  }
}

@Suite("Documents in answers")
struct AnswerTextTests {
  @Test(
    "the document is found in what a model says around it",
    arguments: [
      #"{"a": "}"}"#, " \n{\"a\": \"}\"}\n", "Sure!\n```json\n{\"a\": \"}\"}\n```\nDone {now}.",
      #"<think>{"no": 1}</think> {"a": "}"}"#, #"It is {"a": "}"} as wished."#,
    ])
  func finds(_ text: String) throws {
    let found = try #require(AnswerText.document(in: text))
    #expect(found.contains(#""a": "}""#) && !found.contains("no"))
  }

  @Test(
    "what is no whole object is none",
    arguments: ["", "no", "[1, 2]", #"{"a": 1"#, #"{"a": }"#, "```json\n{\"a\": 1\n```"])
  func refuses(_ text: String) { #expect(AnswerText.document(in: text) == nil) }
}
