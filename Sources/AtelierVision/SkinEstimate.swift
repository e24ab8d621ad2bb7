import AtelierKernels
import AtelierPixels
import Foundation

/// Finds skin by its colour alone.
package enum SkinEstimate {
  /// Long edge of the picture that is searched.
  private static let longEdge = 384

  /// Estimates the skin of a picture.
  ///
  /// Human skin of all complexions lies around 50° of hue with C* 10…45 (Xiao et al., Characterising
  /// the variations in ethnic skin colours, 2017); light skin is pinker, dark skin yellower.
  /// `grey` is the colour cast of the picture (``ColorCast/grey``): it is taken off, by as much as it
  /// is sure, before colours are judged. Wood, sand and hair have such colours too, so the confidence
  /// stays below 0.7; it is low where skin would cover almost nothing or almost everything.
  package static func find(in picture: LabPicture, cast: ColorCast? = nil) -> CoverageEstimate {
    let block = picture.block(longEdge: longEdge)
    let small = picture.reduced(longEdge: longEdge)
    let trust = Float(cast?.confidence ?? 0)
    let (greyA, greyB) = (
      trust * Float(cast?.grey.a ?? 0), trust * Float(cast?.grey.b ?? 0)
    )
    let slope = GaussianFilter(sigma: 1)(small.lightness, size: small.size)
      .gradientMagnitude(size: small.size)
    let likelihood = small.lightness.indices.map { index in
      Self.likelihood(small.lightness[index], small.a[index] - greyA, small.b[index] - greyB)
        * smoothStep(slope[index], 14, 5)
    }
    // Skin comes in patches: single pixels of its colour lose most of their coverage.
    let patches = GaussianFilter(sigma: 2.5)(likelihood, size: small.size)
    let coverage = zip(likelihood, patches).map { single, patch in
      min(0.4 * single + 0.8 * patch, 1) * smoothStep(patch, 0.15, 0.4)
    }
    let share = coverage.reduce(0, +) / Float(max(coverage.count, 1))
    let confidence = 0.7 * Double(smoothStep(share, 0.002, 0.02) * smoothStep(share, 0.6, 0.3))
    return CoverageEstimate(
      reduced: coverage, block: block, size: picture.size, confidence: confidence,
      method: "skin_color")
  }

  /// How well a colour suits skin, 0…1.
  private static func likelihood(_ lightness: Float, _ a: Float, _ b: Float) -> Float {
    let chroma = (a * a + b * b).squareRoot()
    guard lightness > 15, lightness < 97, chroma > 6, a > 0 else { return 0 }
    let hue = atan2(b, a) * 180 / .pi
    let deviation = (hue - 50) / 15
    return exp(-0.5 * deviation * deviation) * smoothStep(chroma, 7, 14)
      * smoothStep(chroma, 52, 38) * smoothStep(lightness, 18, 32) * smoothStep(lightness, 97, 90)
  }
}
