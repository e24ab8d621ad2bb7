/// Three channels of a row: red, green and blue, or hue, lightness and saturation.
struct PixelRow: Sendable {
  var red: [Float]
  var green: [Float]
  var blue: [Float]

  /// Number of pixels.
  var count: Int { red.count }
}
