import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

/// The built server in a folder of its own with a photo and settings in it.
final class ServerProcess {
  /// JarvisArt's settings, the vector of the paper without its look.
  static let settings = """
    return { Exposure2012 = 0.96, Contrast2012 = 4, Highlights2012 = -58, Shadows2012 = 58,
      Whites2012 = 37, Blacks2012 = -13, Clarity2012 = 20, Dehaze = 25, Vibrance = 15,
      ["HueAdjustmentBlue"] = 10 }
    """

  let folder: TestFolder
  private(set) var ports: [String: Int] = [:]
  private var process = Process()
  private var arguments: [String]
  private let program: String
  private var starts = 0

  /// Starts a server with `photo.jpg` and `config.lua` in its only root.
  init(_ arguments: [String] = [], in folder: TestFolder? = nil) throws {
    self.folder = try folder ?? TestFolder()
    self.arguments = arguments
    program = try Self.program("atelier-server")
    try FileManager.default.createDirectory(
      atPath: self.folder.file("photos"), withIntermediateDirectories: true)
    try self.folder.write(TestPicture.encoded(), to: "photos/photo.jpg")
    try self.folder.write(Self.settings.utf8, to: "photos/config.lua")
    try start()
  }

  deinit { kill(SIGKILL) }

  /// A program beside the tests' own.
  static func program(_ name: String) throws -> String {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let path = URL(fileURLWithPath: tests).deletingLastPathComponent()
      .appendingPathComponent(name).path
    try #require(FileManager.default.isExecutableFile(atPath: path), "\(path) is not built")
    return path
  }

  /// Starts the server again, on the ports that it had.
  func start() throws {
    starts += 1
    let log = folder.file("log-\(starts)")
    try Data().write(to: URL(fileURLWithPath: log))
    process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let flags = ["tasks": "--task-port", "bridge": "--bridge-port", "socket": "--socket-port"]
    process.arguments =
      ["a2l", "serve", "--root", "photos", "--data", "data", "--results", "results"]
      + flags.sorted { $0.key < $1.key }.flatMap { [$1, "\(ports[$0] ?? 0)"] } + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: log)
    try process.run()
    let wanted = 3 - arguments.count { $0 == "--without" }
    for _ in 0..<600 {
      let open = try Self.events(log).filter { $0["event"] == "listening" }
      for event in open {
        guard case .string(let name)? = event["for"], case .string(let port)? = event["port"] else {
          continue
        }
        ports[name] = Int(port)
      }
      if open.count >= wanted { return }
      guard process.isRunning else { break }
      Thread.sleep(forTimeInterval: 0.05)
    }
    Issue.record("the server did not start: \(try String(contentsOfFile: log, encoding: .utf8))")
  }

  /// Sends a signal and waits for the end.
  @discardableResult
  func kill(_ number: Int32) -> Int32 {
    guard process.isRunning else { return process.terminationStatus }
    Foundation.kill(process.processIdentifier, number)
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// What the log of this start says.
  func log() throws -> [JSONValue] { try Self.events(folder.file("log-\(starts)")) }

  /// The address of a port.
  func address(_ name: String) -> String { "http://127.0.0.1:\(ports[name] ?? 0)" }

  /// Runs a JarvisArt program.
  func client(_ arguments: String...) throws -> JSONValue {
    let script = Repository.path("Tests/AtelierServerTests/Clients/jarvisart.py")
    let result = try ProcessRunner("/usr/bin/env", in: folder.path)(
      ["python3", script] + arguments)
    try #require(result.status == 0, "\(result.messages)")
    return try JSONValue(parsing: [UInt8](result.output))
  }

  /// Sends one request.
  ///
  /// - Returns: the status and the reply.
  func raw(
    _ method: String, _ address: String, json: String? = nil, files: [String] = [],
    headers: [String] = []
  ) throws -> (status: Int, reply: JSONValue) {
    let script = Repository.path("Tests/AtelierServerTests/Clients/jarvisart.py")
    let arguments =
      ["python3", script, "raw", method, address] + (json.map { ["--json", $0] } ?? [])
      + files.flatMap { ["--file", $0] } + headers.flatMap { ["--header", $0] }
    let result = try ProcessRunner("/usr/bin/env", in: folder.path)(arguments)
    try #require(result.status == 0, "\(result.messages)")
    let document = try JSONValue(parsing: [UInt8](result.output))
    guard case .number(let status)? = document["status"] else { return (0, .null) }
    return (Int(status), document["reply"] ?? .null)
  }

  private static func events(_ log: String) throws -> [JSONValue] {
    try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").compactMap {
      try? JSONValue(parsing: Array($0.utf8))
    }
  }
}

extension JSONValue {
  /// The items of a list.
  var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }

  /// The text, or "".
  var text: String { if case .string(let text) = self { text } else { "" } }
}
