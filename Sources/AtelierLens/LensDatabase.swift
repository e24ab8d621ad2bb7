public import AtelierEngine
import CLensfun
import Synchronization

/// Lens profiles of the lensfun database, which is used where it is installed.
public enum LensDatabase {
  /// What a photo says about how it was taken.
  public struct Taking: Sendable, Hashable {
    /// The camera's maker.
    public var make: String
    /// The camera.
    public var model: String
    /// The lens; empty where the file does not say.
    public var lens: String
    /// Focal length in millimetres.
    public var focalLength: Double
    /// Aperture as an f-number; 0 where the file does not say.
    public var aperture: Double

    /// Makes a description.
    public init(
      make: String, model: String, lens: String, focalLength: Double, aperture: Double
    ) {
      self.make = make
      self.model = model
      self.lens = lens
      self.focalLength = focalLength
      self.aperture = aperture
    }
  }

  /// The library writes scores into its database while it searches.
  private static let search = Mutex(())

  /// The profile of a photo's lens. The first call reads the database, which takes a tenth of a second.
  ///
  /// - Throws: ``LensError`` that says what is missing.
  public static func profile(of taking: Taking) throws(LensError) -> LensProfile {
    var found = unsafe AtelierLens()
    let result = search.withLock { _ in
      // SAFETY: the strings live through the call, and what is found through the process.
      unsafe atelier_find_lens(
        taking.make, taking.model, taking.lens, Float(taking.focalLength),
        Float(taking.aperture), &found)
    }
    let camera = "\(taking.make) \(taking.model)"
    switch result {
    case ATELIER_LENS_FOUND: break
    case ATELIER_LENS_NO_LIBRARY: throw .libraryAbsent
    case ATELIER_LENS_NO_DATABASE: throw .databaseAbsent
    case ATELIER_LENS_NO_CAMERA: throw .unknownCamera(camera)
    default: throw .unknownLens(taking.lens, camera: camera)
    }
    return unsafe profile(found)
  }

  /// A profile in half diagonals of the photo.
  ///
  /// Distortion and fringes are measured in half short sides of the calibration's pictures,
  /// vignetting in their half diagonals (lensfun's manual, "Corrections").
  private static func profile(_ lens: AtelierLens) -> LensProfile {
    let crop = Double(unsafe lens.lensCrop) / Double(unsafe lens.cameraCrop)
    let aspect = Double(unsafe lens.aspect)
    let side = crop * (aspect * aspect + 1).squareRoot()
    func scaled(_ coefficients: [Double], _ scale: Double) -> [Double] {
      var power = 1.0
      return coefficients.map { coefficient in
        defer { power *= scale }
        return coefficient * power
      }
    }
    let (d, t, v) = unsafe (lens.distortion, lens.aberration, lens.vignetting)
    let (d0, d1, d2) = (Double(d.0), Double(d.1), Double(d.2))
    let distortion: [Double] =
      switch unsafe lens.distortionModel {
      case 1: [1 - d0, 0, d0]
      case 2: [1, 0, d0, 0, d1]
      case 3: [1 - d0 - d1 - d2, d2, d1, d0]
      default: []
      }
    let (red, blue): ([Double], [Double]) =
      switch unsafe lens.aberrationModel {
      case 1: ([Double(t.0)], [Double(t.1)])
      case 2:
        (
          [Double(t.0), Double(t.2), Double(t.4)], [Double(t.1), Double(t.3), Double(t.5)]
        )
      default: ([], [])
      }
    let falloff: [Double] =
      unsafe lens.vignettingModel == 1
      ? [1, 0, Double(v.0), 0, Double(v.1), 0, Double(v.2)] : []
    // SAFETY: both texts belong to the database and end with a zero.
    let name = unsafe [lens.maker, lens.model].compactMap { text in
      unsafe text.map { unsafe String(cString: $0) }
    }
    return LensProfile(
      name: name.joined(separator: " "), distortion: scaled(distortion, side),
      red: scaled(red, side), blue: scaled(blue, side), falloff: scaled(falloff, crop))
  }
}

/// Why there is no profile.
public enum LensError: Error, Hashable, CustomStringConvertible {
  /// lensfun is not installed.
  case libraryAbsent
  /// Its data are not installed.
  case databaseAbsent
  /// The database does not know the camera.
  case unknownCamera(String)
  /// The database does not know the lens on that camera.
  case unknownLens(String, camera: String)
  /// The file does not say with what it was taken.
  case noInformation

  /// What was found and what to do.
  public var description: String {
    switch self {
    case .libraryAbsent:
      "No lens profile: lensfun is not installed; on Debian, apt-get install liblensfun1."
    case .databaseAbsent:
      "No lens profile: lensfun's data are not installed; on Debian, apt-get install liblensfun-data-v1."
    case .unknownCamera(let camera):
      "No lens profile: lensfun does not know the camera '\(camera)'; correct by hand."
    case .unknownLens(let lens, let camera):
      lens.isEmpty
        ? "No lens profile: the photo does not name the lens on '\(camera)'; correct by hand."
        : "No lens profile: lensfun does not know '\(lens)' on '\(camera)'; correct by hand."
    case .noInformation:
      "No lens profile: the photo does not say with what it was taken; correct by hand."
    }
  }
}
