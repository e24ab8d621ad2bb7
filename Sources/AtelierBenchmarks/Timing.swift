import Foundation

/// What is measured, and how often.
struct BenchmarkSettings {
  /// Small pictures and few runs, to see that everything works.
  var isQuick = false
  /// Number of workers.
  var jobs = ProcessInfo.processInfo.activeProcessorCount
  /// Names of the groups that run; nil for all.
  var only: Set<String>?
  /// A photo to work on in place of a made picture.
  var photo: String?
}

/// Times of a piece of work.
struct Timing {
  /// Milliseconds of each run, sorted.
  let milliseconds: [Double]

  /// Runs `work` once to warm up, then `count` times.
  init(runs count: Int, _ work: () async throws -> Void) async rethrows {
    try await work()
    var times: [Double] = []
    for _ in 0..<count {
      let start = ContinuousClock.now
      try await work()
      times.append((ContinuousClock.now - start) / .milliseconds(1))
    }
    milliseconds = times.sorted()
  }

  /// The middle one.
  var median: Double { milliseconds[milliseconds.count / 2] }

  /// Prints a line: name, median and range in milliseconds.
  func report(_ name: String) {
    let padded = name.padding(toLength: 44, withPad: " ", startingAt: 0)
    let range = String(
      format: "%9.1f ms   %.1f…%.1f", median, milliseconds.first ?? 0, milliseconds.last ?? 0)
    print(padded + range)
  }
}
