import AtelierPlanner
import AtelierRecipe

/// What a server's model list says.
struct ServerProbe: Sendable, Hashable {
  /// The model that will be asked.
  var model: String
  /// Whether it takes pictures; nil where the list does not say.
  var takesPictures: Bool?
  /// What kind of server it is.
  var flavor = ChatRequest.Flavor.other

  /// Reads a list.
  ///
  /// - Parameters:
  ///   - list: the reply to `GET /models`; nil where the server has none.
  ///   - wanted: the model that was configured.
  ///   - host: the server, for messages.
  /// - Throws: `LanguageModelError.misconfigured` where it is not clear which model to ask.
  init(_ list: JSONValue?, wanted: String?, host: String) throws(LanguageModelError) {
    var entries: [JSONValue] = []
    if case .array(let data)? = list?["data"] { entries = data }
    let names = entries.compactMap { $0["id"]?.string }
    guard let model = wanted ?? (names.count == 1 ? names[0] : nil) else {
      throw .misconfigured(
        names.isEmpty
          ? "The model's server \(host) lists no models; name one with --model."
          : "The model's server \(host) has several models; choose one with --model: "
            + names.prefix(12).map(Self.plain).joined(separator: ", ")
            + (names.count > 12 ? " …" : "."))
    }
    self.model = model
    let entry = entries.first { $0["id"]?.string == model }
    let owner = (entry ?? entries.first)?["owned_by"]?.string
    switch owner {
    case "vllm": flavor = .vllm
    case "llamacpp": flavor = .llamaCpp
    case "library": flavor = .ollama
    default: break
    }
    takesPictures = entry.flatMap(Self.sight)
    // llama-server says what its models can do in a second list.
    if takesPictures == nil, case .array(let others)? = list?["models"] {
      let other = others.first {
        $0["name"]?.string == model || $0["model"]?.string == model || others.count == 1
      }
      takesPictures = other.flatMap(Self.sight)
    }
  }

  /// Whether an entry names pictures among what its model takes; nil where it names nothing.
  private static func sight(_ entry: JSONValue) -> Bool? {
    let lists = [
      entry["capabilities"], entry["input_modalities"], entry["modalities"],
      entry["architecture"]?["input_modalities"],
    ]
    for case .array(let items)? in lists {
      return items.contains { ["image", "vision", "multimodal"].contains($0.string) }
    }
    return nil
  }

  /// A name from outside, fit to be shown.
  private static func plain(_ name: String) -> String { ServerText.plain(name, most: 80) }
}

/// Text from a server, fit to be shown.
enum ServerText {
  /// One line without control characters, at most so many characters.
  static func plain(_ text: String, most: Int = 200) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      let isBlank = scalar.properties.isWhitespace
      guard isBlank || scalar.value >= 0x20 && scalar.properties.generalCategory != .control else {
        continue
      }
      if isBlank, line.hasSuffix(" ") || line.isEmpty { continue }
      line.unicodeScalars.append(isBlank ? " " : scalar)
      if line.unicodeScalars.count >= most { return line + "…" }
    }
    return line
  }

  /// Whether a complaint is about pictures.
  static func isAboutPictures(_ complaint: String) -> Bool {
    let text = complaint.lowercased()
    return ["image", "picture", "vision", "multimodal", "multi-modal", "mmproj", "modalit"]
      .contains { text.contains($0) }
  }

  /// Whether a complaint is about how the document was asked for.
  static func isAboutForm(_ complaint: String) -> Bool {
    let text = complaint.lowercased()
    return ["schema", "grammar", "response_format", "tool", "structured", "guided", "jinja"]
      .contains { text.contains($0) }
  }
}
