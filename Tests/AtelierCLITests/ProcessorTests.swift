import AtelierTesting
import Foundation
import Testing

@Suite("Processors")
struct ProcessorTests {
  private static let emulator = "/usr/bin/qemu-x86_64"
  private static let canRun =
    FileManager.default.isExecutableFile(atPath: emulator) && !_isDebugAssertConfiguration()

  @Test(
    "a processor without AVX2 gets a message, or a baseline build that runs",
    .enabled(if: canRun, "needs qemu-user and a release build"))
  func withoutAVX2() throws {
    let folder = try TestFolder()
    let run = ProcessRunner(Self.emulator, in: folder.path)
    let result = try run(["-cpu", "Nehalem", Command.program(), "--version"])
    if result.status != 0 {
      #expect(result.status == 2)
      #expect(result.messages.contains("this build needs a processor with AVX2"))
      #expect(result.text.isEmpty)
    }
  }
}
