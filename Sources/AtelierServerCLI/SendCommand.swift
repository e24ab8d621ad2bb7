import ArgumentParser
import AtelierServer

/// `a2l send`: hands settings to a real Lightroom.
struct SendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Hands a recipe or settings to a real Lightroom that has JarvisArt's plug-in.",
    discussion: """
      The settings are written as Lua, which the plug-in executes. Over the socket no reply is awaited, \
      because the plug-in never sends one; the picture appears in 'processed' beside the photo.
      """)

  @Argument(help: "The photo, as Lightroom's machine knows it.", completion: .file())
  var photo: String

  @Option(
    help: ArgumentHelp(
      "A recipe, XMP, .lrtemplate or ROC as Lua, JSON or Python text.", valueName: "file"),
    completion: .file())
  var settings: String

  @Option(help: ArgumentHelp("The plug-in's socket.", valueName: "host:port"))
  var socket = "127.0.0.1:7878"

  @Option(
    help: ArgumentHelp(
      "The HTTP bridge in place of the socket.", valueName: "http://host:7777"))
  var bridge: String?

  @Option(
    help: ArgumentHelp(
      "Where the Lua file is written; Lightroom must be able to read it (default: the settings' name with .atelier.lua).",
      valueName: "file"), completion: .file())
  var lua: String?

  @Option(help: ArgumentHelp("Seconds to wait for the connection.", valueName: "seconds"))
  var timeout = 30

  func validate() throws {
    guard bridge != nil || way != nil else {
      throw ValidationError(
        "--socket is '\(socket)'; it must be host:port, such as 127.0.0.1:7878.")
    }
    guard (1...3_600).contains(timeout) else {
      throw ValidationError("--timeout is \(timeout); it must lie in 1...3600.")
    }
  }

  func run() async throws {
    let content = try OpenFile(settings).read(upTo: 17 << 20)
    guard let way = bridge.map(LightroomSender.Way.bridge) ?? way else { return }
    let sent = try await LightroomSender().send(
      photo: photo, settings: content, lua: lua ?? settings + ".atelier.lua", by: way,
      timeout: .seconds(timeout))
    for note in sent.notes { AtelierServerCommand.say(note) }
    print(sent.outputPath ?? sent.settingsPath)
  }

  private var way: LightroomSender.Way? {
    guard let colon = socket.lastIndex(of: ":"),
      let port = Int(socket[socket.index(after: colon)...]), (1...65_535).contains(port)
    else { return nil }
    return .socket(host: String(socket[..<colon]), port: port)
  }
}
