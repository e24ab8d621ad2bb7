import AtelierCodecs
import AtelierPixels
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

/// The built command in a folder of its own with a photo in it.
struct Command {
  let folder: TestFolder
  private let runner: ProcessRunner

  /// Makes a folder with `photo.jpg`.
  init(environment: [String: String] = [:]) throws {
    folder = try TestFolder()
    try folder.write(TestPicture.encoded(), to: "photo.jpg")
    // Styles that the user has learned, and a planner that is configured, change nothing here.
    let own = [
      "ATELIER_STYLES": folder.file("styles"), "XDG_CONFIG_HOME": folder.file("config"),
      "ATELIER_PLANNER": "", "ATELIER_MODEL": "", "ATELIER_PLANNER_TOKEN": "",
    ]
    runner = ProcessRunner(
      try Self.program(), in: folder.path,
      environment: own.merging(environment) { _, given in given })
  }

  /// Path of the built `atelier`, which lies beside the tests' own program.
  static func program() throws -> String {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = URL(fileURLWithPath: tests).deletingLastPathComponent()
      .appendingPathComponent("atelier").path
    try #require(FileManager.default.isExecutableFile(atPath: program), "\(program) is not built")
    return program
  }

  /// Runs `atelier` with arguments.
  func callAsFunction(
    _ arguments: String..., input: Data? = nil, output: String? = nil,
    signal: (number: Int32, after: Duration)? = nil
  ) throws -> ProcessRunner.Result {
    try runner(arguments, input: input, output: output, signal: signal)
  }

  /// Runs `atelier` with a list of arguments.
  func run(_ arguments: [String], output: String? = nil) throws -> ProcessRunner.Result {
    try runner(arguments, output: output)
  }
}

extension ProcessRunner.Result {
  /// Standard output as the one JSON document that it must be.
  func document() throws -> JSONValue { try JSONValue(parsing: [UInt8](output)) }
}

extension JSONValue {
  /// The items of a list.
  var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
}
