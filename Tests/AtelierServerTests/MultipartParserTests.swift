import AtelierServer
import Testing

@Suite("Multipart forms")
struct MultipartParserTests {
  private static let form = Array(
    """
    preamble\r\n--XX\r\nContent-Disposition: form-data; name="mode"\r\n\r\nupload\r\n--XX\r\n\
    content-disposition: form-data; name="photo_file"; filename="a \\"b\\".jpg"\r\n\
    Content-Type: image/jpeg\r\n\r\n\r\n--X\r\n-\r\n--XY\u{0}\r\n--XX\r\n\
    Content-Disposition: form-data; name="empty"\r\n\r\n\r\n--XX--\r\nepilogue
    """.utf8)

  private struct Part: Equatable {
    var name: String
    var fileName: String?
    var content: [UInt8] = []
    var isComplete = false
  }

  private func parts(_ pieces: [[UInt8]]) throws -> (parts: [Part], isComplete: Bool) {
    var parser = MultipartParser(boundary: "XX")
    var parts: [Part] = []
    for piece in pieces {
      for event in try parser.feed(piece) {
        switch event {
        case .part(let name, let fileName): parts.append(Part(name: name, fileName: fileName))
        case .data(let bytes): parts[parts.count - 1].content += bytes
        case .end: parts[parts.count - 1].isComplete = true
        }
      }
    }
    return (parts, parser.isComplete)
  }

  @Test("a form says the same wherever it is divided")
  func divisions() throws {
    let expected = [
      Part(name: "mode", content: Array("upload".utf8), isComplete: true),
      Part(
        name: "photo_file", fileName: "a \"b\".jpg",
        content: Array("\r\n--X\r\n-\r\n--XY\u{0}".utf8), isComplete: true),
      Part(name: "empty", isComplete: true),
    ]
    for first in 0...Self.form.count {
      let result = try parts([Array(Self.form[..<first]), Array(Self.form[first...])])
      #expect(result.parts == expected, "divided at \(first)")
      #expect(result.isComplete)
    }
    let bytewise = try parts(Self.form.map { [$0] })
    #expect(bytewise.parts == expected)
  }

  @Test("a form that breaks off is not complete")
  func truncated() throws {
    let end = Self.form.count - "--\r\nepilogue".utf8.count
    for count in 0..<end {
      #expect(try !parts([Array(Self.form[..<count])]).isComplete, "cut at \(count)")
    }
  }

  @Test("headers without end or name are refused")
  func refused() {
    let start = Array("--XX\r\n".utf8)
    #expect(throws: ServerError.self) {
      try parts([start + [UInt8](repeating: 65, count: 20_000)])
    }
    #expect(throws: ServerError.self) { try parts([start + Array("A: b\r\n\r\n".utf8)]) }
    #expect(throws: ServerError.self) { try parts([Array("--XXjunk".utf8)]) }
  }

  @Test("the boundary is read from the content type")
  func boundaries() {
    #expect(MultipartParser.boundary(of: "multipart/form-data; boundary=abc") == "abc")
    #expect(
      MultipartParser.boundary(of: "Multipart/Form-Data;charset=x; Boundary=\"a b\"") == "a b")
    #expect(MultipartParser.boundary(of: "multipart/form-data") == nil)
    #expect(MultipartParser.boundary(of: "application/json; boundary=abc") == nil)
  }
}
