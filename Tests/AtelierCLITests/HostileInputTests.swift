import AtelierCodecs
import AtelierPixels
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("Wrong use and bad input")
struct HostileInputTests {
  private static let wrongUses: [([String], String)] = [
    (["frobnicate"], "There is no command 'frobnicate'"),
    (["retuch", "photo.jpg"], "did you mean 'retouch'?"),
    (["retouch", "photo.jpg", "--sayy", "x", "--out", "o.jpg"], "did you mean '--say'?"),
    (["retouch", "photo.jpg", "--say", "x"], "--out FILE or --out-dir FOLDER"),
    (["retouch", "photo.jpg", "--say", "x", "--out", "o.gif"], "GIF files are only read"),
    (["retouch", "photo.jpg", "--say", "x", "--out", "o"], "does not say a format"),
    (["retouch", "photo.jpg", "--say", "x", "--out", "o.jpg", "--quality", "0"], "1...100"),
    (["retouch", "photo.jpg", "--say", "x", "--out", "o.jpg", "--jobs", "0"], "1...256"),
    (["retouch", "photo.jpg", "--say", "x", "--out", "o.jpg", "--subsampling", "3"], "4:2:0"),
    (
      ["retouch", "photo.jpg", "--say", "x", "--out", "o.jpg", "--region", "1,2"], "four numbers"
    ),
    (["retouch", "photo.jpg", "--say", "x", "--out", "o.jpg", "--region", "-1,0,3,4"], "0,0"),
    (["retouch", "photo.jpg", "photo.jpg", "--say", "x", "--out", "-", "--json"], "one of"),
    (["operations", "exposre"], "did you mean 'exposure'?"),
    (["schema", "plans"], "retouch"),
  ]

  @Test("wrong use ends with 2 and says what is allowed", arguments: wrongUses)
  func usage(_ arguments: [String], _ wanted: String) throws {
    let result = try Command().run(arguments)
    #expect(result.status == 2)
    #expect(result.messages.contains(wanted), "\(result.messages)")
  }

  @Test("a box beyond the photo ends with 2 and names the photo's size")
  func regionBeyond() throws {
    let result = try Command()(
      "retouch", "photo.jpg", "--say", "brighter", "--out", "o.jpg", "--region", "500,5,900,9")
    #expect(result.status == 2)
    #expect(result.messages.contains("the photo is 96 × 64 pixels"))
  }

  @Test("a sentence may begin with a dash")
  func dash() throws {
    let result = try Command()("plan", "photo.jpg", "--say", "-0.5 EV")
    #expect(result.status == 0)
    #expect(result.text.contains("exposure.stops = -0.5"))
  }

  @Test("files that are no pictures end with 3, say why, and leave nothing")
  func badFiles() throws {
    let atelier = try Command()
    let photo = [UInt8](try atelier.folder.read("photo.jpg"))
    var huge = photo
    let frame = try #require(
      photo.indices.dropLast().first { photo[$0...].starts(with: [0xFF, 0xC0]) })
    huge.replaceSubrange((frame + 5)..<(frame + 9), with: [0xFF, 0xDC, 0xFF, 0xDC])
    let cases: [(String, [UInt8], String)] = [
      ("cut.jpg", Array(photo[..<(photo.count / 2)]), "damaged or truncated"),
      ("head.jpg", Array(photo[..<20]), "head.jpg"),
      ("empty.jpg", [], "it is empty"),
      ("text.jpg", Array("hello".utf8), "not a picture"),
      ("huge.jpg", huge, "65500 × 65500 pixels"),
      ("zeros.tif", [0x49, 0x49, 0x2A, 0] + [UInt8](repeating: 0, count: 100), "zeros.tif"),
      ("noise.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + photo, "noise.png"),
    ]
    for (name, bytes, wanted) in cases {
      try atelier.folder.write(bytes, to: name)
      let result = try atelier("retouch", name, "--say", "brighter", "--out", "o.jpg")
      #expect(result.status == 3, "\(name)")
      #expect(result.messages.contains(wanted), "\(result.messages)")
      #expect(!atelier.folder.has("o.jpg"), "\(name)")
    }
    let absent = try atelier("stats", "absent.jpg")
    #expect(absent.status == 3)
    #expect(absent.messages.contains("No such file"))
  }

