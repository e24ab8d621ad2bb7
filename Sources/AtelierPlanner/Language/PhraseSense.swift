/// Tells how near phrases are in meaning. An implementation owns a model; the planner is given one where it
/// is installed, and does without otherwise.
package protocol PhraseSense: Sendable {
  /// The vectors of phrases, each of length 1; the nearer two are, the more alike in meaning.
  ///
  /// - Throws: why the model cannot be used.
  func vectors(of phrases: [String]) throws -> [[Float]]

  /// The vectors of phrases that are the same in every run, so that they may be kept.
  ///
  /// - Throws: why the model cannot be used.
  func vectors(ofBank phrases: [String]) throws -> [[Float]]
}

/// What words that the grammar does not know were taken for.
public struct Reading: Sendable, Hashable {
  /// The words, as written.
  public var words: String
  /// What they were taken for, in words that the grammar knows.
  public var meaning: String
  /// How near they are, 0…1.
  public var likeness: Double
}
