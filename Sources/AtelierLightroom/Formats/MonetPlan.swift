import AtelierRecipe

/// A plan of MonetGPT: settings on −100…100 in order.
package struct MonetPlan: Hashable, Sendable {
  /// A setting and its number as written.
  package struct Entry: Hashable, Sendable {
    /// The plan's key.
    package var key: String
    /// The number's spelling.
    package var number: String

    /// Makes an entry.
    package init(key: String, number: String) {
      self.key = key
      self.number = number
    }
  }

  /// The settings in the order of the file.
  package var entries: [Entry]

  /// Makes a plan.
  package init(_ entries: [Entry] = []) { self.entries = entries }

  private static let colors = [
    "Aqua", "Blue", "Green", "Yellow", "Red", "Magenta", "Orange", "Purple",
  ]

  /// The keys that plans are made of: six of tone, three of colour, 24 of eight colours, and Dehaze,
  /// which is appended in the last stage.
  package static let keys: Set<String> = Set(
    [
      "Blacks", "Contrast", "Highlights", "Shadows", "Whites", "Exposure", "Temperature", "Tint",
      "Saturation", "Dehaze",
    ]
      + ["Hue", "Luminance", "Saturation"].flatMap { kind in
        colors.map { "\(kind)Adjustment\($0)" }
      })

  /// Keys that are accepted beside them; most do nothing there.
  static let toleratedKeys: Set<String> = [
    "Vibrance", "Clarity", "Sharpness", "VignetteAmount", "RedHue", "RedSaturation", "GreenHue",
    "GreenSaturation", "BlueHue", "BlueSaturation",
  ]

  /// Reads a plan: a flat object of numbers, from the first brace to the last.
  ///
  /// Digits in keys are dropped, as MonetGPT does (`Exposure2012` is `Exposure`); unknown keys stay.
  ///
  /// - Throws: ``LightroomError`` where it is no such object or a value is no number.
  package init(_ bytes: [UInt8]) throws(LightroomError) {
    try SettingsLimits.checkSize(bytes)
    guard let first = bytes.firstIndex(of: UInt8(ascii: "{")),
      let last = bytes.lastIndex(of: UInt8(ascii: "}")), first < last
    else {
      throw .malformed(format: "a MonetGPT plan", reason: "an object in braces is wanted")
    }
    var parser = LiteralParser(bytes, in: first..<last + 1, repairs: false)
    guard case .table(let table) = try parser.document() else {
      throw .malformed(format: "a MonetGPT plan", reason: "an object of numbers is wanted")
    }
    entries = []
    for entry in table.entries {
      guard case .number(let text) = entry.value else {
        throw .malformed(
          format: "a MonetGPT plan",
          reason: "'\(TextPlace.shortened(entry.key))' must be a number from -100 to 100")
      }
      entries.append(Entry(key: entry.key, number: text))
    }
  }

  /// The plan as JSON, indented by two.
  package var text: String {
    let lines = entries.map { entry in
      "  " + JSONValue.string(entry.key).text() + ": "
        + JSONValue.number(NumberText.value(entry.number) ?? 0).text()
    }
    return lines.isEmpty ? "{}\n" : "{\n" + lines.joined(separator: ",\n") + "\n}\n"
  }

  /// The plan in Lightroom's keys. The sliders of the two programs differ, so it is approximate.
  ///
  /// Exposure 100 is 1.923 stops, as MonetGPT's executor has it; the others keep their numbers.
  package var settings: SettingsTable {
    var table = SettingsTable()
    for entry in entries {
      let name = entry.key.filter { !$0.isNumber }
      guard let value = NumberText.value(entry.number) else { continue }
      switch name {
      case "Exposure":
        table["Exposure2012"] = .number((value * Self.stopsPerUnit * 1e4).rounded() / 1e4)
      case "Contrast", "Highlights", "Shadows", "Whites", "Blacks", "Clarity":
        table[name + "2012"] = .number(entry.number)
      case "Temperature", "Tint": table["Incremental" + name] = .number(entry.number)
      default: table[name] = .number(entry.number)
      }
    }
    return table
  }

  /// The plan nearest to settings: what plans have no key for is left out and named.
  package static func plan(from settings: SettingsTable) -> (plan: MonetPlan, leftOut: [String]) {
    var plan = MonetPlan()
    var leftOut: [String] = []
    for entry in settings.entries {
      var name = entry.key.filter { !$0.isNumber }
      if name.hasPrefix("Incremental") { name = String(name.dropFirst(11)) }
      let isKelvin = entry.key == "Temperature" || entry.key == "Tint"
      guard keys.contains(name), !isKelvin, var value = entry.value.number else {
        leftOut.append(entry.key)
        continue
      }
      if name == "Exposure" { value /= stopsPerUnit }
      if value != 0 {
        let limited = min(100, max(-100, value.rounded()))
        plan.entries.append(Entry(key: name, number: NumberText.short(limited)))
      }
    }
    return (plan, leftOut)
  }

  /// 5 / 1.3 / 2 stops for 100.
  private static let stopsPerUnit = 5 / 1.3 / 2 / 100
}
