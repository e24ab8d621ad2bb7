package import Foundation

/// Runs a program and gathers what it says.
package struct ProcessRunner: Sendable {
  /// What a finished program left.
  package struct Result: Sendable {
    /// The exit status, or 128 + n after signal n.
    package let status: Int32
    /// Standard output.
    package let output: Data
    /// Standard error as text.
    package let messages: String

    /// Standard output as text.
    package var text: String { String(decoding: output, as: UTF8.self) }
  }

  private let program: String
  private let folder: String
  private let environment: [String: String]

  /// Prepares runs of a program in a folder, with variables beside those of the tests.
  package init(_ program: String, in folder: String, environment: [String: String] = [:]) {
    self.program = program
    self.folder = folder
    self.environment = environment
  }

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: the command line.
  ///   - input: standard input; nil for an empty one.
  ///   - output: a file that takes standard output in place of the result.
  ///   - signal: a signal that is sent after a delay, counted from when the program handles it.
  /// - Returns: exit status and output.
  /// - Throws: what starting it throws.
  package func callAsFunction(
    _ arguments: [String], input: Data? = nil, output: String? = nil,
    signal: (number: Int32, after: Duration)? = nil
  ) throws -> Result {
    // Files, not pipes: nothing has to be read while the program runs.
    let scratch = try TestFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
    try scratch.write(input ?? Data(), to: "in")
    try scratch.write([], to: "out")
    try scratch.write([], to: "messages")
    process.standardInput = FileHandle(forReadingAtPath: scratch.file("in"))
    process.standardOutput = FileHandle(forWritingAtPath: output ?? scratch.file("out"))
    process.standardError = FileHandle(forWritingAtPath: scratch.file("messages"))
    try process.run()
    if let signal {
      if signal.number != SIGKILL { awaitHandler(of: signal.number, in: process) }
      Thread.sleep(forTimeInterval: signal.after / .seconds(1))
      kill(process.processIdentifier, signal.number)
    }
    process.waitUntilExit()
    let code = process.terminationStatus
    return Result(
      status: process.terminationReason == .exit ? code : 128 + code,
      output: try scratch.read("out"),
      messages: String(decoding: try scratch.read("messages"), as: UTF8.self))
  }

  /// Waits until a program has its handler for a signal, or has ended.
  private func awaitHandler(of number: Int32, in process: Process) {
    while process.isRunning {
      let status =
        (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8))
      let caught = status?.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
      let mask =
        caught.flatMap { UInt64($0.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16) }
        ?? 0
      if mask >> UInt64(number - 1) & 1 == 1 { return }
      Thread.sleep(forTimeInterval: 0.002)
    }
  }
}
