import AtelierCodecs
import AtelierCritic
import AtelierEngine
import AtelierLightroom
import AtelierRecipe

/// What a person or a program is told about an error.
enum ErrorText {
  /// Version of the JSON document of an error.
  static let version = 1

  /// The sentence about an error, with the flag that helps where there is one.
  static func text(for error: any Error) -> String {
    switch error {
    case CodecError.outputExists(let path):
      "\(path) exists already; choose another name, or replace it with --overwrite."
    case LightroomError.ambiguousKind(let kinds, let reason):
      "The settings may be \(kinds.map(\.rawValue).joined(separator: " or ")): \(reason). Say which "
        + "with \(kinds.map { "--kind \($0.rawValue)" }.joined(separator: " or "))."
    case RenderError.cancelled, CriticError.cancelled, is CancellationError:
      "Cancelled; nothing was written."
    case RenderError.sink(let error):
      text(for: error)
    default:
      "\(error)"
    }
  }

  /// The document that stands on standard output with --json where there is no other.
  static func document(_ message: String, exit: ExitStatus) -> JSONValue {
    [
      "version": .number(Double(version)),
      "error": ["exit": .number(Double(exit.rawValue)), "message": .string(message)],
    ]
  }
}
