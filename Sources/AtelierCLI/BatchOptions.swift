import ArgumentParser
import Glibc

/// How a large batch is cut up and taken up again.
struct BatchOptions: ParsableArguments {
  @Flag(
    help: "One look for all photos: planned on a few of them, light and white balance matched.")
  var consistent = false

  @Flag(help: "Leave photos whose result is in the folder already; results are whole or absent.")
  var resume = false

  @Option(
    help: ArgumentHelp(
      "Only every n-th photo, beginning with the i-th; n calls with the same photos do them all.",
      valueName: "i/n"))
  var shard: String?

  func validate() throws {
    if let shard, OutputFolder.Shard(shard) == nil {
      throw ValidationError("--shard is '\(shard)'; it must be i/n with 1 ≤ i ≤ n, such as 2/4.")
    }
  }

  /// Whether the photo at a place of the batch belongs to this call.
  func holds(_ place: Int) -> Bool {
    shard.flatMap(OutputFolder.Shard.init)?.holds(place) ?? true
  }

  /// Whether a result is there and is to be left.
  func isDone(_ output: Output) -> Bool {
    guard resume, case .path(let path) = output else { return false }
    // SAFETY: the path is a C string for the call.
    return unsafe access(path, F_OK) == 0
  }
}
