import AtelierRecipe

/// The schemas about models that plan.
extension DocumentSchema {
  private static let optionalNumber: JSONValue = ["type": ["number", "null"]]

  /// How a model came to a plan.
  static let model = object([
    "mode": text, "model": text, "seed": optionalNumber,
    "prompt_sha256": text, "tokens_in": optionalNumber,
    "tokens_out": optionalNumber, "seconds": number, "form": text, "repairs": number,
    "pictures": number,
  ])

  /// What `atelier plan --explain-sending` prints.
  static let sending = object([
    "version": ["const": 1], "host": text, "address": text, "model": optionalText, "mode": text,
    "sends_token": ["type": "boolean"], "sends_pictures": ["type": "boolean"],
    "schema": ["type": ["object", "null"]],
    "messages": list(
      object([
        "role": names(["system", "user", "assistant"]),
        "parts": list(
          [
            "oneOf": [
              object(["text": text]),
              object([
                "picture": object([
                  "format": ["const": "jpeg"], "width": number, "height": number, "bytes": number,
                ]), "instead": text,
              ]),
            ]
          ]),
      ])),
  ])
}
