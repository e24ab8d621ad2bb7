import AtelierPixels
import AtelierVision
import Testing

@Suite("L*a*b* pictures")
struct LabPictureTests {
  // skimage.color.rgb2lab (scikit-image 0.26).
  @Test(
    "colours have the coordinates that scikit-image gives",
    arguments: [
      ([255, 0, 0], [53.2406, 80.0923, 67.2028]), ([0, 255, 0], [87.7351, -86.1830, 83.1797]),
      ([0, 0, 255], [32.2957, 79.1856, -107.8573]), ([128, 128, 128], [53.5850, 0, 0]),
      ([1, 2, 3], [0.5098, -0.1225, -0.4705]), ([200, 150, 120], [66.0978, 14.8498, 23.1328]),
    ])
  func reference(color: [Int], expected: [Float]) {
    let lab = LabPicture(SyntheticScene.plain(color, width: 3, height: 2))
    for (value, wanted) in zip([lab.lightness[5], lab.a[5], lab.b[5]], expected) {
      #expect(abs(value - wanted) < 0.03)
    }
  }

  @Test("every grey is neutral, and lightness rises with it")
  func greys() {
    let size = PixelSize(width: 256, height: 1)
    let codes = (0..<768).map { $0 / 3 }
    let lab = LabPicture(SyntheticScene.planar(codes, size: size))
    for code in 0..<256 {
      #expect(abs(lab.a[code]) < 0.01 && abs(lab.b[code]) < 0.01)
      if code > 0 { #expect(lab.lightness[code] > lab.lightness[code - 1]) }
    }
    #expect(abs(lab.lightness[0]) < 1e-4 && abs(lab.lightness[255] - 100) < 1e-3)
  }

  @Test("light beyond the gamut, NaN and infinity become finite colours")
  func hostileLight() {
    let values: [Float] = [-4, .nan, .infinity, -.infinity, 1e30, 2]
    let picture = PlanarPicture(
      size: PixelSize(width: 6, height: 1), red: values, green: values.reversed(), blue: values)
    let lab = LabPicture(picture)
    for plane in [lab.lightness, lab.a, lab.b, lab.red, lab.green, lab.blue] {
      #expect(plane.allSatisfy { $0.isFinite })
    }
    #expect(lab.lightness.allSatisfy { $0 > -0.001 && $0 < 100.001 })
  }
}
