import AtelierCodecs
import AtelierPixels
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("Outputs")
struct OutputTests {
  private static let wish = ["--say", "half a stop brighter"]

  private func retouch(
    _ atelier: Command, _ arguments: String...
  ) throws -> ProcessRunner.Result {
    try atelier.run(["retouch"] + arguments + Self.wish)
  }

  @Test("an output that exists is kept without --overwrite and replaced with it")
  func existing() throws {
    let atelier = try Command()
    try atelier.folder.write([1, 2, 3], to: "out.jpg")
    let refused = try retouch(atelier, "photo.jpg", "--out", "out.jpg")
    #expect(refused.status == 6)
    #expect(refused.messages.contains("replace it with --overwrite"))
    #expect(try atelier.folder.read("out.jpg") == Data([1, 2, 3]))
    #expect(try retouch(atelier, "photo.jpg", "--out", "out.jpg", "--overwrite").status == 0)
    #expect(try atelier.folder.read("out.jpg").count > 100)
  }

  @Test(
    "the photo itself is never an output, whatever its name",
    arguments: ["photo.jpg", "./photo.jpg", "sub/../photo.jpg", "link.jpg", "hard.jpg"])
  func itself(_ name: String) throws {
    let atelier = try Command()
    let files = FileManager.default
    let photo = atelier.folder.file("photo.jpg")
    try files.createDirectory(
      atPath: atelier.folder.file("sub"), withIntermediateDirectories: false)
    try files.createSymbolicLink(
      atPath: atelier.folder.file("link.jpg"), withDestinationPath: "photo.jpg")
    try files.linkItem(atPath: photo, toPath: atelier.folder.file("hard.jpg"))
    let before = try atelier.folder.read("photo.jpg")
    for flags in [["--out", name], ["--out", "new.jpg", "--compare", name]] {
      let result = try atelier.run(
        ["retouch", "photo.jpg", "--overwrite"] + flags + Self.wish)
      #expect(result.status == 6)
      #expect(result.messages.contains("it is the photo itself"))
    }
    #expect(try atelier.folder.read("photo.jpg") == before)
    #expect(!atelier.folder.has("new.jpg"))
  }

  @Test("a photo of the batch is not overwritten by another photo's result")
  func otherInput() throws {
    let atelier = try Command()
    for folder in ["one", "two"] {
      try FileManager.default.createDirectory(
        atPath: atelier.folder.file(folder), withIntermediateDirectories: false)
      try atelier.folder.write(TestPicture.encoded(), to: "\(folder)/a.jpg")
    }
    let before = try atelier.folder.read("two/a.jpg")
    let result = try retouch(
      atelier, "one/a.jpg", "two/a.jpg", "--out-dir", "two", "--overwrite")
    #expect(result.status == 1)
    #expect(try atelier.folder.read("two/a.jpg") == before)
  }

  @Test("folders are made for --out-dir, and photos of one name get numbers")
  func outDir() throws {
    let atelier = try Command()
    try FileManager.default.createDirectory(
      atPath: atelier.folder.file("more"), withIntermediateDirectories: false)
    try atelier.folder.write(TestPicture.encoded(), to: "more/photo.jpg")
    try atelier.folder.write(TestPicture.encoded(as: .png), to: "more/other.PNG")
    try atelier.folder.write([0], to: "more/.hidden.jpg")
    let result = try retouch(atelier, "photo.jpg", "photo.jpg", "more", "--out-dir", "a/b")
    #expect(result.status == 0, "\(result.messages)")
    let names = try FileManager.default.contentsOfDirectory(atPath: atelier.folder.file("a/b"))
    #expect(names.sorted() == ["other.PNG", "photo-2.jpg", "photo.jpg"])
  }

  @Test("a missing folder, a folder as output and a full device are said before or after, exit 6")
  func notWritable() throws {
    let atelier = try Command()
    let missing = try retouch(atelier, "photo.jpg", "--out", "absent/out.jpg")
    #expect(missing.status == 6)
    #expect(missing.messages.contains("the folder 'absent' does not exist"))
    try FileManager.default.createDirectory(
      atPath: atelier.folder.file("taken.jpg"), withIntermediateDirectories: false)
    let folder = try retouch(atelier, "photo.jpg", "--out", "taken.jpg", "--overwrite")
    #expect(folder.status == 6)
    #expect(folder.messages.contains("it is a folder"))
    let full = try atelier(
      "retouch", "photo.jpg", "--say", "brighter", "--out", "-", output: "/dev/full")
    #expect(full.status == 6)
    #expect(full.messages.contains("No space left on device"))
    for arguments in [["operations", "--json"], ["stats", "photo.jpg", "--json"], ["--version"]] {
      let result = try atelier.run(arguments, output: "/dev/full")
      #expect(result.status == 6, "\(arguments)")
    }
  }

