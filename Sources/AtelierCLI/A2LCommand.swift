import ArgumentParser
import Glibc

/// `atelier a2l`: starts `atelier-server`, which lies beside this program.
///
/// The servers are a program of their own, so that this one is built without their libraries.
struct A2LCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "a2l",
    abstract: "Stands in for Lightroom in JarvisArt's protocols (atelier-server).")

  @Argument(parsing: .captureForPassthrough, help: "What atelier-server takes; try a2l --help.")
  var arguments: [String] = []

  func run() throws {
    let program = try Self.server()
    // What this process ignores and blocks would stay so in the next one.
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    var none = sigset_t()
    // SAFETY: the set outlives the calls.
    unsafe sigemptyset(&none)
    unsafe pthread_sigmask(SIG_SETMASK, &none, nil)
    // SAFETY: the texts are copied and end with a null, as execv wants; it only comes back when it fails.
    var texts = unsafe ([program, "a2l"] + arguments).map { unsafe strdup($0) }
    unsafe texts.append(nil)
    unsafe execv(program, texts)
    throw UsageError(
      "\(program) cannot be started (\(StandardStreams.systemMessage(errno))); build it again.")
  }

  /// The program beside this one.
  private static func server() throws(UsageError) -> String {
    // SAFETY: realpath allocates a C string that is freed here.
    guard let real = unsafe realpath("/proc/self/exe", nil) else {
      throw UsageError("It cannot be told where this program lies; /proc is needed.")
    }
    defer { unsafe free(real) }
    let own = unsafe String(cString: real)
    let program = own[...(own.lastIndex(of: "/") ?? own.startIndex)] + "atelier-server"
    guard unsafe access(String(program), X_OK) == 0 else {
      throw UsageError(
        "\(program) is missing. Build it with 'swift build -c release --product atelier-server' and "
          + "put it beside atelier.")
    }
    return String(program)
  }
}
