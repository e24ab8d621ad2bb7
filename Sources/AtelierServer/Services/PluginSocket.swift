import AtelierRecipe
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The socket of JarvisArt's plug-in: lines of text, fields divided by `|`.
///
/// `ping` is answered with `pong`. `process|photo|settings[|folder]` is answered at once; the picture
/// goes to `processed` beside the photo. As in the plug-in, the folder is not looked at.
struct PluginSocket: Service {
  let bridge: Bridge
  let host: String
  let port: Int
  let isListening: @Sendable (Int) -> Void

  /// The most bytes of a line.
  private static let lineLimit = 16 << 10

  func run() async throws {
    let (jobs, queue) = AsyncStream.makeStream(of: Bridge.Job.self)
    try await withThrowingTaskGroup { group in
      group.addTask {
        // Renders in hand go on when no one is listened to any more.
        defer { queue.finish() }
        do {
          try await cancelWhenGracefulShutdown { try await accept { queue.yield($0) } }
        } catch is CancellationError {}
      }
      group.addTask {
        await withDiscardingTaskGroup { renders in
          for await job in jobs { renders.addTask { await render(job) } }
        }
      }
      try await group.waitForAll()
    }
  }

  private func accept(_ take: @escaping @Sendable (Bridge.Job) -> Void) async throws {
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel(
            wrappingChannelSynchronously: channel,
            configuration: .init(
              isOutboundHalfClosureEnabled: true, inboundType: ByteBuffer.self,
              outboundType: ByteBuffer.self))
        }
      }
    isListening(server.channel.localAddress?.port ?? port)
    try await withThrowingDiscardingTaskGroup { group in
      try await server.executeThenClose { connections in
        for try await connection in connections {
          group.addTask { await converse(connection, take) }
        }
      }
    }
  }

  private func converse(
    _ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>,
    _ take: @escaping @Sendable (Bridge.Job) -> Void
  ) async {
    do {
      try await connection.executeThenClose { inbound, outbound in
        var line: [UInt8] = []
        for try await piece in inbound {
          for byte in piece.readableBytesView {
            if byte == UInt8(ascii: "\n") {
              if let job = try await answer(line, outbound) { take(job) }
              line = []
            } else if byte != UInt8(ascii: "\r") {
              line.append(byte)
            }
          }
          guard line.count <= Self.lineLimit else {
            try await outbound.write(ByteBuffer(string: "error|The line is too long\n"))
            return
          }
        }
        // Some clients close their side in place of ending the line.
        if !line.isEmpty, let job = try await answer(line, outbound) { take(job) }
      }
    } catch {
      bridge.logger.debug("a connection of the socket ended", metadata: ["error": "\(error)"])
    }
  }

  private func answer(
    _ line: [UInt8], _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) async throws -> Bridge.Job? {
    // Empty fields collapse, as they do in the plug-in.
    let fields = String(decoding: line, as: UTF8.self).split(separator: "|").map(String.init)
    let (text, job) = await reply(to: fields)
    try await outbound.write(ByteBuffer(string: text + "\n"))
    return job
  }

  private func reply(to fields: [String]) async -> (text: String, job: Bridge.Job?) {
    switch fields.first {
    case nil: return ("error|Empty message received", nil)
    case "ping" where fields.count == 1: return ("pong", nil)
    case "process" where (3...4).contains(fields.count):
      do {
        let job = try await bridge.job(photoPath: fields[1], settingsPath: fields[2])
        return ("processing|Request accepted, processing photo...", job)
      } catch {
        let words = "\(error)".map { $0 == "\n" || $0 == "|" ? " " : $0 }
        return ("error|\(String(words))", nil)
      }
    default: return ("error|Invalid request format", nil)
    }
  }

  private func render(_ job: Bridge.Job) async {
    do {
      _ = try await bridge.renderBesidePhoto(job)
    } catch {
      bridge.logger.warning("a render of the socket failed", metadata: ["error": "\(error)"])
    }
  }
}
