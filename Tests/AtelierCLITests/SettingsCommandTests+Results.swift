import AtelierCodecs
import AtelierPixels
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

/// What results carry of the settings that they have.
extension SettingsCommandTests {
  @Test(
    "a result says in its packet which settings it has, once",
    arguments: ["jpg", "png", "tif", "webp", "jxl", "avif", "heic"])
  func packets(ending: String) throws {
    let atelier = try Command()
    try atelier.folder.write(
      TestPicture.encoded(metadata: TestPicture.metadata), to: "photo.jpg")
    try write(
      Self.xmp(
        "crs:Exposure2012='+0.50' crs:WhiteBalance='Custom' crs:Temperature='5200' crs:Tint='+4'"),
      "s.xmp", atelier)
    for (arguments, output) in [
      (["render", "photo.jpg", "--settings", "s.xmp"], "a.\(ending)"),
      (["retouch", "photo.jpg", "--say", "half a stop brighter"], "b.\(ending)"),
    ] {
      let result = try atelier.run(arguments + ["--out", output])
      #expect(result.status == 0, "\(result.messages)")
      let text = try packet(output, atelier)
      #expect(text.contains("crs:Exposure2012=\"+0.5"), "\(text)")
      #expect(text.contains("crs:AlreadyApplied=\"True\""))
      #expect(text.contains("Test title"))
      #expect(!text.contains("crs:Temperature="))
      // It is not taken for settings that are still to be applied.
      #expect(try atelier("render", output, "--out", "again.png").status == 2)
    }
    let bare = try atelier(
      "render", "photo.jpg", "--settings", "s.xmp", "--strip-metadata", "--out", "c.\(ending)")
    #expect(bare.status == 0)
    #expect(try packet("c.\(ending)", atelier).isEmpty)
  }

  @Test("settings of a picture's own packet are applied where nothing else is named")
  func ownPacket() throws {
    let atelier = try Command()
    let metadata = PictureMetadata(xmp: Array(Self.spellings[1].text.utf8))
    try atelier.folder.write(TestPicture.encoded(metadata: metadata), to: "own.jpg")
    let result = try atelier("render", "own.jpg", "--out", "o.png", "--json")
    #expect(result.status == 0, "\(result.messages)")
    #expect(try result.document()["settings"]?["origin"] == "packet")
    let copied = try atelier("render", "photo.jpg", "--settings", "own.jpg", "--out", "p.png")
    #expect(copied.status == 0)
    #expect(try pixels("p.png", atelier).samples == pixels("o.png", atelier).samples)
  }

  @Test("settings that a photo carries give way to others, or others go on top of them")
  func carried() throws {
    let atelier = try Command()
    try write(Self.xmp("crs:Exposure2012='+0.50' crs:Saturation='+20'"), "a.xmp", atelier)
    try write(Self.xmp("crs:Exposure2012='0'"), "none.xmp", atelier)
    try write(
      Self.xmp("crs:Exposure2012='+0.80'", foreign: "crs:PresetType='Normal'"), "preset.xmp",
      atelier)
    func render(_ photo: String, _ settings: String, _ out: String, _ more: String...) throws {
      let result = try atelier.run(
        ["render", photo, "--settings", settings, "--out", out] + more)
      #expect(result.status == 0, "\(result.messages)")
    }
    func difference(_ one: String, _ other: String) throws -> Double {
      guard case .eight(let first) = try pixels(one, atelier).samples,
        case .eight(let second) = try pixels(other, atelier).samples, first.count == second.count
      else { return .infinity }
      return Double(zip(first, second).map { abs(Int($0) - Int($1)) }.reduce(0, +))
        / Double(first.count)
    }
    try render("photo.jpg", "none.xmp", "plain.png")
    try render("photo.jpg", "a.xmp", "a.png")
    #expect(try difference("plain.png", "a.png") > 5)
    try render("a.png", "a.xmp", "same.png")
    #expect(try difference("a.png", "same.png") < 1)
    try render("a.png", "none.xmp", "back.png")
    #expect(try difference("plain.png", "back.png") < 1)
    try render("a.png", "a.xmp", "more.png", "--on-top")
    #expect(try difference("a.png", "more.png") > 5)
    // A preset leaves alone what it does not name, and the result says all that it has.
    try render("a.png", "preset.xmp", "b.png")
    let text = try packet("b.png", atelier)
    #expect(text.contains("crs:Exposure2012=\"+0.80\"") || text.contains("\"0.80\""), "\(text)")
    #expect(text.contains("crs:Saturation=\"+20\""))
    // The same settings, named by the user.
    try render("photo.jpg", "a.xmp", "bare.png", "--strip-metadata")
    try render("bare.png", "none.xmp", "named.png", "--already-applied", "a.xmp")
    #expect(try difference("named.png", "back.png") == 0)
    let both = try atelier(
      "render", "a.png", "--settings", "a.xmp", "--on-top", "--already-applied", "a.xmp", "--out",
      "o.png")
    #expect(both.status != 0 && both.messages.contains("choose one"))
  }

