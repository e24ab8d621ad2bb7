import Foundation

// AtelierBenchmarks [--quick] [--jobs N] [--only NAME,NAME] [--photo FILE]
//
// Times what the public calls of the package cannot reach: each operation of the catalog, the fused
// point operations, previews and plans. `--quick` takes a small picture and few runs, to see that
// everything works; its numbers mean nothing.

/// Says how the program is used and ends it.
func stop(_ message: String) -> Never {
  FileHandle.standardError.write(Data("AtelierBenchmarks: \(message)\n".utf8))
  exit(2)
}

var words = Array(CommandLine.arguments.dropFirst())
var settings = BenchmarkSettings()
while !words.isEmpty {
  let flag = words.removeFirst()
  switch (flag, words.first) {
  case ("--quick", _): settings.isQuick = true
  case ("--jobs", let value?):
    guard let jobs = Int(value), jobs > 0 else { stop("--jobs takes a number of at least 1") }
    settings.jobs = jobs
    words.removeFirst()
  case ("--only", let value?):
    settings.only = Set(value.split(separator: ",").map(String.init))
    words.removeFirst()
  case ("--photo", let value?):
    settings.photo = value
    words.removeFirst()
  default:
    stop("usage: AtelierBenchmarks [--quick] [--jobs N] [--only NAME,NAME] [--photo FILE]")
  }
}
try await Suite(settings).run()
