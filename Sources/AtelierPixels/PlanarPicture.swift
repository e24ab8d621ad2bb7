/// A picture as three planes of linear Rec. 2020 light, the engine's working form.
///
/// Values are unbounded `Float`s; 1 is the white of the display or the sensor's saturation.
public struct PlanarPicture: Sendable {
  /// Width and height in pixels.
  public let size: PixelSize
  /// `width × height` values, top row first.
  public var red: [Float]
  /// `width × height` values, top row first.
  public var green: [Float]
  /// `width × height` values, top row first.
  public var blue: [Float]

  /// Makes a picture of three planes of `width × height` values each.
  public init(size: PixelSize, red: [Float], green: [Float], blue: [Float]) {
    precondition(
      red.count == size.pixelCount && green.count == red.count && blue.count == red.count,
      "each plane holds width × height values")
    self.size = size
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Makes a black picture.
  public init(size: PixelSize) {
    let plane = [Float](repeating: 0, count: size.pixelCount)
    self.init(size: size, red: plane, green: plane, blue: plane)
  }
}
