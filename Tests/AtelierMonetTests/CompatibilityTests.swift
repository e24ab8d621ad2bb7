import AtelierTesting
import Foundation
import Testing

@testable import AtelierMonet

@Suite("Agreement with MonetGPT's executor")
struct CompatibilityTests {
  @Test("operations of the first half agree within two thirds of a 16-bit code")
  func pixelOperations() throws {
    let lines = try CompatibilityTable.operations().filter { $0.compared == "values" }
    #expect(lines.count == 4)
    for line in lines { #expect(line.sixteen.largest < 0.66, "\(line.name)") }
  }

  @Test("operations of the second half agree within 3 codes of 16 bit and 1 of 8")
  func gimpOperations() throws {
    let lines = try CompatibilityTable.operations().filter { $0.compared == "codes" }
    #expect(lines.count == 6)
    for line in lines {
      #expect(line.sixteen.largest <= (line.name == "Whites" ? 3 : 0), "\(line.name)")
      #expect(line.eight.largest <= 1, "\(line.name)")
    }
  }

  @Test("plans agree: each half and the whole")
  func plans() async throws {
    for (plan, lines) in try await CompatibilityTable.plans() {
      let (numpy, gimp, whole) = (lines[0], lines[1], lines[2])
      #expect(numpy.sixteen.largest <= 2 && numpy.eight.largest <= 1, "\(plan)")
      #expect(gimp.sixteen.largest <= 3 && gimp.eight.largest <= 1, "\(plan)")
      #expect(whole.sixteen.largest <= 8 && whole.sixteen.mean <= 0.1, "\(plan)")
      #expect(whole.eight.largest <= 3 && whole.eight.shareWithinOne >= 0.995, "\(plan)")
      #expect(whole.sixteen.count == 96 * 64 * 3)
    }
  }

  @Test("the table in the documentation is what is measured; ATELIER_RECORD=1 writes it")
  func documentation() async throws {
    let file = Repository.root.appendingPathComponent("Documentation/Compatibility.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(text.range(of: "<!-- monet -->\n")).upperBound
    let end = try #require(text.range(of: "<!-- end -->", range: start..<text.endIndex)).lowerBound
    let table = try await CompatibilityTable.text()
    if Repository.isRecording {
      try (text[..<start] + table + text[end...]).write(
        to: file, atomically: true, encoding: .utf8)
      return
    }
    #expect(String(text[start..<end]) == table, "ATELIER_RECORD=1 writes the table anew")
  }
}