  @Test("a name that does not fit the content is noted, and the photo is edited")
  func wrongName() throws {
    let atelier = try Command()
    try atelier.folder.write(TestPicture.encoded(), to: "wrong.png")
    let result = try atelier("retouch", "wrong.png", "--say", "brighter", "--out", "o.jpg")
    #expect(result.status == 0)
    #expect(result.messages.contains("The name says PNG, the content is JPEG."))
  }

  @Test("pictures of one pixel are measured and edited")
  func onePixel() throws {
    let atelier = try Command()
    let size = PixelSize(width: 1, height: 1)
    try atelier.folder.write(TestPicture.encoded(size, as: .png), to: "one.png")
    #expect(try atelier("stats", "one.png", "--json").status == 0)
    let result = try atelier(
      "retouch", "one.png", "--say", "half a stop brighter", "--out", "o.png", "--compare", "c.png")
    #expect(result.status == 0, "\(result.messages)")
  }

  @Test("a sentence of 100 kB is planned or declined, not more")
  func longSentence() throws {
    let atelier = try Command()
    for word in ["brighter, ", "qwrtz ", "提亮", "😀"] {
      let sentence = String(repeating: word, count: 100_000 / word.utf8.count)
      let result = try atelier("plan", "photo.jpg", "--say", sentence, "--json")
      #expect([0, 7].contains(result.status))
      _ = try result.document()
    }
  }

  @Test("sentences without sense end with 7", arguments: ["", "  ", "😀🎉", "add a cat"])
  func declined(_ sentence: String) throws {
    let result = try Command()("plan", "photo.jpg", "--say", sentence)
    #expect(result.status == 7)
    #expect(!result.text.isEmpty)
  }

  @Test("a partly understood sentence is done, and the rest is named")
  func partly() throws {
    let result = try Command()(
      "plan", "photo.jpg", "--say", "half a stop brighter and add a cat", "--json")
    #expect(result.status == 0)
    #expect(try result.document()["outcome"] == "partial")
    #expect(result.messages.contains("add a cat"))
  }

  @Test("an interrupt ends with 5 and leaves no output, hidden ones included")
  func interrupt() throws {
    let atelier = try Command()
    let size = PixelSize(width: 6000, height: 4000)
    try atelier.folder.write(TestPicture.encoded(size), to: "large.jpg")
    let before = try atelier.folder.names()
    let result = try atelier(
      "retouch", "large.jpg", "--say", "brighter, more texture, clearer", "--out", "o.jpg",
      "--jobs", "1", "--json", signal: (SIGINT, .milliseconds(150)))
    #expect(result.status == 5)
    #expect(try atelier.folder.names() == before)
    #expect(try result.document()["results"]?.items.first?["status"] == "cancelled")
  }

  @Test("a kill at any moment leaves the old file or the new one")
  func kill() throws {
    let atelier = try Command()
    let say = ["--say", "half a stop brighter"]
    try atelier.folder.write(
      TestPicture.encoded(PixelSize(width: 900, height: 600)), to: "middle.jpg")
    #expect(try atelier.run(["retouch", "middle.jpg", "--out", "new.jpg"] + say).status == 0)
    let new = try atelier.folder.read("new.jpg")
    let old = Data([1, 2, 3])
    for delay in stride(from: 20, through: 220, by: 25) {
      try atelier.folder.write(old, to: "o.jpg")
      _ = try atelier(
        "retouch", "middle.jpg", "--say", "half a stop brighter", "--out", "o.jpg", "--overwrite",
        signal: (SIGKILL, .milliseconds(delay)))
      let found = try atelier.folder.read("o.jpg")
      #expect(found == old || found == new, "after \(delay) ms")
    }
  }
}
