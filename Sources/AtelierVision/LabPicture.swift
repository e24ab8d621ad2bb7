package import AtelierPixels

/// A picture as CIE L*a*b* relative to D65, clipped to the sRGB gamut, for measuring.
///
/// Values are those of an sRGB picture that shows the same light: L* 0…100, a* and b* about ±100.
/// NaN counts as black. Pixels lie in rows, top row first.
package struct LabPicture: Sendable {
  /// Width and height in pixels.
  package let size: PixelSize
  /// L* of each pixel.
  package let lightness: [Float]
  /// a* (green to magenta) of each pixel.
  package let a: [Float]
  /// b* (blue to yellow) of each pixel.
  package let b: [Float]
  /// Linear sRGB red of each pixel, clipped to 0…1.
  package let red: [Float]
  /// Linear sRGB green of each pixel, clipped to 0…1.
  package let green: [Float]
  /// Linear sRGB blue of each pixel, clipped to 0…1.
  package let blue: [Float]
  /// Planes derived from these, computed when first asked for.
  let derived = DerivedPlanes()

  /// Converts a picture of linear Rec. 2020 light.
  package init(_ picture: PlanarPicture) {
    self.init(picture, in: .working)
  }

  /// Converts a picture of linear light of any colour space.
  private init(_ picture: PlanarPicture, in space: RGBColorSpace) {
    size = picture.size
    let blank = [Float](repeating: 0, count: size.pixelCount)
    var (lightness, a, b) = (blank, blank, blank)
    var (red, green, blue) = (blank, blank, blank)
    Self.convert(picture, in: space, &red, &green, &blue, &lightness, &a, &b)
    (self.lightness, self.a, self.b) = (lightness, a, b)
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  private static func convert(
    _ picture: PlanarPicture, in space: RGBColorSpace, _ red: inout [Float],
    _ green: inout [Float], _ blue: inout [Float], _ lightness: inout [Float],
    _ a: inout [Float], _ b: inout [Float]
  ) {
    var redSpan = red.mutableSpan
    var greenSpan = green.mutableSpan
    var blueSpan = blue.mutableSpan
    var lightnessSpan = lightness.mutableSpan
    var aSpan = a.mutableSpan
    var bSpan = b.mutableSpan
    LabConversion(from: space).apply(
      picture.red.span, picture.green.span, picture.blue.span,
      light: &redSpan, &greenSpan, &blueSpan, lab: &lightnessSpan, &aSpan, &bSpan)
  }

  /// CIE Y of a pixel relative to white, 0…1.
  func luminance(at index: Int) -> Float {
    0.2126 * red[index] + 0.7152 * green[index] + 0.0722 * blue[index]
  }

  /// C* of a pixel, the distance of its colour from grey.
  func chroma(at index: Int) -> Float {
    (a[index] * a[index] + b[index] * b[index]).squareRoot()
  }

  /// Pixels on the side of the square blocks over which ``reduced(longEdge:)`` averages.
  func block(longEdge limit: Int) -> Int {
    max(1, (size.longEdge + limit - 1) / limit)
  }

  /// The picture with its light averaged over square blocks, neither side longer than a limit.
  func reduced(longEdge limit: Int) -> LabPicture {
    let block = block(longEdge: limit)
    guard block > 1 else { return self }
    let light = PlanarPicture(
      size: size.divided(by: block), red: red.averaged(over: block, size: size),
      green: green.averaged(over: block, size: size), blue: blue.averaged(over: block, size: size))
    return LabPicture(light, in: .sRGB)
  }
}
