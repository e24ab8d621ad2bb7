import AtelierCodecs
import AtelierLightroom
import AtelierRecipe
import Foundation
import NIOCore
import NIOPosix

/// Hands settings to a real Lightroom that has JarvisArt's plug-in.
package struct LightroomSender: Sendable {
  /// How the plug-in is reached.
  package enum Way: Sendable, Hashable {
    /// Its socket, on the machine that Lightroom runs on.
    case socket(host: String, port: Int)
    /// The HTTP bridge in front of it.
    case bridge(String)
  }

  /// What was handed over.
  package struct Sent: Sendable {
    /// The Lua file that Lightroom reads.
    package let settingsPath: String
    /// Where the bridge says that the picture will be; nil over the socket.
    package let outputPath: String?
    /// What could not be said in Lightroom's keys, or not exactly.
    package let notes: [String]
  }

  private let renderer = SettingsRenderer()

  /// Makes a sender.
  package init() {}

  /// Sends a photo's settings.
  ///
  /// The plug-in executes the settings as Lua, so they are written as Lua, whatever they were; XMP would
  /// fail there. Nothing is awaited over the socket: the plug-in's replies are never sent.
  ///
  /// - Parameters:
  ///   - photo: the photo, under the name that Lightroom's machine knows it by.
  ///   - content: settings of any kind.
  ///   - lua: where the Lua file is written; Lightroom must be able to read it.
  ///   - way: how the plug-in is reached.
  ///   - timeout: for the connection.
  /// - Returns: what was handed over.
  /// - Throws: ``ServerError``.
  package func send(
    photo: String, settings content: [UInt8], lua: String, by way: Way, timeout: Duration
  ) async throws -> Sent {
    let photo = FileSystem.absolute(photo)
    let lua = FileSystem.absolute(lua)
    for path in [photo, lua] where path.contains(where: { $0 == "|" || $0.isNewline }) {
      throw ServerError.badRequest(
        "'\(path)' has a '|' or a line break, which the plug-in divides at.")
    }
    let (text, notes) = try luaText(of: content)
    do {
      try AtomicFile(path: lua, existing: .replace).write([Array(text.utf8)])
    } catch {
      throw ServerError(codec: error)
    }
    switch way {
    case .socket(let host, let port):
      try await write("process|\(photo)|\(lua)\n", to: host, port: port, timeout: timeout)
      return Sent(settingsPath: lua, outputPath: nil, notes: notes)
    case .bridge(let address):
      let reply = try await HTTPClient(address, timeout: timeout, limit: 1 << 20).post(
        "", ["photo_path": .string(photo), "xmp_path": .string(lua)])
      guard reply["status"] == "success" else {
        throw ServerError.environment("The bridge did not take it: \(reply.text(pretty: false))")
      }
      return Sent(
        settingsPath: lua, outputPath: reply.optionalText(of: "output_path"), notes: notes)
    }
  }

  /// The settings as the Lua text that the plug-in executes.
  ///
  /// - Throws: ``ServerError/badRequest(_:)``.
  package func luaText(of content: [UInt8]) throws(ServerError) -> (text: String, notes: [String]) {
    switch try renderer.reader.parse(content) {
    case .develop(let settings): return (settings.roc(.lua), settings.notes)
    case .recipe(let recipe):
      let written = try renderer.reader.settings(of: recipe)
      return (written.settings.roc(.lua), written.notes)
    }
  }

  private func write(
    _ line: String, to host: String, port: Int, timeout: Duration
  ) async throws {
    do {
      let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .connectTimeout(.nanoseconds(Int64(timeout.inSeconds * 1e9)))
        .connect(host: host, port: port).get()
      try await channel.writeAndFlush(ByteBuffer(string: line))
      try await channel.close()
    } catch {
      throw ServerError.environment(
        "The plug-in does not listen on \(host):\(port) (\(error)); start Lightroom with it.")
    }
  }
}
