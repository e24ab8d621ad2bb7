import AtelierCodecs
import Foundation

/// The folder that a batch writes into.
enum OutputFolder {
  /// Makes the folder where it is missing.
  ///
  /// - Throws: `CodecError.outputNotWritten`.
  static func make(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CodecError.outputNotWritten(
        path: path,
        reason: "the folder cannot be made; see that no file has its name and that the folder "
          + "around it can be written into")
    }
  }

  /// One part of several that a batch is cut into, as `2/4` says.
  struct Shard: Equatable {
    let number: Int
    let count: Int

    /// Reads `i/n`; nil where it is not 1 ≤ i ≤ n ≤ 10,000.
    init?(_ text: String) {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let number = parts[0], let count = parts[1],
        (1...10_000).contains(count), (1...count).contains(number)
      else { return nil }
      (self.number, self.count) = (number, count)
    }

    /// Whether the photo at a place of the whole batch belongs to it.
    func holds(_ place: Int) -> Bool { place % count == number - 1 }
  }

  /// Gives each photo a name of its own in the folder.
  struct Names {
    private var taken: Set<String> = []

    /// The photo's own name; RAW and other formats that are only read become JPEG, and a name that
    /// two photos share gets a number.
    mutating func path(for source: PictureSource, in folder: String) -> String {
      let file = source.name.split(separator: "/").last.map(String.init) ?? "photo"
      let format = PictureFormat(path: file)
      let isKept = format?.isWritable == true
      let dot = file.lastIndex(of: ".") ?? file.endIndex
      let stem = format == nil ? file : String(file[..<dot])
      let ending = isKept ? String(file[dot...]) : ".jpg"
      var name = stem + ending
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(stem)-\(number)\(ending)"
        number += 1
      }
      return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }
  }
}
