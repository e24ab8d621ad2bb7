import ArgumentParser
import AtelierServer
import Glibc

/// The command of the servers; `atelier a2l` starts it.
@main
struct AtelierServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "atelier",
    abstract: "Serves renders: JarvisArt's protocols without Lightroom.",
    version: "0.1.0", subcommands: [A2LCommand.self])

  static func main() async {
    // A client that goes away while it is written to is an error of that call, not a signal.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as ServerError {
      say("atelier: \(error)")
      Glibc.exit(error.exitStatus)
    } catch is CancellationError {
      Glibc.exit(5)
    } catch {
      // Usage and help.
      if Self.exitCode(for: error) == .validationFailure {
        say("atelier: \(Self.message(for: error))\n\(Self.usageString())")
        Glibc.exit(2)
      }
      if Self.exitCode(for: error) == .success { Self.exit(withError: error) }
      say("atelier: \(error)")
      Glibc.exit(1)
    }
  }

  /// Writes a line to standard error.
  static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    // SAFETY: reads the bytes of the array. Where nobody listens, nothing is lost.
    unsafe bytes.withUnsafeBytes { _ = unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

extension ServerError {
  /// The exit status, the same as `atelier` has for such errors.
  fileprivate var exitStatus: Int32 {
    switch self {
    case .badRequest, .forbidden, .wrongState: 2
    case .notFound, .tooLarge: 3
    case .busy, .timedOut, .environment: 1
    }
  }
}
