import AtelierCodecs
import AtelierPixels
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("Masks, looks and models on the command line")
struct SceneCommandTests {
  private func problems(
    _ result: ProcessRunner.Result, _ name: String, _ atelier: Command
  ) throws -> [String] {
    let schema = try atelier("schema", name).document()
    return SchemaValidator.problems(of: try result.document(), against: schema)
  }

  @Test("a mask is a grey picture of the photo's size, and its document fits the schema")
  func mask() throws {
    let atelier = try Command()
    let result = try atelier(
      "mask", "photo.jpg", "--of", "background", "--feather", "0.02", "--out", "mask.png", "--json")
    #expect(result.status == 0, "\(result.messages)")
    #expect(try problems(result, "mask", atelier) == [])
    let photo = try PictureReader.read(.path(atelier.folder.file("photo.jpg"))).picture
    let mask = try PictureReader.read(.path(atelier.folder.file("mask.png"))).picture
    #expect(mask.size == photo.size)
    guard case .eight(let codes) = mask.samples else { throw TestFailure.depth }
    #expect(stride(from: 0, to: codes.count, by: 3).allSatisfy { codes[$0] == codes[$0 + 1] })
    guard case .number(let share)? = try result.document()["share"] else { throw TestFailure.share }
    let mean = codes.reduce(0.0) { $0 + Double($1) } / Double(codes.count) / 255
    #expect(abs(mean - share) < 0.01)
  }

  private enum TestFailure: Error { case depth, share }

  @Test("a look is a picture, and its document fits the schema")
  func look() throws {
    let atelier = try Command()
    let result = try atelier("look", "photo.jpg", "--out", "look.jpg", "--json")
    #expect(result.status == 0, "\(result.messages)")
    #expect(try problems(result, "look", atelier) == [])
    _ = try PictureReader.read(.path(atelier.folder.file("look.jpg")))
  }

  @Test("wrong kinds, numbers and places are told before any work")
  func usage() throws {
    let atelier = try Command()
    for arguments in [
      ["mask", "photo.jpg", "--of", "unicorn", "--out", "m.png"],
      ["mask", "photo.jpg", "--of", "sky", "--which", "2", "--out", "m.png"],
      ["mask", "photo.jpg", "--of", "sky", "--expand", "3", "--out", "m.png"],
      ["mask", "photo.jpg", "--of", "sky", "--out", "m.txt"],
      ["look", "photo.jpg", "--out", "m.png", "--long-edge", "3"],
      ["models", "install", "unicorn", "--dir", "store"],
      ["models", "list", "--user", "--system"],
    ] {
      #expect(try atelier.run(arguments).status == 2, "\(arguments)")
    }
    #expect(try atelier("mask", "photo.jpg", "--of", "sky", "--out", "photo.jpg").status == 6)
  }

  @Test("an empty store lists what is missing, and a folder without wheels is refused")
  func models() throws {
    let atelier = try Command()
    let list = try atelier("models", "list", "--dir", "store", "--json")
    #expect(list.status == 0)
    #expect(try problems(list, "models", atelier) == [])
    let states = try list.document()["packages"]?.items.map { $0["state"] }
    #expect(states?.isEmpty == false && states?.allSatisfy { $0 == "missing" } == true)
    let install = try atelier("models", "install", "--from", ".", "--dir", "store")
    #expect(install.status == 3)
    #expect(install.messages.contains(".whl"))
  }
}
