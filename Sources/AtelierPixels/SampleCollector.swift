import Synchronization

/// Keeps the strips of a picture in memory and puts them together.
public final class SampleCollector: PixelSink {
  /// Rows in each strip but the last.
  public let stripHeight: Int
  /// Depth of the samples.
  public let depth: SampleDepth
  private let strips = Mutex<[Int: Samples]>([:])

  /// Makes an empty one.
  public init(depth: SampleDepth = .eight, stripHeight: Int = 32) {
    self.depth = depth
    self.stripHeight = stripHeight
  }

  /// Takes a strip.
  public func accept(strip: Int, rows: Range<Int>, samples: Samples) {
    strips.withLock { $0[strip] = samples }
  }

  /// The 8-bit samples so far: R, G, B, R, G, B …, top row first. Empty for 16 bit.
  public var bytes: [UInt8] {
    ordered.flatMap { samples -> [UInt8] in
      if case .eight(let values) = samples { values } else { [] }
    }
  }

  /// The 16-bit samples so far, likewise. Empty for 8 bit.
  public var words: [UInt16] {
    ordered.flatMap { samples -> [UInt16] in
      if case .sixteen(let values) = samples { values } else { [] }
    }
  }

  private var ordered: [Samples] {
    strips.withLock { strips in strips.sorted { $0.key < $1.key }.map(\.value) }
  }
}
