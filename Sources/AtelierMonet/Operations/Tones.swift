import Foundation

/// Highlights and shadows: shifts brightness where a soft mask over it says so.
///
/// With L the luma of the encoded values, a mask rises from its lower end and falls to its upper one;
/// L moves by half of the strength times the mask, and all channels by the same factor. White and
/// black never move.
///
/// - Domain: encoded values.
/// - Identity: both 0, which is skipped.
struct MonetTones {
  private let highlights: Float
  private let shadows: Float
  private let lower = Mask(from: 0, to: 0.65, softness: 0.13)
  private let upper = Mask(from: 0.35, to: 1, softness: 0.5)

  /// Makes the operation of values in −1…1; nil for the identity.
  init?(highlights: Double, shadows: Double) {
    guard highlights != 0 || shadows != 0 else { return nil }
    self.highlights = Float(0.5 * (0.3 * highlights))
    self.shadows = Float(0.5 * (0.1 * shadows))
  }

  func callAsFunction(_ row: inout PixelRow) {
    for x in 0..<row.count {
      let (r, g, b) = (row.red[x], row.green[x], row.blue[x])
      let luma = 0.299 * r + 0.587 * g + 0.114 * b
      let moved = luma + shadows * lower(luma) + highlights * upper(luma)
      let ratio = moved / (luma + 1e-8)
      row.red[x] = min(max(r * ratio, 0), 1)
      row.green[x] = min(max(g * ratio, 0), 1)
      row.blue[x] = min(max(b * ratio, 0), 1)
    }
  }

  /// A mask over brightness with soft ends.
  private struct Mask {
    private let start: Float
    private let fall: Float
    private let riseWidth: Float
    private let fallWidth: Float

    init(from low: Double, to high: Double, softness: Double) {
      let soft = max(softness * (high - low), 1e-8)
      start = Float(low)
      fall = Float(high - soft)
      riseWidth = Float(low + soft - low + 1e-8)
      fallWidth = Float(high - (high - soft) + 1e-8)
    }

    @inline(__always)
    func callAsFunction(_ value: Float) -> Float {
      min(max(min(step(value - start, riseWidth), 1 - step(value - fall, fallWidth)), 0), 1)
    }

    @inline(__always)
    private func step(_ distance: Float, _ width: Float) -> Float {
      let t = min(max(distance / width, 0), 1)
      return t * t * (3 - 2 * t)
    }
  }
}
