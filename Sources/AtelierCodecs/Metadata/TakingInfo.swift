/// What EXIF says about the camera, the lens and the exposure, as far as lens profiles are found by it.
public struct TakingInfo: Hashable, Sendable {
  /// The camera's maker; empty where EXIF does not say, as the texts below.
  public let make: String
  /// The camera.
  public let model: String
  /// The lens.
  public let lens: String
  /// Focal length in millimetres.
  public let focalLength: Double
  /// Aperture as an f-number, 0 where EXIF does not say.
  public let aperture: Double

  /// Reads an EXIF block.
  ///
  /// - Returns: nil where it names no camera or no focal length.
  public init?(exif bytes: [UInt8]) {
    guard let parser = TIFFParser(bytes), let first = parser.directory(at: parser.firstDirectory),
      let place = first[.exifDirectory].flatMap({ parser.numbers(of: $0).first }),
      let exif = parser.directory(at: place)
    else { return nil }
    func text(_ field: TIFFField?) -> String {
      guard let field, field.type == 2, let bytes = parser.bytes(of: field) else { return "" }
      let text = String(decoding: bytes.prefix(256).prefix { $0 != 0 }, as: UTF8.self)
      return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    func ratio(_ field: TIFFField?) -> Double? {
      guard let field, field.type == 5, field.count == 1, let bytes = parser.bytes(of: field)
      else { return nil }
      let top = TIFFParser.number(bytes[0..<4], isBigEndian: parser.isBigEndian)
      let bottom = TIFFParser.number(bytes[4..<8], isBigEndian: parser.isBigEndian)
      return bottom > 0 ? Double(top) / Double(bottom) : nil
    }
    make = text(first[.make])
    model = text(first[.model])
    lens = text(exif[.lensModel])
    guard !model.isEmpty, let focal = ratio(exif[.focalLength]), focal > 0 else { return nil }
    focalLength = focal
    aperture = ratio(exif[.fNumber]) ?? 0
  }
}
