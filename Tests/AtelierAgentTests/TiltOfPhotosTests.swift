import AtelierCodecs
import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import AtelierTesting
import AtelierVision
import Testing

/// The lean of real photographs that are turned by known angles.
@Suite("Tilt of real photos")
struct TiltOfPhotosTests {
  /// Photos with lines to level by: a bus, a jetty, two seas, a terrace, a bust.
  static let names = [
    "debian/labelme_voc_2011_000025_bus.jpg", "debian/plasma_ColdRipple.jpg",
    "pairs_fivek_expertC/a0535_before.png", "experts_ABCDE/a1384-dvf_095_A.jpg",
    "exposure/a4874-20090320_at_19h15m51__MG_0126_N1.5.JPG", "wb/07.JPG",
  ]
  static let photos = names.compactMap(Repository.sharedPhoto)
  /// Photos of flowers, fur and branches, with nothing to level by.
  static let shapeless = [
    "debian/libjxl_blossom.png", "debian/mate_TwoWings.jpg", "debian/plasma_OneStandsOut.jpg",
    "debian/lomiri_life_by_Aitzol_Berasategi.jpg", "debian/opencv_squirrel.jpg",
  ].compactMap(Repository.sharedPhoto)

  private let engine = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn)

  private func tilt(_ picture: Picture, turned degrees: Double) async throws -> TiltEstimate? {
    let prepared = try await engine.prepare(
      picture, geometry: degrees == 0 ? [:] : ["straighten": ["degrees": .number(degrees)]],
      jobs: 2)
    return TiltEstimate(of: LabPicture(prepared.overview))
  }

  @Test(
    "what is claimed is right within half a degree, and most is claimed",
    .enabled(if: photos.count == names.count, "shared/photos is absent"))
  func turned() async throws {
    var (claimed, asked) = (0, 0)
    for path in Self.photos {
      let picture = try PictureReader.read(.path(path)).picture
      let base = try #require(try await tilt(picture, turned: 0), "\(path)")
      for angle in [-5, -2, 1.5, 3.5] {
        asked += 1
        guard let found = try await tilt(picture, turned: angle) else { continue }
        claimed += 1
        // The operation's positive degrees turn the picture anticlockwise.
        let error = found.degrees - (base.degrees - angle)
        #expect(error.magnitude <= 0.5, "\(path) turned by \(angle): \(found) after \(base)")
      }
    }
    #expect(claimed * 10 >= asked * 7, "\(claimed) of \(asked)")
  }

  @Test(
    "nothing is claimed of photos without lines",
    .enabled(if: !shapeless.isEmpty, "shared/photos is absent"), arguments: shapeless)
  func nothingToLevelBy(_ path: String) async throws {
    let picture = try PictureReader.read(.path(path)).picture
    for angle in [-4.0, 0, 4] {
      let found = try await tilt(picture, turned: angle)
      #expect(found == nil, "turned by \(angle): \(String(describing: found))")
    }
  }
}
