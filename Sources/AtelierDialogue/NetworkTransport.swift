#if Dialogue
  import AsyncHTTPClient
  import AtelierPlanner
  import NIOCore
  import NIOHTTP1
  import NIOPosix

  /// Sends requests over the network, HTTP/1.1 or 2, with TLS where the address says so.
  ///
  /// Redirects are not followed: a request with a token and a picture goes where it was sent or nowhere.
  package struct NetworkTransport: HTTPTransport {
    private let client: HTTPClient

    /// Makes a transport; ``shutdown()`` must be called at the end.
    package init(connectTimeout: Duration = .seconds(10)) {
      var configuration = HTTPClient.Configuration()
      configuration.redirectConfiguration = .disallow
      configuration.timeout.connect = TimeAmount(connectTimeout)
      configuration.decompression = .disabled
      // Refused connections are tried again by the caller, who counts.
      configuration.connectionPool.retryConnectionEstablishment = false
      client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Closes all connections.
    package func shutdown() async { try? await client.shutdown() }

    package func send(
      _ request: HTTPRequest, receive: HTTPReceiver
    ) async throws(TransportFailure) {
      do {
        var outgoing = HTTPClientRequest(url: request.url)
        outgoing.method = HTTPMethod(rawValue: request.method)
        for header in request.headers {
          outgoing.headers.add(name: header.name, value: header.value)
        }
        if !request.body.isEmpty { outgoing.body = .bytes(ByteBuffer(bytes: request.body)) }
        // Waiting is bounded by the caller, who cancels.
        let reply = try await client.execute(outgoing, deadline: .distantFuture)
        var headers: [String: String] = [:]
        for header in reply.headers { headers[header.name.lowercased()] = header.value }
        try receive(.head(status: Int(reply.status.code), headers: headers))
        for try await piece in reply.body { try receive(.body(Array(piece.readableBytesView))) }
      } catch {
        throw Self.failure(error)
      }
    }

    private static func failure(_ error: any Error) -> TransportFailure {
      switch error {
      case let error as LanguageModelError: .stopped(error)
      case is CancellationError: .cancelled
      case let error as HTTPClientError:
        switch error {
        case .cancelled: .cancelled
        case .remoteConnectionClosed, .uncleanShutdown: .broken("the connection was closed")
        case .connectTimeout: .refused("no connection in time")
        default: .failed("\(error)")
        }
      case let error as NIOConnectionError:
        error.connectionErrors.isEmpty
          ? .failed("the host \(error.host) is not known")
          : error.connectionErrors.contains { ($0.error as? IOError)?.errnoCode == ECONNREFUSED }
            ? .refused("connection refused") : .failed("\(error.connectionErrors[0].error)")
      case let error as IOError:
        switch error.errnoCode {
        case ECONNREFUSED: .refused("connection refused")
        case ECONNRESET, EPIPE: .broken("connection reset")
        default: .failed("\(error)")
        }
      case is ChannelError: .broken("the connection was closed")
      // The body ends before the server said that it would.
      case let error as HTTPParserError where error == .invalidEOFState:
        .broken("the connection was closed")
      default: .failed("\(error)")
      }
    }
  }
#endif
