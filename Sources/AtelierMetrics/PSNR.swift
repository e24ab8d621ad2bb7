import AtelierPixels
import Foundation

/// The peak signal-to-noise ratio of sRGB codes.
package enum PSNR {
  /// `10 · log10(255² / mean square difference)` over all channels of the codes 0…255, in decibels;
  /// infinite for equal pictures.
  ///
  /// - Throws: ``MetricsError`` when the sizes differ or there are no pixels.
  package static func between(
    _ one: DisplayedPicture, _ two: DisplayedPicture
  ) throws(MetricsError) -> Double {
    try DisplayedPicture.check(one, two)
    var sum = 0.0
    for (first, second) in zip(one.codes, two.codes) {
      for (a, b) in zip(first, second) { sum += Double((a - b) * (a - b)) }
    }
    return 10 * log10(255 * 255 / (sum / Double(3 * one.size.pixelCount)))
  }
}
