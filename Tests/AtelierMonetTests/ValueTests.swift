import AtelierRecipe
import Foundation
import Testing

@testable import AtelierMonet

@Suite("Values of MonetGPT's plans")
struct ValueTests {
  @Test("process_values gives the reference's pairs, exactly and in their order")
  func processed() throws {
    let vectors = try Vectors.json("vector-values")["process_values"]?.items ?? []
    #expect(vectors.count == 5)
    for vector in vectors {
      let made = ProcessedValues(vector["in"]?.pairs ?? []).entries
      #expect(made == vector["out"]?.pairs)
    }
  }

  @Test("the plans of the pipeline are processed exactly")
  func pipeline() throws {
    let cases = try Vectors.json("manifest")["cases"]?.items ?? []
    for vector in cases {
      guard let known = Vectors.cases.first(where: { $0.name == vector["name"]?.string }) else {
        continue
      }
      // The file rounds its values.
      let made = ProcessedValues(known.plan).entries
      let wanted = vector["processed"]?.pairs ?? []
      #expect(made.map(\.key) == wanted.map(\.key), "\(known.name)")
      for (a, b) in zip(made, wanted) { #expect(abs(a.value - b.value) < 1e-9, "\(known.name)") }
      let order = vector["gimp_order"]?.items.map { $0.string.split(separator: " ")[0] }
      #expect(
        GimpOrder.keys(of: known.plan, order: .plan).map { $0[...] } == order, "\(known.name)")
    }
  }

  @Test("a later pair overwrites an earlier one in its place, and digits in keys do not count")
  func duplicates() {
    let made = ProcessedValues([.init("Tint", 10), .init("Whites", 5), .init("Tint2012", -20)])
    #expect(made.entries.map(\.key) == ["Contrast", "Exposure", "Saturation", "Tint", "Whites"])
    #expect(made["Tint"] == -0.2)
  }

  @Test("Python 2.7's order is that of its hashes, by the number of keys")
  func python2() {
    func order(_ keys: [String]) -> [String] {
      GimpOrder.keys(of: keys.map { .init($0, 1) }, order: .python2)
    }
    let tones = ["Blacks", "Contrast", "Highlights", "Shadows", "Whites", "Exposure"]
    let colors = ["Temperature", "Tint", "Saturation"]
    #expect(
      order(tones + colors) == [
        "Saturation", "Tint", "Temperature", "Blacks", "Contrast", "Whites",
      ])
    #expect(order(colors.reversed() + tones.reversed()) == order(tones + colors))
    #expect(
      order(tones + colors + MonetEdit.keys.filter { $0.contains("Adjustment") }) == [
        "Tint", "Temperature", "Blacks", "Contrast", "Saturation", "Whites",
      ])
    #expect(order(["Exposure"]) == ["Saturation", "Contrast"])
  }

  @Test("the order is that of CPython 2.7.18 for plans drawn at random")
  func recorded() throws {
    let text = try String(contentsOfFile: Vectors.folder + "/python2-orders.txt", encoding: .utf8)
    let lines = text.split(separator: "\n")
    #expect(lines.count > 40)
    for line in lines {
      let parts = line.split(separator: ">", omittingEmptySubsequences: false).map { part in
        part.split(separator: " ").map(String.init)
      }
      let made = GimpOrder.keys(of: parts[0].map { .init($0, 1) }, order: .python2)
      #expect(made == parts[1], "\(line)")
    }
  }

  @Test("a map's slots are those of CPython 2.7.18 where keys collide")
  func hashes() {
    #expect(HashedMap(["a", "b", "c"]).keys == ["a", "c", "b"])
    #expect(
      HashedMap(["one", "two", "three", "four", "five", "six"]).keys
        == ["six", "three", "two", "four", "five", "one"])
  }
}
