package import AtelierRecipe

/// Settings that a recipe was written into.
package struct UpdatedSettings: Sendable {
  /// The settings; what the recipe did not change is as it was.
  package let settings: DevelopSettings
  /// What could not be said in Lightroom's keys, or not exactly.
  package let notes: [String]
}

extension RecipeMapping {
  /// Writes into settings what a recipe has different from them.
  ///
  /// - Parameters:
  ///   - settings: what is changed; without entries, settings are made from the recipe alone.
  ///   - recipe: the wanted recipe.
  ///   - context: the picture; Kelvin is written for RAW files only.
  /// - Returns: the settings, and what could not be said in them.
  /// - Throws: ``LightroomError/outOfRange(key:found:allowed:)`` where a value does not fit its key.
  package func updating(
    _ settings: DevelopSettings, with recipe: Recipe, context: MappingContext = MappingContext()
  ) throws(LightroomError) -> UpdatedSettings {
    var updater = SettingsUpdater(
      mapping: self, settings: settings, recipe: recipe, context: context)
    try updater.run()
    return UpdatedSettings(settings: updater.result, notes: updater.notes)
  }

  /// A recipe as new settings.
  ///
  /// - Throws: ``LightroomError/outOfRange(key:found:allowed:)``.
  package func settings(
    of recipe: Recipe, context: MappingContext = MappingContext()
  ) throws(LightroomError) -> UpdatedSettings {
    try updating(DevelopSettings(), with: recipe, context: context)
  }
}

/// Compares a recipe with the one that the settings stand for and writes the differences.
private struct SettingsUpdater {
  let mapping: RecipeMapping
  let recipe: Recipe
  let context: MappingContext
  let before: Recipe
  let sources: [LocalSource]
  let wasEmpty: Bool
  let family: ProcessFamily
  var result: DevelopSettings
  var notes: [String] = []
  private var isChanged = false

  init(
    mapping: RecipeMapping, settings: DevelopSettings, recipe: Recipe, context: MappingContext
  ) {
    self.mapping = mapping
    self.recipe = recipe
    self.context = context
    result = settings
    wasEmpty = !settings.hasSettings
    let mapped = mapping.recipe(from: settings, context: context)
    before = mapped.recipe
    sources = mapped.sources
    // A recipe with the tones of the old versions makes settings of their newest.
    let isOld = mapping.targets.contains { key, target in
      LightroomKey.named(key)?.family == .old
        && recipe.adjustments[target.operation]?[target.parameter.name] != nil
    }
    family = wasEmpty ? (isOld ? .old : .new) : ProcessFamily.of(settings.table).family
  }

  mutating func run() throws(LightroomError) {
    try writeWhiteBalance()
    try writeCrop()
    for (key, target) in mapping.targets.sorted(by: { $0.key < $1.key })
    where !Self.jointKeys.contains(key) {
      let (old, new) = (value(target, in: before), value(target, in: recipe))
      guard !isSame(old, new) else { continue }
      try write(key, target, from: old, to: new)
    }
    if recipe.local != before.local { try writeLocal() }
    noteTheRest()
    guard isChanged, wasEmpty else { return }
    if result.table["ProcessVersion"] == nil {
      result.table.entries.insert(
        .init("ProcessVersion", .text(family == .old ? "5.7" : "15.4")), at: 0)
    }
    result.table["HasSettings"] = .flag(true)
  }

  private static let jointKeys: Set<String> = [
    "Temperature", "Tint", "IncrementalTemperature", "IncrementalTint", "CropLeft", "CropTop",
    "CropRight", "CropBottom", "CropAngle",
  ]

  private func value(_ target: RecipeMapping.Target, in recipe: Recipe) -> ParameterValue {
    let section = target.isGeometry ? recipe.geometry : recipe.adjustments
    return section[target.operation]?[target.parameter.name] ?? target.parameter.defaultValue
  }

  private func number(_ key: String, in recipe: Recipe) -> Double {
    mapping.targets[key].flatMap { value($0, in: recipe).number } ?? 0
  }

  private func isSame(_ a: ParameterValue, _ b: ParameterValue) -> Bool {
    if let a = a.number, let b = b.number { return abs(a - b) < 1e-6 }
    return a == b
  }

