import AtelierRecipe
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What belongs to one request.
struct ServerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  private let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }

  /// Closes the connection when the reply had time to leave: its request will not be read to the end.
  func closeSoon() {
    channel.eventLoop.scheduleTask(in: .seconds(1)) { [channel] in
      channel.close(promise: nil)
    }
  }
}

extension Response {
  /// A reply in JSON.
  init(_ json: JSONValue, status: HTTPResponse.Status = .ok) {
    self.init(
      status: status, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: json.text(pretty: false))))
  }

  /// A file.
  init(file bytes: [UInt8], type: String, name: String) {
    self.init(
      status: .ok,
      headers: [
        .contentType: type, .contentDisposition: "attachment; filename=\"\(name)\"",
        .xContentTypeOptions: "nosniff",
      ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

extension Request {
  /// The parameters behind the question mark, as forms encode them.
  var form: [String: String] {
    var form: [String: String] = [:]
    for pair in (uri.query ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { $0.replacing("+", with: " ").removingPercentEncoding ?? String($0) }
      form[parts[0]] = parts.count > 1 ? parts[1] : ""
    }
    return form
  }

  /// The body as a JSON object.
  ///
  /// - Throws: ``ServerError``.
  func json(_ context: ServerContext, limits: ServerLimits) async throws -> JSONValue {
    var reader = BodyReader(request: self, limit: 1 << 20, deadline: limits.upload)
    let body = try await reader.collect(context)
    do {
      let json = try JSONValue(parsing: body)
      guard case .object = json else {
        throw ServerError.badRequest("The body is \(json.kindName); a JSON object is wanted.")
      }
      return json
    } catch let error as RecipeError {
      throw ServerError.badRequest("The body is no JSON object: \(error)")
    }
  }
}

extension JSONValue {
  /// The text of a member that must be there.
  ///
  /// - Throws: ``ServerError/badRequest(_:)``.
  func text(of key: String) throws(ServerError) -> String {
    guard case .string(let text)? = self[key], !text.isEmpty else {
      throw .badRequest("'\(key)' is missing, or no text.")
    }
    return text
  }

  /// The text of a member, nil where there is none.
  func optionalText(of key: String) -> String? {
    if case .string(let text)? = self[key], !text.isEmpty { text } else { nil }
  }
}

extension ServerError {
  /// The status that a client sees.
  var status: HTTPResponse.Status {
    switch self {
    case .badRequest, .wrongState: .badRequest
    case .forbidden: .forbidden
    case .notFound: .notFound
    case .tooLarge: .contentTooLarge
    case .busy: .serviceUnavailable
    case .timedOut: .requestTimeout
    case .environment: .internalServerError
    }
  }
}
