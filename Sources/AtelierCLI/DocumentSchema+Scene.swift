import AtelierRecipe

extension DocumentSchema {
  private static let share: JSONValue = ["type": "number", "minimum": 0, "maximum": 1]

  /// What `atelier mask` prints.
  var mask: JSONValue {
    Self.object([
      "version": ["const": 1], "input": Self.text, "output": Self.text,
      "mask": recipe["properties"]?["local"]?["items"]?["properties"]?["mask"] ?? [:],
      "method": Self.text, "confidence": Self.share, "share": Self.share,
      "notes": Self.list(Self.text),
    ])
  }

  /// What `atelier look` prints.
  static let look = object([
    "version": ["const": 1], "input": text, "output": text,
    "regions": list(
      object([
        "kind": names(MaskCommand.kinds), "method": text, "confidence": share, "share": share,
      ])),
    "faces": list(
      object([
        "box": ["type": "array", "items": number, "minItems": 4, "maxItems": 4],
        "score": number,
      ])),
    "notes": list(text),
  ])

  /// What `atelier models list` and `install` print.
  static let models = object([
    "version": ["const": 1],
    "packages": list(
      object([
        "name": text, "version": text, "state": names(["installed", "missing", "damaged"]),
        "folder": optionalText, "purpose": text, "license": text, "wheel": text, "sha256": text,
        "fetched_bytes": number, "installed_bytes": number,
      ])),
  ])
}
