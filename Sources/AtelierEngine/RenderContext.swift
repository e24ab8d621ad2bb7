package import AtelierPixels

/// What a kernel may know about the render beside its parameters.
package struct RenderContext: Sendable {
  /// Size of the result.
  package var size: PixelSize
  /// Pixels of the result for one pixel of the photo at full size; at most 1. Radii in pixels are
  /// multiplied by it, so that previews predict the full size.
  package var scale: Double
  /// What the first pass found.
  package var maps: SceneMaps
  /// How the light of the source was recorded.
  package var light: SourceLight
}

/// Where a strip lies.
package struct StripPosition: Sendable {
  /// Column of the first pixel.
  package var x: Int
  /// Row.
  package var y: Int
  /// Size of the whole result.
  package var size: PixelSize
}

/// How the light of a source was recorded.
public struct SourceLight: Sendable, Hashable {
  /// Whether the picture was developed from sensor data by us, so that Kelvin have a meaning.
  public var isRaw: Bool
  /// Whether the temperature and tint are known, of sensor data or by settings that the picture
  /// carries; otherwise daylight is assumed and Kelvin have no meaning.
  public var isKnown: Bool
  /// Correlated colour temperature to which the decoded picture is balanced.
  public var kelvin: Double
  /// Distance of that white from the Planckian locus in CIE 1960 uv, times 3,000 (Lightroom's tint).
  public var tint: Double

  /// Makes a description; a rendered picture is taken as balanced to daylight.
  public init(isRaw: Bool = false, kelvin: Double = 5500, tint: Double = 0) {
    self.isRaw = isRaw
    isKnown = isRaw
    self.kelvin = kelvin
    self.tint = tint
  }
}