  // MARK: One key

  private mutating func write(
    _ key: String, _ target: RecipeMapping.Target, from old: ParameterValue, to new: ParameterValue
  ) throws(LightroomError) {
    let name = spelling(of: key)
    if let known = LightroomKey.named(name), family == .old, known.family == .new {
      notes.append(
        "\(key) acts in process version 2012 and later; these settings are older, so it was left out"
      )
      return
    }
    if let known = LightroomKey.named(name), family == .new, known.family == .old {
      notes.append(
        "\(key) acts in process versions 2003 and 2010; these settings are newer; it was left out"
      )
      return
    }
    do throws(RecipeError) {
      _ = try target.parameter.validated(new, path: key)
    } catch {
      throw .outOfRange(
        key: key, found: new.json.text(pretty: false), allowed: target.parameter.wanted)
    }
    switch new {
    case .number(var number):
      // A look's share is in the old number, but not in the file's own.
      if let mine = ownNumber(name, target), let old = old.number, abs(mine - old) > 1e-6 {
        number += mine - old
      }
      try set(name, number, target)
    case .flag(let flag):
      set(name, .flag(flag))
      if name == "ConvertToGrayscale", result.table["Treatment"] != nil {
        set("Treatment", .text(flag ? "Black & White" : "Color"))
      }
    case .choice(let text): set(name, .text(text))
    case .numbers(let numbers) where name == "PerspectiveUpright": setUpright(numbers)
    case .numbers(let numbers): set(name, .list(numbers.map { .number($0) }))
    case .rows(let rows) where name == "RetouchAreas": setSpots(rows)
    case .rows(let rows): set(name, .list(rows.map { .list($0.map { .number($0) }) }))
    case .curve(let curve): setCurve(name, curve)
    // No key holds one.
    case .table: break
    }
  }

  private mutating func setSpots(_ rows: [[Double]]) {
    let (areas, leftOut) = SpotArea.areas(of: rows, orientation: context.orientation)
    if leftOut > 0 {
      notes.append(
        "\(leftOut) filled spots have no form in Lightroom's settings; they were left out")
    }
    set("RetouchAreas", .list(areas))
    // It would say the old spots again.
    result.table["RetouchInfo"] = nil
  }

  /// Writes a projection as that of the guided mode, which is not found anew.
  private mutating func setUpright(_ numbers: [Double]) {
    guard numbers != UprightTransform.identity else {
      return set("PerspectiveUpright", .number("0"))
    }
    guard let transform = UprightTransform(numbers)?.stored(PictureTurn(context)) else { return }
    func text(_ numbers: [Double]) -> SettingsValue {
      .text(numbers.map { SettingsNumber.text($0, decimals: 6) }.joined(separator: ","))
    }
    for mode in 0..<5 where result.table["UprightTransform_\(mode)"] == nil {
      set("UprightTransform_\(mode)", text(UprightTransform.identity))
    }
    set("UprightTransform_5", text(transform.numbers))
    set("UprightTransformCount", .number("6"))
    set("PerspectiveUpright", .number("5"))
    notes.append("the projection is written as that of the guided Upright mode")
  }

  /// The key that the settings' process version has for a curve or clarity.
  private func spelling(of key: String) -> String {
    if family == .old, key == "Clarity2012" { return "Clarity" }
    guard family == .old, key.hasPrefix("ToneCurvePV2012") else { return key }
    return "ToneCurve" + key.dropFirst("ToneCurvePV2012".count)
  }

  private func ownNumber(_ key: String, _ target: RecipeMapping.Target) -> Double? {
    guard result.table["Look"]?.table?["Parameters"]?.table?[key] != nil, let range = target.range
    else { return nil }
    let mine = result.table[key]?.number ?? target.neutral
    return min(range.upperBound, max(range.lowerBound, mine))
  }