  @Test("retouch hands over Lightroom's settings, which render the same picture again")
  func xmpOut() throws {
    let atelier = try Command()
    let result = try atelier(
      "retouch", "photo.jpg", "--say", "one stop brighter here, warmer", "--region",
      "0.1,0.2,0.7,0.9", "--out", "o.png", "--xmp-out", "o.xmp")
    #expect(result.status == 0, "\(result.messages)")
    let text = String(decoding: try atelier.folder.read("o.xmp"), as: UTF8.self)
    #expect(!text.contains("AlreadyApplied"))
    let again = try atelier("render", "photo.jpg", "--settings", "o.xmp", "--out", "again.png")
    #expect(again.status == 0)
    let (a, b) = (try pixels("o.png", atelier), try pixels("again.png", atelier))
    guard case .eight(let first) = a.samples, case .eight(let second) = b.samples else {
      Issue.record("8 bit were expected")
      return
    }
    let worst = zip(first, second).map { abs(Int($0) - Int($1)) }.max() ?? 255
    #expect(worst <= 2)
    let taken = try atelier(
      "retouch", "photo.jpg", "--say", "brighter", "--out", "p.png", "--xmp-out", "o.xmp")
    #expect(taken.status == 6)
  }

  private static let exiftool = ["/usr/bin/exiftool", "/usr/local/bin/exiftool"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(
    "a gradient lies on the same things however the camera was held",
    .enabled(if: exiftool != nil, "exiftool is missing"))
  func orientations() throws {
    let atelier = try Command()
    let tool = ProcessRunner(try #require(Self.exiftool), in: atelier.folder.path)
    try write(
      "MaskGroupBasedCorrections = {{LocalExposure2012 = 0.4, CorrectionMasks = {{What = "
        + "\"Mask/Gradient\", ZeroX = 0.1, ZeroY = 0.2, FullX = 0.9, FullY = 0.6}}}}", "m.lua",
      atelier)
    #expect(try atelier("render", "photo.jpg", "--settings", "m.lua", "--out", "1.png").status == 0)
    let plain = try pixels("1.png", atelier)
    let (width, height) = (plain.size.width, plain.size.height)
    for orientation in 2...8 {
      let name = "\(orientation).jpg"
      try atelier.folder.write(atelier.folder.read("photo.jpg"), to: name)
      let marked = try tool(["-n", "-overwrite_original", "-Orientation=\(orientation)", name])
      #expect(marked.status == 0)
      let result = try atelier("render", name, "--settings", "m.lua", "--out", "\(orientation).png")
      #expect(result.status == 0)
      let turned = try pixels("\(orientation).png", atelier)
      var worst: Float = 0
      for y in 0..<height {
        for x in 0..<width {
          let (right, down) = (width - 1 - x, height - 1 - y)
          let to: (x: Int, y: Int) =
            switch orientation {
            case 2: (right, y)
            case 3: (right, down)
            case 4: (x, down)
            case 5: (y, x)
            case 6: (down, x)
            case 7: (down, right)
            default: (y, right)
            }
          for channel in 0..<3 {
            let a = plain.samples[3 * (y * width + x) + channel]
            let b = turned.samples[3 * (to.y * turned.size.width + to.x) + channel]
            worst = max(worst, (a - b).magnitude)
          }
        }
      }
      #expect(worst < 0.012, "orientation \(orientation)")
    }
  }

  @Test(
    "the turn that Lightroom keeps in the sidecar is the photo's",
    .enabled(if: exiftool != nil, "exiftool is missing"), arguments: [1, 2, 5, 6, 8])
  func sidecarTurn(_ wanted: Int) throws {
    let atelier = try Command()
    let tool = ProcessRunner(try #require(Self.exiftool), in: atelier.folder.path)
    try atelier.folder.write(atelier.folder.read("photo.jpg"), to: "known.jpg")
    for (name, orientation) in [("photo.jpg", 6), ("known.jpg", wanted)] {
      let marked = try tool(["-n", "-overwrite_original", "-Orientation=\(orientation)", name])
      #expect(marked.status == 0)
    }
    let mask =
      "<crs:CircularGradientBasedCorrections><rdf:Seq><rdf:li crs:What='Correction' "
      + "crs:LocalExposure='0.5'><crs:CorrectionMasks><rdf:Seq><rdf:li crs:What='Mask/CircularGradient' "
      + "crs:Top='0.1' crs:Left='0.05' crs:Bottom='0.5' crs:Right='0.4' crs:Flipped='True'/></rdf:Seq>"
      + "</crs:CorrectionMasks></rdf:li></rdf:Seq></crs:CircularGradientBasedCorrections>"
    let text = Self.xmp("crs:CropLeft='0.1' crs:HasCrop='True' tiff:Orientation='\(wanted)'")
      .replacingOccurrences(
        of: "<rdf:Description ",
        with: "<rdf:Description xmlns:tiff='http://ns.adobe.com/tiff/1.0/' "
      )
      .replacingOccurrences(of: "/></rdf:RDF>", with: ">\(mask)</rdf:Description></rdf:RDF>")
    #expect(text.contains(mask))
    try write(text, "photo.xmp", atelier)
    let result = try atelier("render", "photo.jpg", "--out", "o.png")
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages.contains("says orientation \(wanted)") == (wanted != 6))
    let plain = try atelier("render", "known.jpg", "--settings", "photo.xmp", "--out", "k.png")
    #expect(plain.status == 0, "\(plain.messages)")
    #expect(try pixels("o.png", atelier).samples == pixels("k.png", atelier).samples)
    #expect(try pixels("o.png", atelier).size == pixels("k.png", atelier).size)
    let named = try atelier("render", "photo.jpg", "--settings", "photo.xmp", "--out", "n.png")
    #expect(named.status == 0)
    #expect(try pixels("n.png", atelier).samples == pixels("o.png", atelier).samples)
  }

  @Test(
    "an adjustment stays on its thing under distortion and perspective however the camera was held",
    .enabled(if: exiftool != nil, "exiftool is missing"))
  func bentMasks() throws {
    let atelier = try Command()
    let tool = ProcessRunner(try #require(Self.exiftool), in: atelier.folder.path)
    // A light dot on grey, at (0.2, 0.3) of the stored picture.
    let size = PixelSize(width: 240, height: 160)
    var codes: [UInt8] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (across, down) = (Double(x) - 47.5, Double(y) - 47.5)
        let near: Double = 1 + (across * across + down * down) / 30
        codes += [UInt8](repeating: UInt8(90 + 120 / (near * near)), count: 3)
      }
    }
    let encoder = try PictureEncoder(size: size, format: .tiff, options: EncodeOptions())
    var row = 0
    while row < size.height {
      let rows = row..<min(row + encoder.stripHeight, size.height)
      try encoder.accept(
        strip: row / encoder.stripHeight, rows: rows,
        samples: .eight(Array(codes[(3 * 240 * rows.lowerBound)..<(3 * 240 * rows.upperBound)])))
      row = rows.upperBound
    }
    try atelier.folder.write(try encoder.finish().bytes, to: "dot.tif")
    let lens =
      "LensManualDistortionAmount = 60, PerspectiveVertical = 30, PerspectiveHorizontal = 12"
    try write("{\(lens)}", "plain.lua", atelier)
    try write(
      "{\(lens), MaskGroupBasedCorrections = {{LocalExposure2012 = -0.25, CorrectionMasks = {{What = "
        + "\"Mask/CircularGradient\", Top = 0.2, Left = 0.1333, Bottom = 0.4, Right = 0.2667, "
        + "Feather = 100}}}}}", "mask.lua", atelier)
    for orientation in 1...8 {
      try atelier.folder.write(atelier.folder.read("dot.tif"), to: "\(orientation).tif")
      let marked = try tool(
        ["-n", "-overwrite_original", "-Orientation=\(orientation)", "\(orientation).tif"])
      #expect(marked.status == 0)
      for name in ["plain", "mask"] {
        let result = try atelier(
          "render", "\(orientation).tif", "--settings", "\(name).lua", "--out",
          "\(name)\(orientation).png")
        #expect(result.status == 0, "\(result.messages)")
      }
      let plain = try pixels("plain\(orientation).png", atelier)
      let masked = try pixels("mask\(orientation).png", atelier)
      func middle(_ weight: (Float, Float) -> Float) -> SIMD2<Double> {
        var sum = SIMD2<Double>.zero
        var all = 0.0
        for index in 0..<plain.size.pixelCount {
          let (a, b) = (plain.samples[3 * index], masked.samples[3 * index])
          let value = a > 0.97 ? 0 : Double(max(0, weight(a, b)))
          let (column, row) = (index % plain.size.width, index / plain.size.width)
          sum += SIMD2(Double(column), Double(row)) * value
          all += value
        }
        return sum / all
      }
      let dot = middle { a, _ in a - 0.37 }
      let mask = middle { a, b in 1 - b / max(a, 0.1) }
      let distance = dot - mask
      let length = (distance * distance).sum().squareRoot()
      #expect(length < 1.5, "orientation \(orientation): \(distance)")
    }
  }
}
