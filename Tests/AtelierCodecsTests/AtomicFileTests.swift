import Foundation
import Testing

@testable import AtelierCodecs

@Suite("Atomic files")
struct AtomicFileTests {
  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
  }

  private func content(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { [UInt8]($0) }
  }

  @Test("a new file holds all chunks and nothing else appears")
  func writesNew() throws {
    try Fixtures.inFolder { folder in
      let path = folder + "/new.bin"
      try AtomicFile(path: path, existing: .refuse).write([[1, 2], [], [3]])
      #expect(content(path) == [1, 2, 3])
      #expect(try names(folder) == ["new.bin"])
    }
  }

  @Test("an existing file is refused and stays")
  func refusesExisting() throws {
    try Fixtures.inFolder { folder in
      let path = folder + "/old.bin"
      try Fixtures.write([9], to: path)
      #expect(throws: CodecError.outputExists(path: path)) {
        try AtomicFile(path: path, existing: .refuse).write([[1]])
      }
      #expect(content(path) == [9])
      #expect(try names(folder) == ["old.bin"])
    }
  }

  @Test("an existing file is replaced as a whole and keeps its permissions")
  func replacesExisting() throws {
    try Fixtures.inFolder { folder in
      let path = folder + "/old.bin"
      try Fixtures.write([9], to: path)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      try AtomicFile(path: path, existing: .replace).write([[1]])
      #expect(content(path) == [1])
      #expect(try names(folder) == ["old.bin"])
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test("a link stays a link")
  func followsLinks() throws {
    try Fixtures.inFolder { folder in
      try Fixtures.write([9], to: folder + "/target.bin")
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link.bin", withDestinationPath: "target.bin")
      try AtomicFile(path: folder + "/link.bin", existing: .replace).write([[1]])
      #expect(content(folder + "/target.bin") == [1])
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link.bin")
          == "target.bin")
    }
  }

  @Test("folders, missing folders and full disks are named")
  func namesFailures() throws {
    try Fixtures.inFolder { folder in
      for path in [folder, folder + "/missing/a.bin"] {
        #expect(throws: CodecError.self) {
          try AtomicFile(path: path, existing: .replace).write([[1]])
        }
      }
      let full = #expect(throws: CodecError.self) {
        try AtomicFile(path: "/dev/full", existing: .replace).write([[1]])
      }
      #expect(full?.description.contains("No space left on device") == true)
    }
  }
}