  private mutating func set(
    _ key: String, _ number: Double, _ target: RecipeMapping.Target
  ) throws(LightroomError) {
    if case .number(let range, _)? = LightroomKey.named(key)?.form, !range.contains(number) {
      throw .outOfRange(key: key, found: NumberText.short(number), allowed: range.shortText)
    }
    let decimals = Self.decimals(key, target.parameter.unit)
    let written = SettingsNumber.text(number, decimals: decimals)
    if let value = NumberText.value(written), abs(value - number) > 1e-6 {
      notes.append("\(key) \(NumberText.short(number)) is written as \(written)")
    }
    set(key, .number(written))
  }

  /// Decimals of Lightroom's numbers.
  private static func decimals(_ key: String, _ unit: ParameterUnit) -> Int {
    switch unit {
    case .stops: 2
    case .pixels: 1
    case .fraction: 6
    case .slider, .degrees, .kelvin, .count:
      switch key {
      case "CropAngle": 6
      case "PerspectiveX", "PerspectiveY": 2
      case "PerspectiveRotate": 1
      default: 0
      }
    }
  }

  private mutating func setCurve(_ key: String, _ curve: [CurvePoint]) {
    if var look = result.table["Look"]?.table, var parameters = look["Parameters"]?.table,
      parameters[key] != nil
    {
      parameters[key] = nil
      look["Parameters"] = .table(parameters)
      result.table["Look"] = .table(look)
      notes.append("the look's own \(key) went into the new curve")
    }
    let points = CurveMapping.points(of: curve)
    set(key, .list(points.map { .text("\(Int($0.x)), \(Int($0.y))") }))
    let isExact =
      points.count == curve.count
      && zip(points, curve).allSatisfy {
        abs($0.x / 255 - $1.x) < 1e-6 && abs($0.y / 255 - $1.y) < 1e-6
      }
    if !isExact { notes.append("\(key) is written in whole steps of 0…255") }
    let nameKey = key.hasPrefix("ToneCurvePV2012") ? "ToneCurveName2012" : "ToneCurveName"
    set(nameKey, .text(CurveMapping.isDiagonal(curve) ? "Linear" : "Custom"))
  }

  private mutating func set(_ key: String, _ value: SettingsValue) {
    isChanged = true
    if let old = result.table[key], old.meansSame(as: value) { return }
    // A curve name says something about all curves; another curve may still be bent.
    if key.hasPrefix("ToneCurveName"), value.text == "Linear", hasBentCurve { return }
    result.table[key] = value
  }

  private var hasBentCurve: Bool {
    result.table.entries.contains { entry in
      guard entry.key.hasPrefix("ToneCurve"), !entry.key.hasPrefix("ToneCurveName"),
        let points = SettingsLayout.points(of: entry.value)
      else { return false }
      return points.points.contains { $0.x != $0.y }
    }
  }

  // MARK: Keys that act together

  private mutating func writeWhiteBalance() throws(LightroomError) {
    let relative = ["IncrementalTemperature", "IncrementalTint"]
    let isMoved = relative.contains { differs($0) }
    let isNamed = differs("Temperature") || differs("Tint")
    guard isMoved || isNamed else { return }
    if context.pixels == .rendered {
      var change: [Double] = [0, 0]
      if let base = context.light, number("Temperature", in: recipe) > 0 {
        // 100 of the relative scale are 100 mired, and the tints have one unit.
        change = [
          1e6 / base.kelvin - 1e6 / number("Temperature", in: recipe),
          number("Tint", in: recipe) - base.tint,
        ]
      } else if !isMoved {
        return
      }
      for (key, change) in zip(relative, change) {
        guard let target = mapping.targets[key], let range = target.range else { continue }
        let wanted = number(key, in: recipe) + change
        let limited = min(range.upperBound, max(range.lowerBound, wanted))
        if change != 0, limited != wanted {
          notes.append("\(key) \(NumberText.short(wanted)) is written as \(limited)")
        }
        try set(key, change == 0 ? wanted : limited, target)
      }
      // Kelvin belongs to RAW files.
      for key in ["Temperature", "Tint"] { result.table[key] = nil }
      set("WhiteBalance", .text("Custom"))
      return
    }
    guard let kelvinTarget = mapping.targets["Temperature"],
      let tintTarget = mapping.targets["Tint"]
    else { return }
    var light: MappingContext.Light? = context.baseline
    if number("Temperature", in: recipe) > 0 {
      light = .init(
        kelvin: number("Temperature", in: recipe), tint: number("Tint", in: recipe))
    }
    let (warmer, tint) = (number(relative[0], in: recipe), number(relative[1], in: recipe))
    guard var light else {
      if warmer == 0, tint == 0 {
        set("WhiteBalance", .text("As Shot"))
        for key in ["Temperature", "Tint"] { result.table[key] = nil }
      } else {
        notes.append(
          "relative white balance was left out: the light as shot is not known, and RAW files take Kelvin"
        )
      }
      return
    }
    if warmer != 0 { light.kelvin = 1e6 / max(20, 1e6 / light.kelvin - warmer) }
    light.tint += tint
    for key in relative { result.table[key] = nil }
    try set("Temperature", light.kelvin.rounded(), kelvinTarget)
    try set("Tint", light.tint.rounded(), tintTarget)
    set("WhiteBalance", .text("Custom"))
  }

