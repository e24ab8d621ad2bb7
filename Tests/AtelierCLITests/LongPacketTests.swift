import AtelierTesting
import Foundation
import Testing

/// XMP packets that one segment of a JPEG file does not hold.
@Suite("Long XMP packets")
struct LongPacketTests {
  private static let exiftool = ["/usr/bin/exiftool", "/usr/local/bin/exiftool"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Text of a length that does not repeat itself.
  private static func text(_ count: Int) -> String {
    var state: UInt64 = 1
    var text = ""
    while text.utf8.count < count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text += "\(state >> 20) "
    }
    return String(text.dropLast())
  }

  @Test(
    "a packet of three segments comes through every format whole, changed or not",
    .enabled(if: exiftool != nil, "exiftool is missing"))
  func carried() throws {
    let atelier = try Command()
    let tool = ProcessRunner(try #require(Self.exiftool), in: atelier.folder.path)
    let (history, description) = (Self.text(150_000), Self.text(40_000))
    try atelier.folder.write(history.utf8, to: "history.txt")
    try atelier.folder.write(description.utf8, to: "description.txt")
    let written = try tool([
      "-q", "-overwrite_original", "-xmp-photoshop:History<=history.txt",
      "-xmp-dc:Description<=description.txt", "-xmp-dc:title=Title", "-xmp-crs:Exposure2012=0.3",
      "-xmp-crs:AlreadyApplied=true", "-xmp-exif:GPSLatitude=48.5", "photo.jpg",
    ])
    #expect(written.status == 0, "\(written.messages)")
    try atelier.folder.write(
      #"{"version": 1, "adjustments": {"saturation": {"amount": 10}}}"#.utf8, to: "more.json")
    let changed = ["--settings", "more.json", "--on-top"]
    let renders: [(input: String, output: String, arguments: [String])] = [
      ("photo.jpg", "changed.jpg", changed), ("photo.jpg", "changed.png", changed),
      ("photo.jpg", "changed.tif", changed), ("photo.jpg", "changed.webp", changed),
      ("photo.jpg", "same.jpg", ["--ignore-sidecar"]),
      ("photo.jpg", "same.png", ["--ignore-sidecar"]),
      ("same.png", "back.jpg", ["--ignore-sidecar"]),
    ]
    for (input, output, arguments) in renders {
      let result = try atelier.run(["render", input, "--out", output] + arguments)
      #expect(result.status == 0 && !result.messages.contains("XMP"), "\(result.messages)")
      #expect(try tool(["-b", "-xmp-photoshop:History", output]).text == history, "\(output)")
      #expect(try tool(["-b", "-xmp-dc:Description", output]).text == description, "\(output)")
      #expect(try tool(["-s3", "-xmp-dc:Title", output]).text == "Title\n", "\(output)")
      #expect(try tool(["-s3", "-warning", "-error", output]).text == "", "\(output)")
      #expect(try tool(["-s3", "-n", "-xmp-exif:GPSLatitude", output]).text == "48.5\n")
      if arguments == changed {
        #expect(
          try tool(["-s3", "-n", "-xmp-crs:Saturation", output]).text == "+10\n", "\(output)")
      }
      // One packet has no extension to name.
      let note = try tool(["-s3", "-xmp-xmpNote:HasExtendedXMP", output]).text
      #expect(note.isEmpty == !output.hasSuffix(".jpg"), "\(output): \(note)")
    }
    let stripped = try atelier(
      "render", "photo.jpg", "--ignore-sidecar", "--strip-gps", "--out", "stripped.jpg")
    #expect(stripped.status == 0)
    #expect(try tool(["-b", "-xmp-photoshop:History", "stripped.jpg"]).text == history)
    #expect(try tool(["-s3", "-xmp-exif:GPSLatitude", "stripped.jpg"]).text == "")
  }
}
