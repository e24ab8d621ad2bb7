/// Lightroom's presets before 2018: a Lua table `s = { …, value = { settings = { … } } }`.
///
/// A preset of a local adjustment holds plain values; they become one correction without a mask.
enum LRTemplate {
  /// The table that the file's variable holds.
  static func envelope(of value: SettingsValue) -> SettingsTable? {
    guard let table = value.table else { return nil }
    if table.entries.count == 1, let inner = table.entries.first?.value.table { return inner }
    return table
  }

  static func isTemplate(_ envelope: SettingsTable) -> Bool {
    guard let value = envelope["value"]?.table else { return false }
    return value["settings"]?.table != nil
      || envelope["type"]?.text == "LocalizedAdjustmentPreset"
  }

  /// Reads a template.
  ///
  /// - Throws: ``LightroomError`` with the place, also for a text that breaks off.
  static func read(
    _ bytes: [UInt8]
  ) throws(LightroomError) -> (settings: SettingsTable, envelope: SettingsTable, notes: [String]) {
    let document = try ROCReader.document(bytes, repairs: false)
    guard let envelope = envelope(of: document.value), isTemplate(envelope),
      let value = envelope["value"]?.table
    else {
      throw .malformed(
        format: "lrtemplate",
        reason: "a table with value.settings is wanted, as Lightroom's presets have it")
    }
    if let settings = value["settings"]?.table { return (settings, envelope, document.notes) }
    var correction: SettingsTable = [
      "What": .text("Correction"), "CorrectionAmount": .number("1"),
      "CorrectionActive": .flag(true),
      "CorrectionName": envelope["title"] ?? .text(""),
    ]
    for entry in value.entries {
      correction.entries.append(
        .init("Local" + entry.key.prefix(1).uppercased() + entry.key.dropFirst(), entry.value))
    }
    correction["CorrectionMasks"] = .list([])
    return (
      ["MaskGroupBasedCorrections": .list([.table(correction)])], envelope, document.notes
    )
  }

  /// Writes a template.
  ///
  /// - Parameters:
  ///   - settings: the settings.
  ///   - envelope: what stood around them, where the file was a template already.
  ///   - name: the name of a new template.
  ///   - uuid: the identifier of a new template.
  /// - Returns: the text.
  static func text(
    _ settings: SettingsTable, envelope: SettingsTable?, name: String, uuid: String
  ) -> String {
    var envelope =
      envelope ?? [
        "id": .text(uuid), "internalName": .text(name), "title": .text(name),
        "type": .text("Develop"), "value": .table(["uuid": .text(uuid)]), "version": .number("0"),
      ]
    var value = envelope["value"]?.table ?? SettingsTable()
    if envelope["type"]?.text == "LocalizedAdjustmentPreset",
      let correction = settings["MaskGroupBasedCorrections"]?.items?.first?.table
    {
      for entry in correction.entries where entry.key.hasPrefix("Local") {
        let name = entry.key.dropFirst(5)
        value[name.prefix(1).lowercased() + name.dropFirst()] = entry.value
      }
    } else {
      let table = SettingsValue.table(settings.typed)
      if value["settings"] == nil {
        value.entries.insert(.init("settings", table), at: 0)
      } else {
        value["settings"] = table
      }
    }
    envelope["value"] = .table(value)
    var out = "s = "
    write(.table(envelope), key: "", depth: 0, to: &out)
    return out + "\n"
  }

  private static func write(
    _ value: SettingsValue, key: String, depth: Int, to out: inout String
  ) {
    let line = "\n" + String(repeating: "\t", count: depth + 1)
    switch value {
    case .table(let table) where !(SettingsLayout.curveKeys.contains(key) && value.items != nil):
      out += "{"
      for entry in table.entries {
        let name = LiteralWriter.isLuaName(entry.key) ? entry.key : "[\"\(quoted(entry.key))\"]"
        out += line + name + " = "
        write(entry.value, key: entry.key, depth: depth + 1, to: &out)
        out += ","
      }
      out += "\n" + String(repeating: "\t", count: depth) + "}"
    case .list, .table:
      var items = value.items ?? []
      if key.hasPrefix("ToneCurve"), let curve = SettingsLayout.points(of: value) {
        items = curve.points.flatMap { [.number($0.x), .number($0.y)] }
      }
      out += "{"
      for item in items {
        out += line
        write(item, key: "", depth: depth + 1, to: &out)
        out += ","
      }
      out += "\n" + String(repeating: "\t", count: depth) + "}"
    case .text(let text): out += "\"\(quoted(text))\""
    case .number(let text):
      out +=
        NumberText.value(text) == nil ? "0" : text.hasPrefix("+") ? String(text.dropFirst()) : text
    case .flag(let flag): out += flag ? "true" : "false"
    case .none: out += "nil"
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
