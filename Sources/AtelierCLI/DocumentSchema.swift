import AtelierCritic
import AtelierLightroom
import AtelierRecipe

/// JSON Schemas (draft 2020-12) of the documents on standard output.
struct DocumentSchema {
  let recipe: JSONValue

  /// The schema of a document.
  func schema(of document: SchemaCommand.Document) -> JSONValue {
    switch document {
    case .recipe: recipe
    case .plan: plan
    case .retouch: retouch
    case .render: render
    case .convert: Self.convert
    case .error: Self.error
    case .sending: Self.sending
    case .stats: Self.statistics
    case .operations: Self.operations
    case .mask: mask
    case .look: Self.look
    case .models: Self.models
    case .style: style
    case .styles: Self.styles
    case .session: session
    case .sessions: Self.sessions
    case .comparison: Self.comparison
    }
  }

  static let text: JSONValue = ["type": "string"]
  static let number: JSONValue = ["type": "number"]
  static let optionalText: JSONValue = ["type": ["string", "null"]]

  static func object(
    _ properties: [String: JSONValue], optional: Set<String> = []
  ) -> JSONValue {
    .object([
      "type": "object", "properties": .object(properties),
      "required": .array(
        properties.keys.sorted().filter { !optional.contains($0) }.map { .string($0) }),
      "additionalProperties": false,
    ])
  }

  static func list(_ items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

  static func names(_ names: [String]) -> JSONValue {
    ["enum": .array(names.map { .string($0) })]
  }

  private static let outcomes = ["complete", "partial", "unchanged", "declined"]

  /// The steps of a plan.
  static let steps: JSONValue = {
    let target = object([
      "metric": text, "before": number, "wanted": number, "reached": number,
    ])
    return list(
      object([
        "operation": text, "parameter": text, "area": optionalText, "value": [:], "issue": text,
        "solution": text, "target": ["oneOf": [target, ["type": "null"]]], "reason": optionalText,
        "chosen_by": names(["planner", "guard_rail", "person", "model", "critic"]), "stage": text,
      ]))
  }()

  var plan: JSONValue {
    Self.object([
      "version": ["const": 1], "instruction": Self.text, "language": Self.names(["en", "zh"]),
      "outcome": Self.names(Self.outcomes),
      "steps": Self.steps,
      "notes": Self.list(
        Self.object([
          "kind": Self.names(["not_understood", "cannot_be_done", "held_back", "information"]),
          "text": Self.text,
        ])),
      "recipe": recipe, "model": ["oneOf": [Self.model, ["type": "null"]]],
    ])
  }

  private var retouch: JSONValue {
    Self.object([
      "version": ["const": 1],
      "results": Self.list(
        Self.object([
          "input": Self.text, "output": Self.optionalText,
          "status": Self.names(Self.outcomes + ["there_already", "failed", "cancelled"]),
          "exit": ["type": "integer", "minimum": 0, "maximum": 7],
          "plan": ["oneOf": [plan, ["type": "null"]]],
          "recipe": ["oneOf": [recipe, ["type": "null"]]],
          "judgement": ["oneOf": [Self.judgement, ["type": "null"]]],
          "rounds": ["type": "integer", "minimum": 0], "notes": Self.list(Self.text),
          "seconds": Self.number,
        ])),
    ])
  }

  /// What was found on the result that was kept.
  static let judgement = object([
    "score": ["type": "number", "minimum": 0, "maximum": 100],
    "defects": list(
      object([
        "kind": names(Defect.Kind.allCases.map(\.rawValue)), "severity": number,
        "measured": ["type": ["number", "null"]], "allowed": ["type": ["number", "null"]],
        "subject": optionalText, "text": object(["en": text, "zh": text]),
      ])),
  ])

  private var render: JSONValue {
    let one = Self.object([
      "version": ["const": 1], "input": Self.text, "output": Self.text, "recipe": recipe,
      "settings": Self.settings, "notes": Self.list(Self.text),
    ])
    let several = Self.object([
      "version": ["const": 1],
      "results": Self.list(
        Self.object([
          "input": Self.text, "output": Self.optionalText,
          "status": Self.names(["done", "failed", "cancelled"]),
          "exit": ["type": "integer", "minimum": 0, "maximum": 7],
          "recipe": ["oneOf": [recipe, ["type": "null"]]], "settings": Self.settings,
          "notes": Self.list(Self.text),
        ])),
    ])
    return ["oneOf": [one, several]]
  }

  /// What became of settings in Lightroom's keys; null for recipes.
  private static let settings: JSONValue = {
    let reasons = list(object(["key": text, "reason": text]))
    let report = object([
      "source": text, "kind": names(SettingsKind.allCases.map(\.rawValue)),
      "origin": names(SettingsReport.Origin.allCases.map(\.rawValue)), "rendered": reasons,
      "assumed": reasons, "kept": reasons, "refused": reasons, "neutral": number,
      "notes": list(text),
    ])
    return ["oneOf": [report, ["type": "null"]]]
  }()

  private static let convert = object([
    "version": ["const": 1], "input": text, "output": text,
    "from": names(SettingsKind.allCases.map(\.rawValue)),
    "to": names(ConvertCommand.Target.allCases.map(\.rawValue)), "settings": settings,
    "notes": list(text),
  ])

  /// What --json gives where a command fails before it has a document of its own.
  private static let error = object([
    "version": ["const": 1],
    "error": object([
      "exit": ["type": "integer", "minimum": 1, "maximum": 7], "message": text,
    ]),
  ])

  private static let operations = object([
    "version": ["const": 1],
    "operations": list(
      object([
        "name": text, "version": ["type": "integer"], "stage": text,
        "meaning": ["type": "object", "additionalProperties": text],
        "parameters": list(
          object([
            "name": text, "unit": text, "schema": ["type": "object"], "lightroom": optionalText,
            "local": ["type": "boolean"],
            "meaning": ["type": "object", "additionalProperties": text],
          ])),
      ])),
  ])

  private static let statistics: JSONValue = {
    func numbers(_ keys: String...) -> JSONValue {
      object(Dictionary(uniqueKeysWithValues: keys.map { ($0, number) }))
    }
    let shift = numbers("a", "b")
    return object(
      [
        "version": ["const": 1], "input": text, "notes": list(text),
        "photo": object([
          "width": number, "height": number, "format": text, "bits": ["enum": [8, 16]],
          "color_space": text,
        ]),
        "frame": numbers(
          "dark_noise", "mid_noise", "color_noise", "code_step", "block_step", "clipped_share"),
        "width": number, "height": number,
        "lightness": numbers(
          "mean", "p1", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p99"),
        "clipping": numbers("black", "white", "any_channel"), "zones": list(number),
        "grid": list(list(numbers("lightness", "a", "b", "contrast"))),
        "cast": object([
          "mean": shift, "neutrals": shift, "grey": shift, "neutral_share": number,
          "light": list(number), "confidence": number,
          "methods": ["type": "object", "additionalProperties": shift],
        ]),
        "contrast": numbers("deviation", "spread", "local_fine", "local_mid"),
        "noise": numbers("lightness", "color"), "exposure": numbers("median", "mean_log"),
        "chroma": numbers("mean", "p95", "colorfulness"),
        "bands": [
          "type": "object",
          "additionalProperties": numbers("share", "lightness", "chroma", "hue"),
        ],
        "corner_ratio": number, "haze": number,
      ], optional: ["corner_ratio"])
  }()
}
