#if Dialogue
  package import AtelierRecipe
  import NIOCore
  import NIOPosix
  import Synchronization

  /// A server on the loopback interface that answers as it is told and keeps what it was asked.
  ///
  /// Each connection carries one request. `GET …/models` gets the list; every `POST` takes the next reply
  /// of the script, the last of which is repeated.
  package final class ContractServer: Sendable {
    /// A piece of a reply.
    package enum Action: Sendable {
      /// Status, type and further header fields; what follows is chunked.
      case head(Int, type: String = "application/json", headers: [(String, String)] = [])
      /// Text of the body.
      case text(String)
      /// So many bytes of the body.
      case filler(Int)
      /// A pause.
      case wait(Duration)
      /// No word any more, until the client goes.
      case stall
      /// The connection ends in the middle.
      case cut
    }

    /// A request as it came.
    package struct Request: Sendable {
      /// Method and path.
      package let line: String
      /// Header fields, names in lower case.
      package let headers: [String: String]
      /// The whole body.
      package let body: [UInt8]

      /// The body as a document.
      package var document: JSONValue? { try? JSONValue(parsing: body) }
    }

    /// What was asked, and what is still to be answered.
    private final class Script: Sendable {
      let requests = Mutex<[Request]>([])
      let models: [Action]
      private let replies: Mutex<[[Action]]>

      init(models: [Action], replies: [[Action]]) {
        self.models = models
        self.replies = Mutex(replies)
      }

      func next() -> [Action] {
        replies.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? [.cut] }
      }
    }

    /// The port.
    package let port: Int
    private let script: Script
    private let loop: Task<Void, Never>

    /// The address of its protocol.
    package var address: String { "http://127.0.0.1:\(port)/v1" }
    /// All requests so far.
    package var requests: [Request] { script.requests.withLock { $0 } }
    /// The questions so far, without those for the list.
    package var questions: [Request] { requests.filter { $0.line.hasPrefix("POST") } }

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - models: the reply to `GET …/models`.
    ///   - replies: the replies to questions, in order.
    /// - Returns: the server, listening.
    /// - Throws: where no port can be had.
    package static func start(
      models: [Action] = ChatShape.vllm.models(), _ replies: [[Action]]
    ) async throws -> ContractServer {
      let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .bind(host: "127.0.0.1", port: 0) { channel in
          channel.eventLoop.makeCompletedFuture {
            try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
          }
        }
      let script = Script(models: models, replies: replies)
      let loop = Task {
        do {
          try await listener.executeThenClose { clients in
            try await withThrowingDiscardingTaskGroup { group in
              for try await client in clients {
                group.addTask { await Self.serve(client, script) }
              }
            }
          }
        } catch {
          // The test has ended.
        }
      }
      return ContractServer(
        port: listener.channel.localAddress?.port ?? 0, script: script, loop: loop)
    }

    private init(port: Int, script: Script, loop: Task<Void, Never>) {
      self.port = port
      self.script = script
      self.loop = loop
    }

    /// Ends it and all its connections.
    package func stop() { loop.cancel() }

    private static func serve(
      _ client: NIOAsyncChannel<ByteBuffer, ByteBuffer>, _ script: Script
    ) async {
      do {
        try await client.executeThenClose { inbound, outbound in
          guard let request = try await read(inbound) else { return }
          script.requests.withLock { $0.append(request) }
          let isList = request.line.hasPrefix("GET")
          try await reply(isList ? script.models : script.next(), to: outbound)
        }
      } catch {
        // The client has gone, as some tests want it to.
      }
    }

    /// Reads head and body of one request.
    private static func read(
      _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>
    ) async throws -> Request? {
      var bytes: [UInt8] = []
      var request: (line: String, headers: [String: String], start: Int)?
      for try await piece in inbound {
        bytes += piece.readableBytesView
        if request == nil, let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
          let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            .split(separator: "\r\n").map(String.init)
          var headers: [String: String] = [:]
          for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
          }
          request = (lines.first ?? "", headers, end.upperBound)
        }
        guard let request else { continue }
        let length = Int(request.headers["content-length"] ?? "0") ?? 0
        guard bytes.count >= request.start + length else { continue }
        return Request(
          line: request.line, headers: request.headers,
          body: Array(bytes[request.start..<request.start + length]))
      }
      return nil
    }

    private static func reply(
      _ actions: [Action], to outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws {
      for action in actions {
        switch action {
        case .head(let status, let type, let headers):
          let lines =
            ["HTTP/1.1 \(status) Said", "Content-Type: \(type)", "Transfer-Encoding: chunked"]
            + ["Connection: close"] + headers.map { "\($0.0): \($0.1)" }
          try await outbound.write(ByteBuffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n"))
        case .text(let text): try await outbound.write(chunk(Array(text.utf8)))
        case .filler(let count):
          let piece = chunk([UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20))
          for _ in 0..<(count >> 20) { try await outbound.write(piece) }
        case .wait(let duration): try await Task.sleep(for: duration)
        case .stall: try await Task.sleep(for: .seconds(600))
        case .cut: return
        }
      }
      try await outbound.write(ByteBuffer(string: "0\r\n\r\n"))
    }

    private static func chunk(_ bytes: [UInt8]) -> ByteBuffer {
      var buffer = ByteBuffer(string: String(bytes.count, radix: 16) + "\r\n")
      buffer.writeBytes(bytes)
      buffer.writeString("\r\n")
      return buffer
    }
  }
#endif
