import AtelierEngine
import AtelierRecipe
import AtelierVision

/// What models may set, by name: parameters of the catalog, and numbers that are aimed at.
struct ModelParameters: Sendable {
  /// A name and what it stands for.
  struct Entry: Sendable {
    /// `exposure.stops`, `exposure.stops@sky` or `aim.brightness`.
    var name: String
    var target: Target
    var area: WishArea
    var range: ClosedRange<Double>
    /// The line of the table.
    var meaning: String
  }

  /// What a value is for.
  enum Target: Sendable, Hashable {
    case parameter(operation: String, parameter: String)
    /// The number that stands for a quality shall have the value.
    case aim(Quality)
  }

  let entries: [Entry]
  private let byName: [String: Entry]

  /// Sliders that models get, of the operations in the catalog; nil takes all of an operation.
  private static let offered: [(operation: String, parameters: Set<String>?)] = [
    ("exposure", nil), ("white_balance", ["temperature", "tint"]), ("contrast", nil),
    ("highlights", nil), ("shadows", nil), ("whites", nil), ("blacks", nil),
    ("parametric_curve", ["shadows", "darks", "lights", "highlights"]), ("vibrance", nil),
    ("saturation", nil), ("hsl", nil),
    (
      "color_grading",
      [
        "shadow_hue", "shadow_saturation", "midtone_hue", "midtone_saturation", "highlight_hue",
        "highlight_saturation", "balance",
      ]
    ), ("black_and_white", ["enabled"]), ("clarity", nil), ("texture", nil), ("dehaze", nil),
    ("sharpening", ["amount"]), ("noise_reduction", ["luminance", "color"]),
    ("vignette", ["amount", "midpoint"]), ("grain", ["amount", "size"]),
  ]

  /// Sliders that models get for a region or a drawn box.
  private static let local: Set = [
    "exposure.stops", "white_balance.temperature", "contrast.amount", "highlights.amount",
    "shadows.amount", "saturation.amount", "clarity.amount", "texture.amount", "dehaze.amount",
  ]

  /// The numbers that can be aimed at, with the values that make sense.
  private static let aims: [(name: String, quality: Quality, range: ClosedRange<Double>)] = [
    ("brightness", .brightness, 5...90), ("contrast", .contrast, 4...40),
    ("colorfulness", .saturation, 0...80), ("warmth", .warmth, -40...60),
    ("shadows", .shadows, 1...60), ("highlights", .highlights, 20...98),
  ]

  /// Lists what can be set.
  ///
  /// - Parameters:
  ///   - catalog: the operations with their ranges and meanings.
  ///   - areas: regions that were found, or the drawn box.
  ///   - hasWhole: whether the whole picture may change.
  init(_ catalog: RecipeCatalog, areas: [WishArea], hasWhole: Bool) {
    var entries: [Entry] = []
    for (operation, names) in Self.offered {
      guard let description = catalog.operation(operation) else { continue }
      for parameter in description.parameters where names?.contains(parameter.name) ?? true {
        let range: ClosedRange<Double>
        switch parameter.kind {
        case .scalar(_, let usual): range = usual
        case .flag: range = 0...1
        default: continue
        }
        let name = "\(operation).\(parameter.name)"
        let target = Target.parameter(operation: operation, parameter: parameter.name)
        let only = description.parameters.count == 1
        let meaning = (only ? description.meaning[.en] : parameter.meaning[.en]) ?? ""
        if hasWhole {
          entries.append(
            Entry(name: name, target: target, area: .whole, range: range, meaning: meaning))
        }
        guard Self.local.contains(name), parameter.local != .none else { continue }
        for area in areas {
          guard let place = area.name else { continue }
          entries.append(
            Entry(
              name: "\(name)@\(place)", target: target, area: area, range: range,
              meaning: "the same, within \(place) only"))
        }
      }
    }
    for (name, quality, range) in Self.aims {
      let metric = quality.aim(sign: 1, strength: 1).metric.description
      let places = (hasWhole ? [WishArea.whole] : []) + areas
      for area in places {
        entries.append(
          Entry(
            name: "aim.\(name)" + (area.name.map { "@\($0)" } ?? ""), target: .aim(quality),
            area: area, range: range,
            meaning: "aim: \(metric) shall have this value"
              + (area.name.map { " within \($0)" } ?? "") + "; the sliders are found for you"))
      }
    }
    self.entries = entries
    byName = Dictionary(entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What a name stands for.
  subscript(name: String) -> Entry? { byName[name] }

  /// A line for each name.
  var table: String {
    entries.map { entry in
      "\(entry.name) (\(Wording.short(entry.range.lowerBound)) to "
        + "\(Wording.short(entry.range.upperBound))): \(entry.meaning)"
    }.joined(separator: "\n")
  }

  /// Small models that are held to a schema repeat themselves as long as it lets them.
  private static let mostSteps = 24
  /// Characters of a reason.
  private static let longestReason = 160

  /// The form of an answer: a list of parameter, value and reason, closed, all of them required.
  var form: Conversation.AnswerForm {
    Conversation.AnswerForm(
      name: "retouch",
      schema: [
        "type": "object", "additionalProperties": false, "required": ["steps"],
        "properties": [
          "steps": [
            "type": "array", "maxItems": .number(Double(Self.mostSteps)),
            "items": [
              "type": "object", "additionalProperties": false,
              "required": ["parameter", "value", "reason"],
              "properties": [
                "parameter": [
                  "type": "string", "enum": .array(entries.map { .string($0.name) }),
                ],
                "value": ["type": "number"],
                "reason": ["type": "string", "maxLength": .number(Double(Self.longestReason))],
              ],
            ],
          ]
        ],
      ])
  }
}
