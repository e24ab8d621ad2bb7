import AtelierPixels
import Synchronization

/// What workers take one after the other of a render: strips, and parts of the last ones, so that no worker
/// waits for the last strip of another.
final class StripPieces: Sendable {
  /// A strip or a part of one.
  struct Piece {
    let strip: Int
    let part: Int
    let rows: Range<Int>
  }

  private let height: Int
  private let stripHeight: Int
  private let pieces: [Piece]
  /// The samples of strips of which parts are missing, by strip and part.
  private let unfinished = Mutex<[Int: [Int: Samples]]>([:])

  /// Parts of each strip that is divided.
  private static let parts = 4

  init(height: Int, stripHeight: Int, jobs: Int) {
    self.height = height
    self.stripHeight = stripHeight
    let strips = (height + stripHeight - 1) / stripHeight
    // One worker has nobody to wait for.
    let whole = jobs > 1 ? max(0, strips - jobs) : strips
    var pieces: [Piece] = []
    for strip in 0..<strips {
      let first = strip * stripHeight
      let count = min(stripHeight, height - first)
      let parts = strip < whole ? 1 : min(Self.parts, count)
      for part in 0..<parts {
        let rows = (first + part * count / parts)..<(first + (part + 1) * count / parts)
        pieces.append(Piece(strip: strip, part: part, rows: rows))
      }
    }
    self.pieces = pieces
  }

  var count: Int { pieces.count }

  subscript(index: Int) -> Piece { pieces[index] }

  /// The rows of a strip.
  func rows(of strip: Int) -> Range<Int> {
    (strip * stripHeight)..<min((strip + 1) * stripHeight, height)
  }

  /// Takes the samples of a piece.
  ///
  /// - Returns: those of the whole strip, to the worker that brings its last part.
  func join(_ piece: Piece, _ samples: Samples) -> Samples? {
    let rows = rows(of: piece.strip)
    guard piece.rows != rows else { return samples }
    let parts: [Int: Samples]? = unfinished.withLock { unfinished in
      unfinished[piece.strip, default: [:]][piece.part] = samples
      guard unfinished[piece.strip]?.count == min(Self.parts, rows.count) else { return nil }
      return unfinished.removeValue(forKey: piece.strip)
    }
    return parts.map { parts in Samples(joining: parts.sorted { $0.key < $1.key }.map(\.value)) }
  }
}

extension Samples {
  /// Samples of one depth, one after the other.
  fileprivate init(joining parts: [Samples]) {
    var (bytes, words): ([UInt8], [UInt16]) = ([], [])
    for part in parts {
      switch part {
      case .eight(let values): bytes += values
      case .sixteen(let values): words += values
      }
    }
    self = words.isEmpty ? .eight(bytes) : .sixteen(words)
  }
}
