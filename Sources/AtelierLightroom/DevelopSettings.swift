import Foundation

/// Lightroom's settings as a file has them: everything that stands there, in order.
///
/// The table holds the keys of Camera Raw; what else an XMP document has, other programs' properties
/// included, stays in the document and is written back.
package struct DevelopSettings: Hashable, Sendable {
  /// What an absent key means.
  package enum Role: String, Hashable, Sendable {
    /// Leave alone: presets, templates, ROC.
    case preset
    /// The default of the process version and the kind of file: sidecars and packets.
    case sidecar
  }

  /// The settings.
  package var table: SettingsTable
  /// The spelling that was read.
  package let kind: SettingsKind
  /// What an absent key means.
  package let role: Role
  /// What was found and put right while reading.
  package let notes: [String]
  private let document: XMPDocument?
  private let envelope: SettingsTable?

  /// Makes settings that no file holds yet.
  package init(_ table: SettingsTable = SettingsTable(), role: Role = .preset) {
    self.init(table, kind: .xmp, role: role)
  }

  private init(
    _ table: SettingsTable, kind: SettingsKind, role: Role, notes: [String] = [],
    document: XMPDocument? = nil, envelope: SettingsTable? = nil
  ) {
    self.table = table
    self.kind = kind
    self.role = role
    self.notes = notes
    self.document = document
    self.envelope = envelope
  }

  /// Reads settings; the kind is told by the content where none is given.
  ///
  /// - Throws: ``LightroomError`` with what was found and where. Recipes and cubes are no develop
  ///   settings and are refused; the callers of their kinds read them.
  package init(_ bytes: [UInt8], kind: SettingsKind? = nil) throws(LightroomError) {
    let known: SettingsKind
    if let kind { known = kind } else { known = try SettingsKind(of: bytes) }
    switch known {
    case .xmp: self.init(document: try XMPDocument(bytes))
    case .lrtemplate:
      let template = try LRTemplate.read(bytes)
      self.init(
        template.settings, kind: .lrtemplate, role: .preset, notes: template.notes,
        envelope: template.envelope)
    case .roc:
      let roc = try ROCReader.read(bytes)
      self.init(roc.settings, kind: .roc, role: .preset, notes: roc.notes)
    case .monetgpt:
      let plan = try MonetPlan(bytes)
      self.init(
        plan.settings, kind: .monetgpt, role: .preset,
        notes: ["MonetGPT's plan is rendered through Lightroom's sliders; it is approximate"])
    case .recipe, .cube:
      throw .unknownKind(reason: "a \(known.rawValue) holds no develop settings")
    }
  }

  /// Reads the packet of a picture and its extension, where the picture has one.
  ///
  /// - Throws: ``LightroomError`` where one of them cannot be read.
  package init(packet: [UInt8], extension: [UInt8]?) throws(LightroomError) {
    var document = try XMPDocument(packet)
    if let `extension` { try document.append(`extension`) }
    self.init(document: document)
  }

  private init(document: XMPDocument) {
    let table = document.settings
    let isPreset = table["PresetType"] != nil
    self.init(
      table, kind: .xmp, role: isPreset ? .preset : .sidecar, notes: Self.doubles(in: table),
      document: document)
  }

  /// The settings without the keys of some groups.
  package func without(_ groups: Set<SettingsGroup>) -> DevelopSettings {
    var result = self
    result.table.entries.removeAll { entry in
      LightroomKey.named(entry.key).map { groups.contains($0.group) } ?? false
    }
    return result
  }

  /// Whether the pixels of the picture that carries these settings have them already.
  package var isAlreadyApplied: Bool { table["AlreadyApplied"]?.flag ?? false }

  /// Whether there is any develop setting, not only descriptions of a file.
  package var hasSettings: Bool {
    table.entries.contains { entry in
      LightroomKey.named(entry.key).map { $0.group != .information } ?? false
    }
  }

  /// Whether two say the same, whatever their spelling and order.
  package func meansSame(as other: DevelopSettings) -> Bool {
    Self.canonical(table).meansSame(as: Self.canonical(other.table))
  }

  private static func canonical(_ table: SettingsTable) -> SettingsTable {
    SettingsTable(
      table.entries.filter { $0.value != .none }.map {
        .init($0.key, SettingsLayout.forXMP($0.value, key: $0.key))
      })
  }

  private static func doubles(in table: SettingsTable) -> [String] {
    var seen: Set<String> = []
    return table.entries.compactMap { entry in
      seen.insert(entry.key).inserted
        ? nil : "crs:\(entry.key) stands there twice; the last one counts"
    }
  }

  // MARK: Writing

  /// The settings as XMP: the document that was read with what differs, or a new one.
  ///
  /// - Returns: the bytes, and the keys that XMP cannot hold.
  package func xmp() -> (bytes: [UInt8], leftOut: [String]) {
    var (document, leftOut) = document.map { ($0, []) } ?? (newDocument(), [String]())
    update(&document, leftOut: &leftOut)
    return (document.bytes, leftOut)
  }

  /// The settings as a packet for a picture whose pixels have them: `AlreadyApplied` is set.
  package func packet() -> [UInt8] {
    var settings = self
    settings.table["AlreadyApplied"] = .text("True")
    if table["HasSettings"] == nil { settings.table["HasSettings"] = .text("True") }
    var document = document ?? newDocument()
    var leftOut: [String] = []
    settings.update(&document, leftOut: &leftOut)
    return document.packet()
  }

  /// The settings as a new preset of Lightroom, without what belongs to one picture.
  ///
  /// - Parameters:
  ///   - name: what Lightroom shows.
  ///   - group: the folder it is shown in.
  ///   - uuid: 32 hexadecimal digits; a new one where nil.
  /// - Returns: the bytes, and the keys that XMP cannot hold.
  package func preset(
    name: String, group: String = "Atelier", uuid: String? = nil
  ) -> (bytes: [UInt8], leftOut: [String]) {
    let id = uuid ?? UUID().uuidString.filter { $0 != "-" }
    var preset: SettingsTable = [
      "PresetType": .text("Normal"), "Cluster": .text(""), "UUID": .text(id),
      "SupportsAmount2": .text("True"), "SupportsAmount": .text("True"),
      "SupportsColor": .text("True"), "SupportsMonochrome": .text("True"),
      "SupportsHighDynamicRange": .text("True"), "SupportsNormalDynamicRange": .text("True"),
      "SupportsSceneReferred": .text("True"), "SupportsOutputReferred": .text("True"),
      "CameraModelRestriction": .text(""), "Copyright": .text(""), "ContactInfo": .text(""),
    ]
    if let version = table["Version"] { preset["Version"] = version }
    preset["ProcessVersion"] = table["ProcessVersion"] ?? .text("15.4")
    for entry in table.entries
    where LightroomKey.named(entry.key)?.group != .information && preset[entry.key] == nil
      && !entry.key.hasPrefix("Table_")
    {
      preset.entries.append(entry)
    }
    preset["HasSettings"] = .text("True")
    let texts = [
      ("Name", name), ("ShortName", ""), ("SortName", ""), ("Group", group), ("Description", ""),
    ]
    for (key, text) in texts { preset[key] = .table(["x-default": .text(text)]) }
    var document = newDocument()
    var leftOut: [String] = []
    DevelopSettings(preset, kind: .xmp, role: .preset).update(&document, leftOut: &leftOut)
    return (document.bytes, leftOut)
  }

  /// The settings as a table of JarvisArt, in one of the languages that it is written in.
  package func roc(_ style: LiteralStyle = .lua) -> String {
    LiteralWriter.text(table.typed, style: style)
  }

  /// The settings as an old preset.
  package func template(name: String? = nil, uuid: String? = nil) -> String {
    LRTemplate.text(
      table, envelope: envelope,
      name: name ?? table["Name"]?.table?["x-default"]?.text ?? table["Name"]?.text ?? "Atelier",
      uuid: uuid ?? UUID().uuidString)
  }

  /// The settings as a plan of MonetGPT, and the keys that it has no place for.
  package func monetPlan() -> (plan: MonetPlan, leftOut: [String]) { MonetPlan.plan(from: table) }

  /// The properties of other namespaces in the XMP document; empty for other kinds.
  package var foreign: SettingsTable { document?.foreign ?? SettingsTable() }

  private func newDocument() -> XMPDocument { XMPDocument(toolkit: "Atelier") }

  private func update(_ document: inout XMPDocument, leftOut: inout [String]) {
    let before = document.settings.byKey
    let now = table.byKey
    for key in before.keys.sorted() where now[key] == nil { document.set(key, to: nil) }
    var done: Set<String> = []
    for entry in table.entries where done.insert(entry.key).inserted {
      guard let value = now[entry.key], value != .none, before[entry.key] != value else { continue }
      if !document.set(entry.key, to: value) { leftOut.append(entry.key) }
    }
  }
}
