import AtelierCodecs
import AtelierPixels
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

/// What these tests need.
private enum Needs {
  static let portrait = Repository.sharedPhoto("pairs_fivek_expertC/a3203_before.png")

  static let models: Bool = {
    guard let atelier = try? Command(),
      let list = try? atelier("models", "list", "--json").document()
    else { return false }
    let states = list["packages"]?.items.compactMap { $0["state"] } ?? []
    return !states.isEmpty && states.allSatisfy { $0 == "installed" }
  }()
}

/// Runs the real models where `atelier models install` has put them.
@Suite(
  "Faces, with models",
  .enabled(if: Needs.models, "no models are installed: atelier models install"),
  .enabled(if: Needs.portrait != nil, "the photographs beside the project are absent"))
struct ModelTests {
  private let atelier: Command
  private let size: PixelSize
  private let codes: [UInt8]

  init() throws {
    atelier = try Command()
    let picture = try PictureReader.read(.path(try #require(Needs.portrait))).picture
    size = picture.size
    guard case .eight(let codes) = picture.samples else { throw Absent.eightBit }
    self.codes = codes
  }

  private enum Absent: Error { case eightBit, number }

  private func pixel(_ x: Int, _ y: Int) -> [UInt8] {
    let at = 3 * (y * size.width + x)
    return Array(codes[at..<at + 3])
  }

  /// Writes a picture made of the portrait's pixels.
  private func write(_ name: String, _ size: PixelSize, _ color: (Int, Int) -> [UInt8]) throws {
    try atelier.folder.write(TestPicture.encoded(size, as: .png, color: color), to: name)
  }

  private func number(_ name: String, in document: JSONValue) throws -> Double {
    guard case .number(let value)? = document[name] else { throw Absent.number }
    return value
  }

  /// Confidence and covered share of a kind's mask.
  private func mask(
    _ kind: String, of photo: String
  ) throws -> (confidence: Double, share: Double, method: JSONValue?) {
    let result = try atelier(
      "mask", photo, "--of", kind, "--out", "mask.png", "--overwrite", "--json")
    #expect(result.status == 0, "\(result.messages)")
    let document = try result.document()
    return (
      try number("confidence", in: document), try number("share", in: document), document["method"]
    )
  }

  @Test("a face, its parts and its person are found, and repeat to the last digit")
  func portrait() throws {
    try write("face.png", size, pixel)
    let face = try mask("face", of: "face.png")
    #expect(face.confidence > 0.6 && face.share > 0.1 && face.share < 0.3)
    for part in ["eyes", "iris", "lips", "face_skin"] {
      let found = try mask(part, of: "face.png")
      #expect(found.confidence > 0.4 && found.share > 0.0005 && found.share < face.share, "\(part)")
    }
    let person = try mask("person", of: "face.png")
    #expect(person.confidence > 0.6 && person.share > 2 * face.share)
    #expect(try mask("face", of: "face.png").share == face.share)
  }

  @Test("fifty faces are told apart")
  func fifty() throws {
    let (left, side) = (size.width / 4, 200)
    let scale = 3 * size.width / 4 * 1000 / side
    try write("fifty.png", PixelSize(width: 10 * side, height: 5 * side)) { x, y in
      pixel(
        min(left + x % side * scale / 1000, size.width - 1),
        min(y % side * scale / 1000, size.height - 1))
    }
    let look = try atelier("look", "fifty.png", "--out", "look.png", "--json")
    #expect(look.status == 0, "\(look.messages)")
    #expect(try look.document()["faces"]?.items.count == 50)
    #expect(try mask("eyes", of: "fifty.png").confidence > 0.4)
    let plan = try atelier("plan", "fifty.png", "--say", "even out the skin", "--json")
    #expect(plan.status == 0, "\(plan.messages)")
  }

  @Test("a face that lies on its side is found; one upside down is found or left out, and told")
  func turned() throws {
    try write("side.png", PixelSize(width: size.height, height: size.width)) { x, y in
      pixel(y, size.height - 1 - x)
    }
    #expect(try mask("face", of: "side.png").confidence > 0.3)
    try write("down.png", size) { x, y in pixel(size.width - 1 - x, size.height - 1 - y) }
    let down = try mask("face", of: "down.png")
    #expect((down.confidence == 0) == (down.share == 0))
    let plan = try atelier("plan", "down.png", "--say", "whiten the teeth", "--json")
    if down.confidence == 0 {
      #expect(plan.text.contains("not found clearly enough"), "\(plan.text)")
    }
  }

  @Test("half a face at the border, a grey and a tiny picture are gone through")
  func border() throws {
    let half = PixelSize(width: size.width / 3, height: size.height)
    try write("border.png", half) { x, y in pixel(size.width - half.width + x, y) }
    try write("tiny.png", PixelSize(width: 24, height: 36)) { x, y in
      pixel(x * size.width / 24, y * size.height / 36)
    }
    for photo in ["border.png", "tiny.png"] {
      for kind in ["face", "eyes", "person", "hair"] {
        let found = try mask(kind, of: photo)
        #expect((0...1).contains(found.confidence) && (0...1).contains(found.share))
      }
    }
    try write("grey.png", size) { x, y in
      let color = pixel(x, y)
      return [color[1], color[1], color[1]]
    }
    #expect(try mask("face", of: "grey.png").confidence > 0.6)
  }
}
