import AtelierServer

extension FuzzTarget {
  /// The server's parser of multipart forms.
  static let multipart = FuzzTarget(name: "multipart", corpus: forms) { bytes in
    _ = MultipartParser.boundary(of: String(decoding: bytes, as: UTF8.self))
    // Limits of headers are looked at when a piece arrives, so long forms may differ in pieces.
    guard bytes.count < 16 << 10 else { return }
    let whole = Form([bytes])
    // Pieces of lengths that the input itself gives.
    var pieces: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + 1 + Int(bytes[start] & 7))
      pieces.append(Array(bytes[start..<end]))
      start = end
    }
    precondition(Form(pieces) == whole, "a form says something else in pieces")
  }

  private static let forms: [[UInt8]] = [
    "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"mode\"\r\n\r\nupload\r\n--b\r\n"
      + "content-disposition: form-data; name=\"photo_file\"; filename=\"a \\\"c\\\".jpg\"\r\n"
      + "Content-Type: image/jpeg\r\n\r\n\r\n--\r\n-\r\n--bY\r\n--b--\r\nepilogue",
    "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--b--",
    "multipart/form-data; charset=x; boundary=\"b\"",
  ].map { Array($0.utf8) }

  /// What a form says; nil for the parts where it is refused.
  private struct Form: Equatable {
    struct Part: Equatable {
      let name: String
      let fileName: String?
      var content: [UInt8] = []
      var isComplete = false
    }

    var parts: [Part]? = []
    var isComplete = false

    init(_ pieces: [[UInt8]]) {
      var parser = MultipartParser(boundary: "b")
      do {
        for piece in pieces {
          for event in try parser.feed(piece) { take(event) }
        }
        isComplete = parser.isComplete
        // The last part may still grow: how much of it is handed on depends on the pieces.
        if !isComplete, let last = parts?.last, !last.isComplete { parts?.removeLast() }
      } catch {
        parts = nil
      }
    }

    private mutating func take(_ event: MultipartParser.Event) {
      switch event {
      case .part(let name, let fileName): parts?.append(Part(name: name, fileName: fileName))
      case .data(let bytes):
        guard let last = parts?.indices.last else {
          preconditionFailure("content came before a part")
        }
        parts?[last].content += bytes
      case .end:
        guard let last = parts?.indices.last else {
          preconditionFailure("a part ended that did not begin")
        }
        parts?[last].isComplete = true
      }
    }
  }
}
