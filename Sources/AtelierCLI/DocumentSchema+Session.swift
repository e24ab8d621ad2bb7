import AtelierRecipe
import AtelierSessions

extension DocumentSchema {
  private static let place: [String: JSONValue] = [
    "operation": text, "parameter": text, "area": optionalText,
  ]

  /// A session as it stands, as every command that changes one prints it.
  var session: JSONValue {
    let step: JSONValue = ["type": "integer", "minimum": 0]
    return Self.object([
      "version": ["const": 1],
      "session": Self.object([
        "number": ["type": "integer", "minimum": 1], "name": Self.optionalText,
        "photo": Self.object(["path": Self.text, "sha256": Self.text]),
        "created_at": Self.text, "changed_at": Self.text, "step": step,
      ]),
      "recipe": recipe, "steps": Self.steps,
      "held": Self.list(Self.object(Self.place.merging(["value": [:]]) { $1 })),
      "history": Self.list(
        Self.object([
          "step": step, "parent": step, "run": step, "label": Self.text,
          "stands": ["type": "boolean"],
        ])),
      "runs": Self.list(
        Self.object([
          "run": step, "kind": Self.names(SessionRun.Kind.allCases.map(\.rawValue)),
          "text": Self.text, "region": Self.optionalText, "style": Self.optionalText,
          "at": Self.text,
          "score": ["type": ["number", "null"]],
        ])),
      "snapshots": Self.list(Self.object(["name": Self.text, "step": step])),
      "plan": ["oneOf": [plan, ["type": "null"]]],
      "judgement": ["oneOf": [Self.judgement, ["type": "null"]]],
      "notes": Self.list(Self.text),
    ])
  }

  /// All sessions, as `atelier session list` prints them.
  static let sessions = object([
    "version": ["const": 1], "store": text,
    "sessions": list(
      object([
        "number": ["type": "integer", "minimum": 1], "name": optionalText, "photo": text,
        "changed_at": text, "steps": ["type": "integer", "minimum": 0],
        "last_said": optionalText,
      ])),
  ])

  /// What differs between two points of a session.
  static let comparison: JSONValue = {
    let point = object(["name": text, "step": ["type": "integer", "minimum": 0]])
    return object([
      "version": ["const": 1], "session": ["type": "integer", "minimum": 1], "first": point,
      "second": point,
      "differences": list(object(place.merging(["first": [:], "second": [:]]) { $1 })),
      "output": optionalText, "notes": list(text),
    ])
  }()
}
