import AtelierPlanner
import AtelierRecipe

extension DocumentSchema {
  /// A learned style, as `atelier style learn` and `show` print it; its file is the member "style".
  var style: JSONValue {
    let features = Self.object(
      Dictionary(uniqueKeysWithValues: SceneFeatures.names.map { ($0, Self.number) }))
    let difference: JSONValue = ["type": ["number", "null"]]
    return Self.object([
      "version": ["const": 1], "notes": Self.list(Self.text),
      "style": Self.object([
        "version": ["const": 1], "name": Self.text,
        "examples": Self.list(
          Self.object([
            "name": Self.text, "input": Self.names(LearnedStyle.Input.allCases.map(\.rawValue)),
            "source": Self.names(LearnedStyle.Source.allCases.map(\.rawValue)),
            "features": features, "recipe": recipe, "untouched": difference,
            "residual": difference, "left_out": Self.list(Self.text),
          ])),
      ]),
    ])
  }

  /// The learned and the built-in styles, as `atelier style list` prints them.
  static let styles = object([
    "version": ["const": 1],
    "learned": list(
      object([
        "name": text, "raw_examples": number, "rendered_examples": number,
        "hides_built_in": ["type": "boolean"], "problem": optionalText,
      ])),
    "built_in": list(
      object([
        "name": text, "meaning": ["type": "object", "additionalProperties": text],
        "names": list(text),
      ])),
    "in_words": list(object(["name": text, "meaning": text])),
  ])
}
