package import AtelierPlanner
import Foundation

/// The address of a server that speaks chat completions.
package struct ChatEndpoint: Sendable, Hashable {
  /// The address without a slash at the end, such as `http://127.0.0.1:8080/v1`.
  package let base: String
  /// Host and port, for messages and plans.
  package let host: String

  /// Reads an address; one that ends in `/chat/completions` is cut to its base.
  ///
  /// - Throws: `LanguageModelError.misconfigured` where it is no address, or carries a name and password.
  package init(_ text: String) throws(LanguageModelError) {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty
    else {
      throw .misconfigured(
        "The planner's address must look like http://127.0.0.1:8080/v1; it starts with http:// or "
          + "https:// and names a host.")
    }
    guard parts.user == nil, parts.password == nil else {
      throw .misconfigured(
        "The planner's address carries a name or password; addresses are shown in messages, so put a "
          + "token into ATELIER_PLANNER_TOKEN instead.")
    }
    guard parts.query == nil, parts.fragment == nil else {
      throw .misconfigured("The planner's address must not have a '?' or '#' part.")
    }
    var path = parts.percentEncodedPath
    for ending in ["/chat/completions", "/"] {
      while path.hasSuffix(ending) { path.removeLast(ending.count) }
    }
    let shown = parts.port.map { "\(host):\($0)" } ?? host
    self.host = shown
    base = "\(scheme)://\(shown)\(path)"
  }

  /// Where questions go.
  package var completions: String { base + "/chat/completions" }
  /// Where the models are listed.
  package var models: String { base + "/models" }
}

/// A token that no message, log or plan shows.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  let text: String

  /// Keeps a token; nil where there is none, or where it cannot stand in a header field.
  package init?(_ text: String?) {
    let trimmed = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard !trimmed.isEmpty, trimmed.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    self.text = trimmed
  }

  /// Not the token.
  package var description: String { "•••" }
  /// Not the token.
  package var debugDescription: String { description }
  /// Not the token.
  package var customMirror: Mirror { Mirror(reflecting: description) }

  /// A text with the token blotted out, wherever a server echoes it.
  func removed(from text: String) -> String {
    text.replacing(self.text, with: description)
  }
}