  @Test("'-' reads standard input and writes standard output")
  func streams() throws {
    let atelier = try Command()
    let photo = try atelier.folder.read("photo.jpg")
    let piped = try atelier(
      "retouch", "-", "--say", "half a stop brighter", "--out", "-", input: photo)
    #expect(piped.status == 0)
    #expect(try retouch(atelier, "photo.jpg", "--out", "out.jpg").status == 0)
    #expect(piped.output == (try atelier.folder.read("out.jpg")))
    let several = try retouch(atelier, "-", "photo.jpg", "--out-dir", "out")
    #expect(several.status == 2)
    #expect(several.messages.contains("cannot stand beside others"))
    let empty = try retouch(atelier, "-", "--out", "-")
    #expect(empty.status == 3)
    let two = try retouch(atelier, "photo.jpg", "--out", "-", "--plan-out", "-")
    #expect(two.status == 2)
    let recipe = try retouch(atelier, "photo.jpg", "--out", "r.jpg", "--recipe-out", "-")
    #expect(try recipe.document()["adjustments"] == ["exposure": ["stops": 0.5]])
  }

  @Test("two results of one name are refused")
  func sameName() throws {
    let atelier = try Command()
    let result = try retouch(atelier, "photo.jpg", "--out", "o.jpg", "--compare", "./o.jpg")
    #expect(result.status == 2)
    #expect(result.messages.contains("Two results would be written to"))
    #expect(!atelier.folder.has("o.jpg"))
  }

  @Test("a dry run writes nothing, no folder either")
  func dryRun() throws {
    let atelier = try Command()
    let result = try retouch(
      atelier, "photo.jpg", "--out-dir", "out", "--compare", "c.jpg", "--plan-out", "p.json",
      "--recipe-out", "r.json", "--dry-run", "--json")
    #expect(result.status == 0)
    #expect(try result.document()["results"]?.items.first?["output"] == .null)
    #expect(try atelier.folder.names() == ["photo.jpg"])
  }

  @Test("--quiet says nothing where all is well")
  func quiet() throws {
    let atelier = try Command()
    let result = try retouch(atelier, "photo.jpg", "--out", "o.jpg", "--quiet")
    #expect(result.status == 0)
    #expect(result.messages.isEmpty)
    #expect(result.output.isEmpty)
  }

  @Test("one job and four write the same bytes, and so does the recipe rendered")
  func sameBytes() throws {
    let atelier = try Command()
    let say = ["--say", "brighter, warmer, more contrast"]
    let one = ["retouch", "photo.jpg", "--out", "1.jpg", "--jobs", "1", "--recipe-out", "r.json"]
    #expect(try atelier.run(one + say).status == 0)
    #expect(
      try atelier.run(["retouch", "photo.jpg", "--out", "4.jpg", "--jobs", "4"] + say).status == 0)
    let render = try atelier("render", "photo.jpg", "--settings", "r.json", "--out", "r.jpg")
    #expect(render.status == 0)
    let bytes = try atelier.folder.read("1.jpg")
    #expect(try atelier.folder.read("4.jpg") == bytes)
    #expect(try atelier.folder.read("r.jpg") == bytes)
  }

  @Test("a result too long for its format is refused before any work, and fits when made smaller")
  func longSide() throws {
    let atelier = try Command()
    let size = PixelSize(width: 16_400, height: 2)
    try atelier.folder.write(TestPicture.encoded(size, as: .png), to: "long.png")
    let refused = try retouch(atelier, "long.png", "--out", "o.webp")
    #expect(refused.status == 6)
    #expect(refused.messages.contains("16400 × 2 pixels and WebP holds at most 16383 a side"))
    let made = try retouch(atelier, "long.png", "--out", "o.webp", "--long-edge", "100")
    #expect(made.status == 0, "\(made.messages)")
  }
}
