import AtelierRecipe
import HTTPTypes
import Hummingbird
import Logging

/// Turns errors into replies, and refuses what a web page sends.
struct ErrorReplies: RouterMiddleware {
  typealias Context = ServerContext

  /// How the protocol at hand writes an error.
  let body: @Sendable (ServerError) -> JSONValue

  func handle(
    _ request: Request, context: ServerContext,
    next: @concurrent (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    do {
      // No client of these protocols is a page in a browser; one that sends forms to this machine
      // would be another site's.
      guard request.headers[.origin] == nil else {
        context.closeSoon()
        throw ServerError.forbidden("Requests of web pages are not answered.")
      }
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      return Response(body(.notFound("There is no such route.")), status: .notFound)
    } catch {
      let error = ServerError(error)
      if error.status == .internalServerError {
        context.logger.error(
          "request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
      } else {
        context.logger.notice(
          "request refused",
          metadata: [
            "path": "\(request.uri.path)", "status": "\(error.status.code)", "error": "\(error)",
          ])
      }
      return Response(body(error), status: error.status)
    }
  }
}
