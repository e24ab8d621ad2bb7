/// A language that Atelier speaks.
public enum Language: String, Sendable, Codable, CaseIterable {
  case en
  case zh
}

/// A text in each language.
public typealias LocalizedText = [Language: String]