  private func differs(_ key: String) -> Bool {
    abs(number(key, in: before) - number(key, in: recipe)) > 1e-6
  }

  private mutating func writeCrop() throws(LightroomError) {
    guard RecipeMapper.cropKeys.contains(where: { differs($0) }) else { return }
    let crop = SIMD4(
      number("CropLeft", in: recipe), number("CropTop", in: recipe),
      number("CropRight", in: recipe), number("CropBottom", in: recipe))
    let degrees = number("CropAngle", in: recipe)
    guard crop.x < crop.z, crop.y < crop.w else {
      throw .outOfRange(
        key: "Crop", found: "a crop without width or height", allowed: "left < right")
    }
    if context.storedSize == nil, degrees != 0 {
      notes.append("the picture's size is not known; the turned crop is written for 3:2")
    }
    let stored = context.storedSize ?? [3, 2]
    let upright = CropFrame.turnedSize(stored, context.orientation)
    let frame = CropFrame(crop: crop, degrees: degrees, in: upright)
      .turned(by: CropFrame.inverse(context.orientation), from: upright)
    let corners = frame.corners(in: stored)
    for (index, key) in ["CropLeft", "CropTop", "CropRight", "CropBottom"].enumerated() {
      set(key, .number(SettingsNumber.text(corners[index], decimals: 6)))
    }
    set("CropAngle", .number(SettingsNumber.text(frame.degrees, decimals: 6)))
    let isWhole = crop == [0, 0, 1, 1] && degrees == 0
    set("HasCrop", .flag(!isWhole))
  }

  private mutating func writeLocal() throws(LightroomError) {
    let updated = try mapping.updating(
      result, local: recipe.local, sources: sources, context: context)
    if updated.settings.table != result.table { isChanged = true }
    result = updated.settings
    notes += updated.notes
  }

  // MARK: What has no key

  private mutating func noteTheRest() {
    if !recipe.monet.isEmpty {
      notes.append("monet has no keys in Lightroom; it was left out")
    }
    let known = Set(mapping.targets.values.map { "\($0.operation).\($0.parameter.name)" })
    for section in [recipe.adjustments, recipe.geometry] {
      for (operation, values) in section.sorted(by: { $0.key < $1.key }) {
        for name in values.keys.sorted() where !known.contains("\(operation).\(name)") {
          notes.append("\(operation).\(name) has no key in Lightroom; it was left out")
        }
      }
    }
  }
}

/// Numbers as Lightroom writes them.
enum SettingsNumber {
  /// A number with a fixed count of decimals at most six, trailing zeros of long ones cut off.
  static func text(_ value: Double, decimals: Int) -> String {
    let scale = [1.0, 10, 100, 1e3, 1e4, 1e5, 1e6][min(6, max(0, decimals))]
    let whole = Int64((min(1e9, max(-1e9, value)) * scale).rounded())
    guard decimals > 0 else { return "\(whole)" }
    let digits = String(whole.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    var fraction = padded.suffix(decimals)
    if decimals > 2 { while fraction.last == "0" { fraction.removeLast() } }
    return (whole < 0 ? "-" : "") + padded.dropLast(decimals)
      + (fraction.isEmpty ? "" : "." + fraction)
  }
}
