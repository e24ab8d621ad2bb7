public import AtelierRecipe

/// What a critic found.
public struct Judgement: Sendable, Hashable {
  /// 0…100; 100 where nothing was found.
  public var score: Double
  /// What is wrong, the worst first.
  public var defects: [Defect]
  /// What a person should know of how it was judged.
  public var notes: [String] = []

  /// Makes a judgement whose score follows from its defects: each takes a share of what is left.
  public init(defects: [Defect]) {
    self.defects = defects.sorted {
      ($1.severity, $0.kind.rawValue) < ($0.severity, $1.kind.rawValue)
    }
    score = defects.reduce(100) { $0 * (1 - $1.kind.weight * $1.severity) }
  }

  /// Makes a judgement with a score of its own.
  public init(score: Double, defects: [Defect]) {
    self.init(defects: defects)
    self.score = max(0, min(100, score))
  }
}

/// Something that is wrong with a result.
public struct Defect: Sendable, Hashable {
  /// What is wrong.
  public enum Kind: String, Sendable, CaseIterable {
    /// A number that was aimed at was not reached.
    case targetMissed = "target_missed"
    /// Pixels changed that the request leaves alone.
    case changedOutside = "changed_outside"
    /// Tones lost at the bright or the dark end, or in one channel.
    case clippedHighlights = "clipped_highlights"
    case clippedShadows = "clipped_shadows"
    case clippedChannels = "clipped_channels"
    /// Bright or dark seams along edges.
    case halos
    /// Steps in smooth gradients.
    case banding
    /// Skin of a colour that skin does not have.
    case skin
    /// Noise that is plain to see.
    case noise
    /// Fine structure that was lost.
    case sharpnessLost = "sharpness_lost"
    /// What a model named.
    case other

    /// The share of the score that the worst of it costs.
    var weight: Double {
      switch self {
      case .changedOutside, .other: 0.5
      case .targetMissed: 0.25
      case .halos, .skin: 0.4
      case .clippedHighlights, .clippedShadows, .banding, .noise, .sharpnessLost: 0.35
      case .clippedChannels: 0.25
      }
    }
  }

  /// What is wrong.
  public var kind: Kind
  /// From 0, just beyond what is allowed, to 1.
  public var severity: Double
  /// What was measured; nil where nothing was.
  public var measured: Double?
  /// What would have been allowed.
  public var allowed: Double?
  /// Metric or local adjustment, where it belongs to one.
  public var subject: String?
  /// One sentence, in each language.
  public var text: LocalizedText

  /// Makes a defect; severity is brought into 0…1.
  public init(
    _ kind: Kind, severity: Double, measured: Double? = nil, allowed: Double? = nil,
    subject: String? = nil, text: LocalizedText
  ) {
    self.kind = kind
    self.severity = max(0, min(1, severity))
    self.measured = measured
    self.allowed = allowed
    self.subject = subject
    self.text = text
  }
}

extension Judgement {
  /// The judgement as a JSON value.
  public var json: JSONValue {
    .object(["score": .rounded(score), "defects": .array(defects.map(\.json))])
  }
}

extension Defect {
  var json: JSONValue {
    .object([
      "kind": .string(kind.rawValue), "severity": .rounded(severity),
      "measured": measured.map { .rounded($0) } ?? .null,
      "allowed": allowed.map { .rounded($0) } ?? .null,
      "subject": subject.map { .string($0) } ?? .null,
      "text": .object(
        Dictionary(uniqueKeysWithValues: text.map { ($0.key.rawValue, .string($0.value)) })),
    ])
  }
}

extension JSONValue {
  fileprivate static func rounded(_ value: Double) -> JSONValue {
    .number((value * 1000).rounded() / 1000)
  }
}
