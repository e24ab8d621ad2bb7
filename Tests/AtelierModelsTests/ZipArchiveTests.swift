import AtelierTesting
import Foundation
import Testing

@testable import AtelierModels

@Suite("Wheels")
struct ZipArchiveTests {
  private let text = Array("some text".utf8)

  private func extract(_ wheel: [UInt8], _ name: String, size: Int) throws -> [UInt8] {
    let folder = try TestFolder()
    let path = try folder.write(wheel, to: "a.whl")
    let archive = try ZipArchive(path)
    try archive.extract(name, size: size, to: folder.file("out"))
    return Array(try Data(contentsOf: URL(fileURLWithPath: folder.file("out"))))
  }

  @Test("stored and deflated members come out as they went in")
  func roundTrip() throws {
    let wheel = Wheel(members: [.init("a/stored.txt", text), .letters("b/packed.bin")])
    #expect(try extract(wheel.bytes, "a/stored.txt", size: text.count) == text)
    let letters = try extract(wheel.bytes, "b/packed.bin", size: 100_000)
    #expect(letters == [UInt8](repeating: 97, count: 100_000))
  }

  @Test("a member that is larger than it says stops at what it says")
  func bomb() throws {
    var member = Wheel.Member.letters("bomb")
    member.size = 50
    let wheel = Wheel(members: [member]).bytes
    #expect(throws: ModelError.self) { try extract(wheel, "bomb", size: 50) }
  }

  @Test("names that climb are names like others: nothing is written but the named target")
  func climbing() throws {
    let wheel = Wheel(members: [.init("../../evil", text), .init("good", text)])
    let folder = try TestFolder()
    let path = try folder.write(wheel.bytes, to: "a.whl")
    let archive = try ZipArchive(path)
    try archive.extract("../../evil", size: text.count, to: folder.file("out"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(names) == ["a.whl", "out"])
  }

  @Test("a wrong size, checksum, method, name or an encrypted member is refused")
  func wrong() throws {
    let good = Wheel.Member("m", text)
    var (checksum, method, secret) = (good, good, good)
    checksum.checksum ^= 1
    method.method = 12
    secret.flags = 1
    for member in [checksum, method, secret] {
      let wheel = Wheel(members: [member]).bytes
      #expect(throws: ModelError.self) { try extract(wheel, "m", size: text.count) }
    }
    let wheel = Wheel(members: [good]).bytes
    #expect(throws: ModelError.self) { try extract(wheel, "m", size: text.count + 1) }
    #expect(throws: ModelError.self) { try extract(wheel, "other", size: text.count) }
  }

  @Test("cut anywhere, an archive is an error or gives the whole member")
  func cut() throws {
    let wheel = Wheel(members: [.letters("m")]).bytes
    for length in stride(from: 0, to: wheel.count, by: 3) {
      #expect(throws: ModelError.self) {
        try extract(Array(wheel[..<length]), "m", size: 100_000)
      }
    }
  }

  @Test("with any byte changed, the member is whole or an error", arguments: [0, 1, 2, 3, 4, 5, 6])
  func flipped(_ start: Int) throws {
    let wheel = Wheel(members: [.letters("m")]).bytes
    for index in stride(from: start, to: wheel.count, by: 7) {
      var changed = wheel
      changed[index] ^= 0x55
      guard let found = try? extract(changed, "m", size: 100_000) else { continue }
      #expect(found.count == 100_000 && found.allSatisfy { $0 == 97 }, "byte \(index)")
    }
  }
}
