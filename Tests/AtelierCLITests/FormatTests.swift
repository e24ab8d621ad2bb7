import AtelierCodecs
import AtelierPixels
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

/// Photographs of all kinds through the whole command.
@Suite("Formats")
struct FormatTests {
  static let dng = Repository.sharedPhoto("raw/shared_backlit_minus1.5ev.dng")
  static let heic = Repository.sharedPhoto("camera/IMG_5195.HEIC")

  private func read(_ atelier: Command, _ name: String) throws -> DecodedPicture {
    try PictureReader.read(.path(atelier.folder.file(name)))
  }

  /// Mean of all values, 0…1.
  private func mean(_ picture: Picture) -> Double {
    var sum = 0.0
    for index in 0..<picture.samples.count { sum += Double(picture.samples[index]) }
    return sum / Double(picture.samples.count)
  }

  @Test(
    "a format of 16 bit is taken and given with its depth and metadata",
    arguments: [PictureFormat.heic, .avif, .jpegXL, .png, .tiff])
  func deep(_ format: PictureFormat) throws {
    let atelier = try Command()
    let name = "deep.\(format.extensions[0])"
    try atelier.folder.write(
      TestPicture.encoded(as: format, depth: .sixteen, metadata: TestPicture.metadata), to: name)
    let before = try read(atelier, name)
    #expect(before.format == format && before.picture.depth == .sixteen)

    let result = try atelier(
      "retouch", name, "--say", "half a stop brighter", "--out", "out.\(format.extensions[0])")
    #expect(result.status == 0, "\(result.messages)")
    let after = try read(atelier, "out.\(format.extensions[0])")
    #expect(after.format == format)
    #expect(after.picture.depth == .sixteen)
    #expect(after.picture.size == before.picture.size)
    guard case .sixteen(let values) = after.picture.samples else { return }
    // More values than 8 bit can tell apart.
    #expect(Set(values).count > 400)
    #expect(mean(after.picture) > mean(before.picture) + 0.04)

    #expect(text(after.metadata.exif).contains("Test camera"))
    #expect(text(after.metadata.xmp).contains("Test title"))
  }

  @Test(
    "IPTC is carried over or missed by name",
    arguments: [PictureFormat.jpeg, .png, .tiff, .webp, .heic, .avif, .jpegXL])
  func iptc(_ format: PictureFormat) throws {
    let atelier = try Command()
    try atelier.folder.write(TestPicture.encoded(metadata: TestPicture.metadata), to: "in.jpg")
    let out = "out.\(format.extensions[0])"
    let result = try atelier("retouch", "in.jpg", "--say", "half a stop brighter", "--out", out)
    #expect(result.status == 0, "\(result.messages)")
    #expect(
      text(try read(atelier, out).metadata.iptc).contains("Paris")
        || result.messages.contains("IPTC"), "\(result.messages)")
  }

  @Test("every format becomes every other, upright and with the camera's name")
  func conversions() throws {
    let atelier = try Command()
    let formats: [PictureFormat] = [.jpeg, .png, .tiff, .webp, .heic, .avif, .jpegXL]
    for (index, format) in formats.enumerated() {
      let name = "in.\(format.extensions[0])"
      try atelier.folder.write(
        TestPicture.encoded(as: format, metadata: TestPicture.metadata), to: name)
      let target = formats[(index + 3) % formats.count]
      let out = "\(format.extensions[0]).\(target.extensions[0])"
      let result = try atelier("retouch", name, "--say", "warmer", "--out", out)
      #expect(result.status == 0, "\(result.messages)")
      let after = try read(atelier, out)
      #expect(after.format == target)
      #expect(after.picture.size == PixelSize(width: 96, height: 64))
      #expect(text(after.metadata.exif).contains("Test camera"), "\(out)")
    }
  }

  @Test(
    "a RAW photo is developed, retouched and kept at 16 bit with its metadata",
    .enabled(if: dng != nil, "shared/photos/raw is absent"))
  func raw() throws {
    let atelier = try Command()
    let photo = try #require(Self.dng)
    let plain = try atelier(
      "retouch", photo, "--say", "exposure +0.1", "--out", "plain.tif", "--long-edge", "600")
    #expect(plain.status == 0, "\(plain.messages)")
    let bright = try atelier(
      "retouch", photo, "--say", "1.5 stops brighter", "--out", "bright.jxl", "--long-edge", "600")
    #expect(bright.status == 0, "\(bright.messages)")
    let (before, after) = (try read(atelier, "plain.tif"), try read(atelier, "bright.jxl"))
    #expect(before.picture.depth == .sixteen && after.picture.depth == .sixteen)
    #expect(before.picture.size.longEdge == 600)
    #expect(mean(after.picture) > mean(before.picture) + 0.1)
    let source = try PictureReader.read(.path(photo))
    #expect(source.isRaw)
    #expect(source.metadata.exif == nil || after.metadata.exif != nil)
    // What the wish means in Kelvin is known for RAW files alone.
    let kelvin = try atelier("plan", photo, "--say", "white balance 4500K", "--json")
    #expect(kelvin.status == 0)
    #expect(
      try kelvin.document()["recipe"]?["adjustments"]?["white_balance"]?["kelvin"] == 4500)
  }

  @Test(
    "a phone's HEIC photo is retouched and keeps its metadata",
    .enabled(if: heic != nil, "shared/photos/camera is absent"))
  func phone() throws {
    let atelier = try Command()
    let photo = try #require(Self.heic)
    let result = try atelier(
      "retouch", photo, "--say", "a touch brighter", "--out", "o.jpg", "--long-edge", "800")
    #expect(result.status == 0, "\(result.messages)")
    let (before, after) = (try PictureReader.read(.path(photo)), try read(atelier, "o.jpg"))
    #expect(after.picture.size == before.picture.size.fitted(longEdge: 800))
    #expect(after.metadata.exif != nil)
    #expect(mean(after.picture) > mean(before.picture))
  }

  private func text(_ bytes: [UInt8]?) -> String {
    String(decoding: bytes ?? [], as: UTF8.self)
  }
}
