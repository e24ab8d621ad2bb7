import Foundation

// AtelierFuzz [--seconds N] [--seed S] [--only NAME,NAME]   runs all targets for N seconds together
// AtelierFuzz --case NAME SEED [--write FILE]               runs one input, or writes it to a file
// AtelierFuzz --work NAME SEED SECONDS                      what the supervisor starts

/// Says how the program is used and ends it.
func stop(_ message: String) -> Never {
  FileHandle.standardError.write(Data("AtelierFuzz: \(message)\n".utf8))
  exit(2)
}

func fuzzTarget(_ name: String) throws -> FuzzTarget {
  guard let target = try FuzzTarget.named(name) else {
    stop("there is no target '\(name)'; there are \(FuzzTarget.names.joined(separator: ", "))")
  }
  return target
}

/// The flags of a command line.
struct Arguments {
  private var words: [String]

  init(_ words: [String]) { self.words = words }

  var isEmpty: Bool { words.isEmpty }

  /// Removes a flag and its values.
  mutating func take(_ flag: String, values count: Int = 1) -> [String]? {
    guard let index = words.firstIndex(of: flag) else { return nil }
    guard words.count > index + count else { stop("\(flag) takes \(count) values") }
    defer { words.removeSubrange(index...(index + count)) }
    return Array(words[(index + 1)...(index + count)])
  }
}

var arguments = Arguments(Array(CommandLine.arguments.dropFirst()))
if let work = arguments.take("--work", values: 3) {
  guard let seed = UInt64(work[1]), let seconds = Double(work[2]) else { stop("no number") }
  try Worker(target: fuzzTarget(work[0])).run(from: seed, for: seconds)
} else if let one = arguments.take("--case", values: 2) {
  guard let seed = UInt64(one[1]) else { stop("'\(one[1])' is no seed") }
  let target = try fuzzTarget(one[0])
  let input = Mutator(corpus: target.corpus).input(seed: seed)
  if let file = arguments.take("--write")?.first {
    try Data(input).write(to: URL(fileURLWithPath: file))
  } else {
    target.feed(input)
    print("\(target.name) \(seed): \(input.count) bytes, no crash")
  }
} else {
  let seconds = Double(arguments.take("--seconds")?.first ?? "60")
  let seed = UInt64(arguments.take("--seed")?.first ?? "1")
  let only = arguments.take("--only")?.first?.split(separator: ",").map(String.init)
  guard let seconds, seconds > 0, let seed, arguments.isEmpty else {
    stop("usage: AtelierFuzz [--seconds N] [--seed S] [--only NAME,NAME]")
  }
  let names = only ?? FuzzTarget.names
  for name in names where !FuzzTarget.names.contains(name) { _ = try fuzzTarget(name) }
  let supervisor = Supervisor(secondsEach: seconds / Double(names.count), seed: seed)
  var failed = 0
  for name in names where try !supervisor.run(name) { failed += 1 }
  if failed > 0 {
    print("\(failed) of \(names.count) targets failed")
    exit(1)
  }
}
