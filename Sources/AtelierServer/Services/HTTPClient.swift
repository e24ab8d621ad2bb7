import AtelierRecipe
import Foundation
import FoundationNetworking

/// Talks to a server of the task protocol or to a bridge.
struct HTTPClient: Sendable {
  private let base: URL
  private let session: URLSession
  private let limit: Int

  /// Makes a client of `http://host:port`.
  ///
  /// - Throws: ``ServerError/badRequest(_:)`` where that is no such address.
  init(_ address: String, timeout: Duration, limit: Int) throws(ServerError) {
    guard let url = URL(string: address), url.scheme == "http" || url.scheme == "https",
      url.host != nil
    else {
      throw .badRequest("'\(address)' is no address of a server; give one as http://host:8081.")
    }
    base = url
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = timeout.inSeconds
    configuration.timeoutIntervalForResource = timeout.inSeconds * 2
    configuration.httpMaximumConnectionsPerHost = 16
    session = URLSession(configuration: configuration)
    self.limit = limit
  }

  /// Fetches bytes.
  ///
  /// - Throws: ``ServerError``; a status other than 200 is one.
  func get(_ path: String) async throws -> [UInt8] {
    try await send(URLRequest(url: base.appending(path: path)))
  }

  /// Sends JSON and gives the reply, which must be JSON too.
  ///
  /// - Throws: ``ServerError``.
  func post(_ path: String, _ json: JSONValue) async throws -> JSONValue {
    var request = URLRequest(url: path.isEmpty ? base : base.appending(path: path))
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.httpBody = Data(json.text(pretty: false).utf8)
    return try Self.json(try await send(request))
  }

  /// Sends a file as a multipart form.
  ///
  /// - Throws: ``ServerError``.
  func upload(
    _ path: String, query: [String: String], field: String, name: String, _ bytes: [UInt8]
  ) async throws {
    let url = base.appending(path: path).appending(
      queryItems: query.map { URLQueryItem(name: $0, value: $1) })
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    let boundary = "atelier-\(UUID().uuidString)"
    request.setValue(
      "multipart/form-data; boundary=\(boundary)", forHTTPHeaderField: "Content-Type")
    var body = Data(
      """
      --\(boundary)\r\nContent-Disposition: form-data; name="\(field)"; filename="\(name)"\r\n\
      Content-Type: image/jpeg\r\n\r\n
      """.utf8)
    body.append(contentsOf: bytes)
    body.append(contentsOf: Array("\r\n--\(boundary)--\r\n".utf8))
    request.httpBody = body
    _ = try await send(request)
  }

  /// Reads a reply.
  static func json(_ bytes: [UInt8]) throws(ServerError) -> JSONValue {
    do throws(RecipeError) {
      return try JSONValue(parsing: bytes)
    } catch {
      throw .environment("The server's reply is no JSON: \(error)")
    }
  }

  private func send(_ request: URLRequest) async throws -> [UInt8] {
    let data: Data
    let response: URLResponse
    do {
      (data, response) = try await session.data(for: request)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      let place = "\(base.host ?? ""):\(base.port ?? 80)"
      throw ServerError.environment(
        "\(place) does not answer (\(error.localizedDescription)); is the server running there?")
    }
    guard data.count <= limit else {
      throw ServerError.tooLarge("The server sent \(data.count) bytes; at most \(limit) are taken.")
    }
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    guard status == 200 else {
      let text = String(decoding: data.prefix(300), as: UTF8.self)
      let words = "The server answered \(status) to \(request.url?.path ?? ""): \(text)"
      switch status {
      case 400: throw ServerError.badRequest(words)
      case 403: throw ServerError.forbidden(words)
      case 404: throw ServerError.notFound(words)
      case 413: throw ServerError.tooLarge(words)
      case 503: throw ServerError.busy(words)
      default: throw ServerError.environment(words)
      }
    }
    return Array(data)
  }
}
