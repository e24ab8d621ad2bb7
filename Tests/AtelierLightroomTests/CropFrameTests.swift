import AtelierRecipe
import Testing

@testable import AtelierLightroom

@Suite("Crops")
struct CropFrameTests {
  private let size = SIMD2(6000.0, 4000.0)

  @Test("a crop comes back from a recipe in all orientations", arguments: 1...8)
  func thereAndBack(orientation: Int) {
    for degrees in [0.0, 3.5, -12] {
      let upright = CropFrame.turnedSize(size, orientation)
      let crop = SIMD4(0.1, 0.2, 0.7, 0.9)
      let frame = CropFrame(crop: crop, degrees: degrees, in: upright)
      let corners = frame.turned(by: CropFrame.inverse(orientation), from: upright)
      let stored = corners.corners(in: size)
      let again = CropFrame(
        left: stored.x, top: stored.y, right: stored.z, bottom: stored.w, degrees: corners.degrees,
        in: size
      ).turned(by: orientation, from: size)
      let result = again.crop(in: upright)
      #expect((result.crop - crop).max() < 1e-9 && (crop - result.crop).max() < 1e-9)
      #expect(abs(again.degrees - degrees) < 1e-9)
      #expect(!result.isCut)
    }
  }

  @Test("the stored upper left corner lies where the camera was held")
  func corners() {
    // Stored pixels of orientation 6 are turned clockwise: their left side becomes the top.
    let frame = CropFrame(left: 0, top: 0, right: 0.25, bottom: 1, degrees: 0, in: size)
    #expect(frame.turned(by: 6, from: size).crop(in: [4000, 6000]).crop == [0, 0, 1, 0.25])
    #expect(frame.turned(by: 8, from: size).crop(in: [4000, 6000]).crop == [0, 0.75, 1, 1])
    #expect(frame.turned(by: 2, from: size).crop(in: size).crop == [0.75, 0, 1, 1])
    #expect(frame.turned(by: 3, from: size).crop(in: size).crop == [0.75, 0, 1, 1])
  }

  @Test("a mirrored picture turns the other way")
  func mirrored() {
    let frame = CropFrame(crop: [0.2, 0.2, 0.8, 0.8], degrees: 5, in: size)
    #expect(abs(frame.turned(by: 2, from: size).degrees + 5) < 1e-9)
    #expect(abs(frame.turned(by: 3, from: size).degrees - 5) < 1e-9)
    #expect(abs(frame.turned(by: 6, from: size).degrees - 5) < 1e-9)
  }

  @Test("HasCrop False and crops that leave nothing change nothing")
  func noCrop() throws {
    let mapping = RecipeMapping(catalog: builtInCatalog)
    for text in [
      "{CropLeft = 0.2, HasCrop = false}", "{CropLeft = 0.9, CropRight = 0.1}",
      "{CropLeft = 1.2, CropRight = 1.5, CropTop = 0, CropBottom = 1}",
    ] {
      let settings = try DevelopSettings(bytes(text))
      #expect(mapping.recipe(from: settings).recipe == Recipe(), "\(text)")
    }
    let turned = try DevelopSettings(
      bytes("{CropLeft = 0.1, CropRight = 0.9, CropTop = 0.1, CropBottom = 0.9, CropAngle = 2}"))
    let report = mapping.recipe(from: turned).report
    #expect(report.entries.contains { $0.key == "CropAngle" && $0.reason.contains("3:2") })
  }
}
