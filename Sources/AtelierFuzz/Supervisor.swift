import Foundation

/// Runs a target in this process and tells the supervisor which input it is at.
struct Worker {
  let target: FuzzTarget

  /// Feeds inputs of growing seeds until the time is over; the first ones are the corpus itself.
  func run(from seed: UInt64, for seconds: Double) {
    let mutator = Mutator(corpus: target.corpus)
    for input in target.corpus { target.feed(input) }
    let start = ContinuousClock.now
    var current = seed
    while ContinuousClock.now - start < .seconds(seconds) {
      say(current)
      target.feed(mutator.input(seed: current))
      current += 1
    }
    say(current)
  }

  /// Writes the seed as eight bytes; the pipe keeps them when this process dies.
  private func say(_ seed: UInt64) {
    FileHandle.standardOutput.write(
      Data((0..<8).map { UInt8(truncatingIfNeeded: seed >> (8 * UInt64($0))) }))
  }
}

/// Runs targets in processes of their own, so that crashes and hangs are findings, not ends.
struct Supervisor {
  let secondsEach: Double
  let seed: UInt64

  /// The longest that one input may take, in seconds; the inputs are tiny.
  static let longestInput = 20.0

  /// Runs a target.
  ///
  /// - Returns: whether it withstood.
  func run(_ name: String) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    process.arguments = ["--work", name, "\(seed)", "\(secondsEach)"]
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()

    let progress = Progress(output.fileHandleForReading)
    let messages = Progress(errors.fileHandleForReading)
    var isHanging = false
    while process.isRunning {
      Thread.sleep(forTimeInterval: 0.05)
      if progress.idleSeconds > Self.longestInput {
        isHanging = true
        process.terminate()
        Thread.sleep(forTimeInterval: 0.2)
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      }
    }
    process.waitUntilExit()
    let last = progress.lastSeed
    let count = last.map { $0 - seed } ?? 0
    guard isHanging || process.terminationStatus != 0 || process.terminationReason != .exit
    else {
      print("\(name): \(count) inputs withstood")
      return true
    }
    let what =
      isHanging
      ? "took longer than \(Int(Self.longestInput)) s"
      : "ended with \(process.terminationReason == .exit ? "status" : "signal") "
        + "\(process.terminationStatus)"
    print(
      """
      \(name): FAILED, seed \(last.map { "\($0)" } ?? "none (an input of the corpus)") \(what)
        again: AtelierFuzz --case \(name) \(last ?? seed)
        input: AtelierFuzz --case \(name) \(last ?? seed) --write FILE
      \(messages.tail)
      """)
    return false
  }
}
