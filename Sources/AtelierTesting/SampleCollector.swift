package import AtelierPixels
import Synchronization

/// Keeps the 8-bit strips of a render as one picture.
package final class SampleCollector: PixelSink {
  /// Rows in each strip but the last.
  package let stripHeight = 32
  /// 8 bit.
  package let depth = SampleDepth.eight
  private let width: Int
  private let samples: Mutex<[UInt8]>

  /// Makes room for a picture.
  package init(size: PixelSize) {
    width = size.width
    samples = Mutex([UInt8](repeating: 0, count: 3 * size.pixelCount))
  }

  /// Takes a strip.
  package func accept(strip: Int, rows: Range<Int>, samples: Samples) {
    guard case .eight(let values) = samples else { return }
    self.samples.withLock {
      $0.replaceSubrange(
        (3 * width * rows.lowerBound)..<(3 * width * rows.upperBound), with: values)
    }
  }

  /// The whole picture: R, G, B, R, G, B …, top row first.
  package var codes: [UInt8] { samples.withLock { $0 } }
}
