import AtelierLightroom
import AtelierRecipe

/// What became of Lightroom's settings: for people on standard error, for programs in the document.
struct SettingsReport {
  /// Where the settings came from.
  enum Origin: String, CaseIterable {
    case file
    case sidecar
    case packet
  }

  let source: String
  let kind: SettingsKind
  let origin: Origin
  let report: MappingReport
  /// What was found while reading.
  let notes: [String]

  /// Lines for people: what is not rendered, what was refused and what was assumed.
  var lines: [String] {
    var lines = notes.map { "\(source): \($0)." }
    if origin != .file {
      let owner = origin == .sidecar ? "its settings are" : "the settings of its packet are"
      lines.append("\(source): \(owner) applied.")
    }
    // What the user left out needs no telling.
    let missing = report.missing.filter { !$0.reason.hasSuffix("was left out") }
    let plain = missing.filter { $0.outcome == .kept && $0.reason == "not rendered" }
    if !plain.isEmpty {
      lines.append("\(source): not rendered: \(plain.map(\.key).joined(separator: ", ")).")
    }
    for entry in missing where entry.outcome == .kept && entry.reason != "not rendered" {
      lines.append("\(source): not rendered: \(entry.key) (\(entry.reason)).")
    }
    for entry in missing where entry.outcome == .refused {
      lines.append("\(source): refused: \(entry.key): \(entry.reason).")
    }
    // One assumption often holds for several keys.
    var reasons: [(reason: String, keys: [String])] = []
    for entry in report.entries where entry.outcome == .assumed && !entry.isNeutral {
      if let index = reasons.firstIndex(where: { $0.reason == entry.reason }) {
        reasons[index].keys.append(entry.key)
      } else {
        reasons.append((entry.reason, [entry.key]))
      }
    }
    for (reason, keys) in reasons {
      lines.append("\(source): assumed for \(keys.joined(separator: ", ")): \(reason).")
    }
    return lines
  }

  /// The document's member.
  var json: JSONValue {
    func reasons(_ outcome: MappingReport.Outcome) -> JSONValue {
      .array(
        report.entries.filter { $0.outcome == outcome && !$0.isNeutral }.map {
          ["key": .string($0.key), "reason": .string($0.reason)]
        })
    }
    return [
      "source": .string(source), "kind": .string(kind.rawValue),
      "origin": .string(origin.rawValue), "rendered": reasons(.rendered),
      "assumed": reasons(.assumed), "kept": reasons(.kept), "refused": reasons(.refused),
      "neutral": .number(Double(report.entries.count { $0.isNeutral })),
      "notes": .array(notes.map { .string($0) }),
    ]
  }
}
