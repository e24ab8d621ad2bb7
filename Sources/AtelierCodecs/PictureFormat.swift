public import AtelierPixels

/// A kind of picture file.
public enum PictureFormat: String, CaseIterable, Codable, Hashable, Sendable {
  case jpeg
  case png
  case tiff
  case webp
  case heic
  case avif
  case jpegXL = "jxl"
  case gif
  /// Camera RAW of any maker, DNG included; never written.
  case raw

  /// What is fixed about a format.
  struct Traits {
    let displayName: String
    let mediaType: String
    /// Lower-case file name extensions, the usual one first.
    let extensions: [String]
    /// Largest width and height that a file can have.
    let maxSide: Int
    let depths: [SampleDepth]
    let carriesAlpha: Bool
    var isWritable = true
  }

  var traits: Traits {
    switch self {
    case .jpeg:
      // Side: the limit of libjpeg, JPEG_MAX_DIMENSION.
      Traits(
        displayName: "JPEG", mediaType: "image/jpeg", extensions: ["jpg", "jpeg", "jpe", "jfif"],
        maxSide: 65_500, depths: [.eight], carriesAlpha: false)
    case .png:
      // Side: libpng's default user limit.
      Traits(
        displayName: "PNG", mediaType: "image/png", extensions: ["png"], maxSide: 1_000_000,
        depths: [.eight, .sixteen], carriesAlpha: true)
    case .tiff:
      Traits(
        displayName: "TIFF", mediaType: "image/tiff", extensions: ["tif", "tiff"],
        maxSide: 10_000_000, depths: [.eight, .sixteen], carriesAlpha: true)
    case .webp:
      // Side: 14 bits in the bit stream.
      Traits(
        displayName: "WebP", mediaType: "image/webp", extensions: ["webp"], maxSide: 16_383,
        depths: [.eight], carriesAlpha: true)
    case .heic:
      // Side: libvips refuses more.
      Traits(
        displayName: "HEIC", mediaType: "image/heic", extensions: ["heic", "heif"],
        maxSide: 16_384, depths: [.eight, .sixteen], carriesAlpha: true)
    case .avif:
      Traits(
        displayName: "AVIF", mediaType: "image/avif", extensions: ["avif"], maxSide: 16_384,
        depths: [.eight, .sixteen], carriesAlpha: true)
    case .jpegXL:
      Traits(
        displayName: "JPEG XL", mediaType: "image/jxl", extensions: ["jxl"],
        maxSide: 10_000_000, depths: [.eight, .sixteen], carriesAlpha: true)
    case .gif:
      Traits(
        displayName: "GIF", mediaType: "image/gif", extensions: ["gif"], maxSide: 65_535,
        depths: [.eight], carriesAlpha: true, isWritable: false)
    case .raw:
      Traits(
        displayName: "camera RAW", mediaType: "image/x-dcraw", extensions: Self.rawExtensions,
        maxSide: 65_535, depths: [.sixteen], carriesAlpha: false, isWritable: false)
    }
  }

  /// Name for messages.
  public var displayName: String { traits.displayName }
  /// Internet media type.
  public var mediaType: String { traits.mediaType }
  /// Lower-case file name extensions, the usual one first.
  public var extensions: [String] { traits.extensions }
  /// Largest width and height that a file of this format can have.
  public var maxSide: Int { traits.maxSide }
  /// Whether pictures can be written in this format.
  public var isWritable: Bool { traits.isWritable }
  /// Whether a file can hold transparency.
  public var carriesAlpha: Bool { traits.carriesAlpha }

  /// The depth nearest to the wanted one that a file of this format can have.
  public func depth(for wanted: SampleDepth) -> SampleDepth {
    traits.depths.contains(wanted) ? wanted : .eight
  }

  /// The format that a file name's extension stands for, or nil.
  public init?(path: String) {
    guard let found = Self.named(byExtension: Self.fileExtension(of: path)) else { return nil }
    self = found
  }

  static func named(byExtension text: String) -> PictureFormat? {
    allCases.first { $0.extensions.contains(text) }
  }

  /// The lower-case extension of a path without its dot, or "".
  static func fileExtension(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  static var readableNames: String {
    allCases.map(\.displayName).joined(separator: ", ")
  }

  /// Names of the formats that can be written, for messages.
  public static var writableNames: String {
    allCases.filter(\.isWritable).map(\.displayName).joined(separator: ", ")
  }

  private static let rawExtensions = [
    "dng", "cr2", "cr3", "crw", "nef", "nrw", "arw", "srf", "sr2", "raf", "rw2", "rwl", "orf",
    "pef", "srw", "3fr", "fff", "erf", "kdc", "dcr", "mos", "mrw", "iiq", "x3f", "mef", "raw",
    "gpr",
  ]
}
