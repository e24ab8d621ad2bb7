import Foundation
import Glibc

/// Takes old results away: folders of the result folder that this server made, one a picture.
///
/// Whatever else lies there stays: folders of other names, and those that hold anything but the picture.
struct ResultSweep: Sendable {
  /// The folder of the results.
  let folder: String
  /// Results older than this go; nil keeps them.
  let age: Duration?
  /// The oldest go until the rest takes no more bytes; nil for any number.
  let bytes: Int?

  /// A result that is younger is never taken away, so that whoever asked can fetch it.
  private static let grace = 60.0

  private struct Result {
    let path: String
    let bytes: Int
    let madeAt: Double
  }

  /// Takes away what is too old or too much.
  ///
  /// - Parameter now: seconds since 1970.
  /// - Returns: the number of results that were taken away.
  func run(now: Double) -> Int {
    guard age != nil || bytes != nil else { return 0 }
    let results = FileSystem.names(in: folder).compactMap { result($0) }
      .sorted { $0.madeAt < $1.madeAt }
    var total = results.reduce(0) { $0 + $1.bytes }
    var count = 0
    for result in results {
      let seconds = now - result.madeAt
      let isOld = age.map { seconds > $0.inSeconds } ?? false
      let isTooMuch = bytes.map { total > $0 } ?? false
      guard seconds > Self.grace else { break }
      guard isOld || isTooMuch else { break }
      FileSystem.remove("\(result.path)/\(Self.picture)")
      FileSystem.removeFolder(result.path)
      total -= result.bytes
      count += 1
    }
    return count
  }

  private static let picture = "processed.jpg"

  private func result(_ name: String) -> Result? {
    guard let id = UUID(uuidString: name), id.uuidString.lowercased() == name else { return nil }
    let path = "\(folder)/\(name)"
    guard !FileSystem.isLink(path), FileSystem.names(in: path) == [Self.picture] else { return nil }
    var status = stat()
    // SAFETY: `status` outlives the call; the path is a C string for it.
    guard unsafe lstat("\(path)/\(Self.picture)", &status) == 0, status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return Result(
      path: path, bytes: Int(status.st_size), madeAt: Double(status.st_mtim.tv_sec))
  }
}
