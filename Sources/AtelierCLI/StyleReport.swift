import AtelierAgent
import AtelierPlanner
import AtelierRecipe
import Foundation

/// What is printed about learned styles.
extension StyleCommand {
  /// Version of the JSON documents.
  static let version = 1

  /// "9 rendered examples".
  static func words(_ style: LearnedStyle) -> String {
    LearnedStyle.Input.allCases.compactMap { input in
      let count = style.examples(of: input).count
      guard count > 0 else { return nil }
      return "\(count) \(input == .raw ? "RAW" : "rendered") example\(count == 1 ? "" : "s")"
    }.joined(separator: " and ")
  }

  /// An example in a line.
  static func line(of example: LearnedStyle.Example) -> String {
    var text = "  \(example.name) (\(example.input == .raw ? "RAW" : "rendered")): "
    if let untouched = example.untouched, let residual = example.residual {
      text += String(
        format: "the edit moves it by ΔE %.1f, its settings come within %.1f", untouched, residual)
    } else {
      text += "settings from XMP"
    }
    return example.leftOut.isEmpty
      ? text : text + "; not learned: " + example.leftOut.joined(separator: ", ")
  }

  /// The document of one style.
  static func document(_ style: LearnedStyle, notes: [String]) -> JSONValue {
    [
      "version": .number(Double(version)), "style": style.json,
      "notes": .array(notes.map { .string($0) }),
    ]
  }

  /// The document of all styles.
  static func document(_ entries: [StyleStore.Entry]) -> JSONValue {
    [
      "version": .number(Double(version)),
      "learned": .array(
        entries.map { entry in
          let style = try? entry.style.get()
          var problem: JSONValue = .null
          if case .failure(let error) = entry.style { problem = .string(error.description) }
          func count(_ input: LearnedStyle.Input) -> JSONValue {
            .number(Double(style?.examples(of: input).count ?? 0))
          }
          return [
            "name": .string(style?.name ?? entry.key), "raw_examples": count(.raw),
            "rendered_examples": count(.rendered),
            "hides_built_in": .bool(StyleName.look(entry.key) != nil), "problem": problem,
          ]
        }),
      "built_in": .array(
        LookBank.all.map { look in
          [
            "name": .string(look.id),
            "meaning": ["en": .string(look.english), "zh": .string(look.chinese)],
            "names": .array(look.phrases.map { .string($0) }),
          ]
        }),
      "in_words": .array(
        StyleWords.named.sorted { $0.key < $1.key }.map { name, meaning in
          ["name": .string(name), "meaning": .string(meaning)]
        }),
    ]
  }
}
