/// A spelling of settings.
package enum SettingsKind: String, Sendable, Hashable, CaseIterable {
  /// Our own recipe, JSON.
  case recipe
  /// A sidecar, a preset or a packet: RDF in XML.
  case xmp
  /// An old preset: a Lua table `s = {…}`.
  case lrtemplate
  /// JarvisArt's retouching operations: Lightroom's keys as Lua, JSON or Python text.
  case roc
  /// A plan of MonetGPT: flat JSON, numbers −100…100.
  case monetgpt
  /// A table of colours.
  case cube
}

extension SettingsKind {
  /// The kind of a content.
  ///
  /// XML is XMP; `LUT_…_SIZE` is a cube; a Lua table with `settings` or a preset's `type` is an
  /// lrtemplate. An object with `version` and a recipe's members is a recipe, one with MonetGPT's
  /// keys and numbers only a plan, one with keys that only Lightroom has is ROC, as is all other Lua text.
  ///
  /// - Throws: ``LightroomError/ambiguousKind(_:reason:)`` where the keys fit two kinds,
  ///   ``LightroomError/unknownKind(reason:)`` where they fit none, and what the parser says.
  package init(of bytes: [UInt8]) throws(LightroomError) {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    // Cubes may be longer than other settings; their size stands near the top.
    let top = text.prefix(1 << 16)
    if Self.contains(top, "LUT_1D_SIZE") || Self.contains(top, "LUT_3D_SIZE"),
      top.first(where: { !Self.isBlank($0) }) != UInt8(ascii: "<")
    {
      self = .cube
      return
    }
    // Of all other kinds only a recipe may be longer, for the table in it; its own reader has a limit.
    if bytes.count > SettingsLimits.bytes,
      text.first(where: { !Self.isBlank($0) }) == UInt8(ascii: "{"),
      Self.contains(text, "\"lookup_table\"")
    {
      self = .recipe
      return
    }
    try SettingsLimits.checkSize(bytes)
    guard let first = text.first(where: { !SettingsKind.isBlank($0) }) else {
      throw .unknownKind(reason: "the file is empty")
    }
    if first == UInt8(ascii: "<"), !Self.contains(text, "<answer"), !Self.contains(text, "<think") {
      self = .xmp
      return
    }
    let document = try ROCReader.document(bytes)
    if let template = LRTemplate.envelope(of: document.value), LRTemplate.isTemplate(template) {
      self = .lrtemplate
      return
    }
    self = try Self.kind(of: document)
  }

  /// The kind of an object by its keys.
  private static func kind(of document: ROCReader.Document) throws(LightroomError) -> SettingsKind {
    guard case .table(let table) = ROCReader.unwrapped(document.value).value else {
      throw .unknownKind(reason: "it is a list of numbers, not settings")
    }
    let keys = table.entries.map { ROCReader.plainKey($0.key) }
    guard !keys.isEmpty else { throw .unknownKind(reason: "it names no setting") }
    let recipeKeys: Set = [
      "version", "adjustments", "local", "geometry", "output", "already_applied", "monet",
    ]
    if keys.contains("version"), keys.allSatisfy(recipeKeys.contains) { return .recipe }
    if document.isLua { return .roc }
    let isPlanScale = table.entries.allSatisfy { ($0.value.number?.magnitude ?? 0) <= 100 }
    if isPlanScale, keys.allSatisfy(MonetPlan.keys.contains) { return .monetgpt }
    let isLightroom = keys.contains { key in
      key.contains("2012") || key.hasPrefix("Local") || key == "What"
        || LightroomKey.named(key) != nil
          && (!isPlanScale
            || !MonetPlan.toleratedKeys.contains(key) && !MonetPlan.keys.contains(key))
    }
    if isLightroom { return .roc }
    if keys.contains(where: { MonetPlan.keys.contains($0) || MonetPlan.toleratedKeys.contains($0) })
    {
      throw .ambiguousKind(
        [.monetgpt, .roc],
        reason: "\(keys.prefix(4).joined(separator: ", ")) are keys of both")
    }
    throw .unknownKind(
      reason: "'\(TextPlace.shortened(keys[0]))' is a key of none of them")
  }

  private static func contains(_ text: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
    let wanted = Array(word.description.utf8)
    var index = text.startIndex
    while let start = text[index...].firstIndex(of: wanted[0]) {
      if text[start...].starts(with: wanted) { return true }
      index = start + 1
    }
    return false
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
}

/// What is read at most.
package enum SettingsLimits {
  /// Bytes of a settings file.
  package static let bytes = 16 << 20
  /// Levels of nesting.
  package static let depth = 64
  /// Elements or values of a file.
  package static let values = 500_000
  /// Masks of a file, strokes of a brush counted one by one.
  package static let masks = 2_000

  static func checkSize(_ content: [UInt8]) throws(LightroomError) {
    guard content.count <= bytes else {
      throw .limitExceeded(what: "bytes", found: "\(content.count)", allowed: "\(bytes)")
    }
  }
}
