import Foundation

/// How far what should be grey is from grey, by several methods, in a* and b*.
public struct ColorCast: Sendable, Codable, Hashable {
  /// A colour without its lightness.
  public struct Shift: Sendable, Codable, Hashable {
    /// Green (negative) to magenta.
    public var a: Double
    /// Blue (negative) to yellow.
    public var b: Double
  }

  /// Mean of all pixels.
  public var mean: Shift
  /// Mean of the mid-tones (L* 20…90) with C* below 15; zero where there are none.
  public var neutrals: Shift
  /// Share of the picture that these are.
  public var neutralShare: Double
  /// How a grey of L* 70 looks under the light that the picture was probably taken in.
  public var grey: Shift
  /// The light's linear sRGB values, with a luminance of 1; greys have its proportions.
  public var light: [Double]
  /// How far to trust `grey`, 0…1: high where the methods agree.
  public var confidence: Double
  /// What each method finds: `grey_world`, `grey_edge` and `white_patch`, where it finds anything.
  public var methods: [String: Shift]

  private enum CodingKeys: String, CodingKey {
    case mean, neutrals, grey, light, confidence, methods
    case neutralShare = "neutral_share"
  }
}
