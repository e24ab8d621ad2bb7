public import AtelierPixels

/// What a RAW file says about its colours; the decoded picture has the as-shot balance applied.
public struct RawInfo: Hashable, Sendable {
  /// Maker and model, as LibRaw names them.
  public var camera: String
  /// Multipliers of the camera's red, green and blue that make the as-shot white neutral, green = 1.
  public var asShotMultipliers: SIMD3<Double>
  /// The same for daylight, or nil when unknown.
  public var daylightMultipliers: SIMD3<Double>?
  /// Camera values without white balance to CIE XYZ (D65 white), or nil when LibRaw has no matrix.
  public var cameraToXYZ: Matrix3?
}
