import Foundation

/// A page of a simple index (PEP 503 in HTML, PEP 691 in JSON), or of links to files.
struct SimpleIndex {
  /// The address of a file that a page links to.
  ///
  /// - Parameters:
  ///   - name: file name, exactly.
  ///   - page: the page's content.
  ///   - base: the page's address.
  /// - Returns: nil where the page does not link to it.
  static func link(to name: String, in page: [UInt8], base: String) -> String? {
    if page.first(where: { !$0.isASCIIWhitespace }) == UInt8(ascii: "{") {
      return jsonLink(to: name, in: page, base: base)
    }
    let text = String(decoding: page, as: UTF8.self)
    var rest = text[...]
    while let found = rest.range(of: "href", options: .caseInsensitive) {
      rest = rest[found.upperBound...].drop { $0.isWhitespace }
      guard rest.first == "=" else { continue }
      rest = rest.dropFirst().drop { $0.isWhitespace }
      guard let quote = rest.first, quote == "\"" || quote == "'" else { continue }
      let value = rest.dropFirst().prefix { $0 != quote }
      let address = String(value).replacing("&amp;", with: "&")
      if let url = resolve(address, base), last(of: url) == name { return url }
    }
    return nil
  }

  private static func jsonLink(to name: String, in page: [UInt8], base: String) -> String? {
    struct Page: Decodable {
      struct File: Decodable {
        let filename: String
        let url: String
      }
      let files: [File]
    }
    let decoded = try? JSONDecoder().decode(Page.self, from: Data(page))
    guard let file = decoded?.files.first(where: { $0.filename == name }) else { return nil }
    return resolve(file.url, base)
  }

  /// An address without its fragment, seen from a page.
  private static func resolve(_ address: String, _ base: String) -> String? {
    guard let url = URL(string: address, relativeTo: URL(string: base))?.absoluteURL,
      ["http", "https"].contains(url.scheme ?? "")
    else { return nil }
    return url.absoluteString.split(separator: "#").first.map(String.init)
  }

  private static func last(of address: String) -> String? {
    let path = address.split(separator: "?").first?.split(separator: "/").last
    return path.flatMap { String($0).removingPercentEncoding }
  }
}

extension UInt8 {
  fileprivate var isASCIIWhitespace: Bool { self == 32 || (9...13).contains(self) }
}
