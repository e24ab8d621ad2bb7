import AtelierEngine
import AtelierLens
import Testing

@Suite("Lens profiles")
struct LensDatabaseTests {
  private static func find(_ make: String, _ model: String, _ lens: String, _ focal: Double)
    -> Result<LensProfile, LensError>
  {
    do throws(LensError) {
      return .success(
        try LensDatabase.profile(
          of: .init(make: make, model: model, lens: lens, focalLength: focal, aperture: 5.6)))
    } catch {
      return .failure(error)
    }
  }

  static let isAbsent =
    switch find("Canon", "Canon EOS 5D Mark III", "EF24-105mm f/4L IS USM", 24) {
    case .failure(.libraryAbsent), .failure(.databaseAbsent): true
    default: false
    }

  @Test("what is not known is said by name, or that lensfun is absent")
  func unknown() {
    guard case .failure(let error) = Self.find("Nobody", "Box 1", "Hole 50mm", 50) else {
      Issue.record("a profile of no camera was found")
      return
    }
    #expect(error == .unknownCamera("Nobody Box 1") || Self.isAbsent)
    #expect(error.description.hasPrefix("No lens profile: lensfun"))
  }

  @Test(
    "a wide lens bends lines and darkens corners",
    .enabled(if: !isAbsent, "lensfun is not installed"))
  func wide() throws {
    let profile = try Self.find(
      "Canon", "Canon EOS 5D Mark III", "Canon EF 24-105mm f/4L IS USM", 24
    ).get()
    #expect(profile.name.contains("24-105"))
    func value(_ coefficients: [Double], _ radius: Double) -> Double {
      coefficients.reversed().reduce(0) { $0 * radius + $1 }
    }
    // Barrel distortion: what lies in the corner was pulled inwards more than what lies near.
    #expect(value(profile.distortion, 1) < value(profile.distortion, 0.3) - 0.01)
    #expect((0.1...0.95).contains(value(profile.falloff, 1)))
    #expect(abs(value(profile.falloff, 0) - 1) < 1e-6)
  }

  @Test(
    "a zoom is not taken for a lens of another focal length",
    .enabled(if: !isAbsent, "lensfun is not installed"))
  func focalLength() {
    guard
      case .failure(.unknownLens) = Self.find(
        "Canon", "Canon EOS 5D Mark III", "Canon EF 24-105mm f/4L IS USM", 400)
    else {
      Issue.record("24-105 mm was used at 400 mm")
      return
    }
  }
}
