import AtelierRecipe

/// Works through the keys of one file.
struct RecipeMapper {
  let mapping: RecipeMapping
  var targets: [String: RecipeMapping.Target] { mapping.targets }
  let settings: DevelopSettings
  let context: MappingContext
  let options: MappingOptions
  let own: [String: SettingsValue]
  let family: ProcessFamily
  var values: [String: ParameterValues] = [:]
  var geometryOperations: Set<String> = []
  var local: [LocalSource] = []
  var report = MappingReport()

  init(
    mapping: RecipeMapping, settings: DevelopSettings, context: MappingContext,
    options: MappingOptions
  ) {
    self.mapping = mapping
    self.settings = settings
    self.context = context
    self.options = options
    own = settings.table.byKey
    family = ProcessFamily.of(settings.table).family
  }

  /// Fills the values and the report.
  mutating func run() {
    let isEmpty = own["HasSettings"]?.flag == false && !settings.hasSettings
    var done: Set<String> = []
    for entry in settings.table.entries where done.insert(entry.key).inserted {
      guard let value = own[entry.key] else { continue }
      map(entry.key, value)
    }
    if settings.role == .sidecar, settings.hasSettings, !isEmpty { addDefaults() }
    addWhiteBalance()
    addCrop()
    addNamedCurve()
    addLook()
    if options.amount != 1 { scale() }
  }

  // MARK: Keys one by one

  private mutating func map(_ key: String, _ value: SettingsValue) {
    guard let known = LightroomKey.named(key) else {
      if let target = targets[key] { return store(value, key, target) }
      return note(key, .kept, "no key of Lightroom's that is known here")
    }
    guard !options.without.contains(known.group) else {
      return note(key, .kept, "\(known.group.rawValue) was left out")
    }
    if known.group == .information {
      return note(key, .kept, "describes the file", isNeutral: true)
    }
    if let belongs = familyProblem(known) {
      return note(key, .kept, belongs, isNeutral: true)
    }
    if key == "Look" || Self.jointKeys.contains(key) { return }
    if key == "RetouchInfo", own["RetouchAreas"] != nil {
      return note(key, .kept, "says again what RetouchAreas says", isNeutral: true)
    }
    if known.group == .masks { return mapMasks(key) }
    if let target = targets[key] {
      return key == "PerspectiveUpright"
        ? mapUpright(value, target) : store(value, key, target)
    }
    if let (alias, reason) = Self.alias(of: key), let target = targets[alias] {
      return store(value, key, target, assumption: reason)
    }
    keep(key, value, known)
  }

  /// Keys that act together and are mapped together.
  private static let jointKeys: Set<String> = [
    "WhiteBalance", "Temperature", "Tint", "IncrementalTemperature", "IncrementalTint", "CropLeft",
    "CropTop", "CropRight", "CropBottom", "CropAngle", "HasCrop",
  ]

  /// Why a key of the other process versions does nothing here.
  private func familyProblem(_ key: LightroomKey) -> String? {
    switch (key.family, family) {
    case (.old, .new): "acts in process versions 2003 and 2010 only"
    case (.new, .old): "acts in process version 2012 and later only"
    default: nil
    }
  }

  /// What stands in for a key of the old versions where there is no operation of its own.
  static func alias(of key: String) -> (key: String, reason: String?)? {
    switch key {
    case "ToneCurve": ("ToneCurvePV2012", nil)
    case "ToneCurveRed": ("ToneCurvePV2012Red", nil)
    case "ToneCurveGreen": ("ToneCurvePV2012Green", nil)
    case "ToneCurveBlue": ("ToneCurvePV2012Blue", nil)
    case "Clarity": ("Clarity2012", "rendered as the clarity of process version 2012")
    case "Treatment": ("ConvertToGrayscale", nil)
    case "RetouchInfo": ("RetouchAreas", nil)
    default: nil
    }
  }

  private mutating func keep(_ key: String, _ value: SettingsValue, _ known: LightroomKey) {
    switch known.form {
    case .number(_, let neutral):
      note(key, .kept, "not rendered", isNeutral: value.number == neutral)
    case .flag: note(key, .kept, "not rendered", isNeutral: value.flag == false)
    case .text:
      note(key, .kept, "a name or identifier", isNeutral: known.group != .look)
    case .curve, .structure:
      let isEmpty = value.items?.isEmpty == true || isUnusedPointColor(key, value)
      note(key, .kept, "not rendered", isNeutral: isEmpty)
    }
  }

  private func isUnusedPointColor(_ key: String, _ value: SettingsValue) -> Bool {
    SettingsLayout.pointColorKeys.contains(key)
      && (value.items ?? []).allSatisfy {
        SettingsLayout.pointColor($0)?.allSatisfy { $0 == -1 } ?? false
      }
  }

  mutating func store(
    _ value: SettingsValue, _ key: String, _ target: RecipeMapping.Target,
    assumption: String? = nil
  ) {
    switch target.parameter.kind {
    case .scalar, .integer:
      guard let number = value.number, let range = target.range else {
        return refuse(key, value, "a number")
      }
      var reason = assumption ?? ""
      if !range.contains(number) {
        reason = "\(value.text ?? "") is rendered as the nearest of \(range.shortText)"
      }
      if case .text(let text) = value, NumberText.hasOneComma(text) {
        reason = "'\(text)' is read with a decimal comma"
      }
      var limited = min(range.upperBound, max(range.lowerBound, number))
      if case .integer = target.parameter.kind { limited = limited.rounded() }
      set(target, .number(limited))
      note(key, reason.isEmpty ? .rendered : .assumed, reason, isNeutral: number == target.neutral)
    case .flag:
      guard let flag = key == "Treatment" ? value.text.map({ $0 != "Color" }) : value.flag else {
        return refuse(key, value, "True or False")
      }
      // A treatment does not undo what the flag beside it says.
      if key != "Treatment" || own["ConvertToGrayscale"] == nil { set(target, .flag(flag)) }
      note(key, .rendered, "", isNeutral: !flag)
    case .curve:
      guard let points = SettingsLayout.points(of: value),
        let (curve, isChanged) = CurveMapping.curve(of: points.points)
      else { return refuse(key, value, "two or more points x, y on 0…255") }
      var reason = assumption ?? ""
      if isChanged { reason = "points were limited to 0…255 and put in rising order" }
      if points.isOdd { reason = "the last number has no partner and is left out" }
      set(target, .curve(curve))
      note(
        key, reason.isEmpty ? .rendered : .assumed, reason,
        isNeutral: CurveMapping.isDiagonal(curve))
    case .choice(let names):
      guard let text = value.text, names.contains(text) else {
        return refuse(key, value, "one of \(names.joined(separator: ", "))")
      }
      set(target, .choice(text))
      note(key, .rendered, "")
    case .numbers(let count, _):
      guard let numbers = SettingsLayout.numbers(in: value), numbers.count == count,
        (try? target.parameter.validated(.numbers(numbers), path: key)) != nil
      else { return refuse(key, value, "\(count) numbers") }
      set(target, .numbers(numbers))
      note(key, .rendered, "")
    case .rows where key == "RetouchAreas" || key == "RetouchInfo":
      storeSpots(value, key, target)
    case .rows(let columns, _):
      let items = value.items ?? []
      let all = items.compactMap(SettingsLayout.pointColor)
      let rows = all.filter { !$0.allSatisfy { $0 == -1 } }
      guard all.count == items.count, value.items != nil,
        (try? target.parameter.validated(.rows(rows), path: key)) != nil
      else { return refuse(key, value, "rows of \(columns.count) numbers") }
      set(target, .rows(rows))
      note(key, .rendered, "", isNeutral: rows.isEmpty)
    case .table: refuse(key, value, "a table of colours")
    }
  }

  mutating func refuse(_ key: String, _ value: SettingsValue, _ wanted: String) {
    let found = value.text.map { "'\(TextPlace.shortened($0))'" } ?? "a list or a table"
    note(key, .refused, "\(found) was found, \(wanted) is wanted")
  }

  mutating func set(_ target: RecipeMapping.Target, _ value: ParameterValue) {
    if target.isGeometry { geometryOperations.insert(target.operation) }
    values[target.operation, default: [:]][target.parameter.name] = value
  }

  func number(_ target: RecipeMapping.Target) -> Double? {
    values[target.operation]?[target.parameter.name]?.number
  }

  func curve(_ target: RecipeMapping.Target) -> [CurvePoint]? {
    if case .curve(let curve)? = values[target.operation]?[target.parameter.name] {
      curve
    } else {
      nil
    }
  }

  mutating func note(
    _ key: String, _ outcome: MappingReport.Outcome, _ reason: String, isNeutral: Bool = false
  ) {
    report.entries.append(
      .init(key: key, outcome: outcome, reason: reason, isNeutral: isNeutral))
  }

  // MARK: What is absent

  /// The defaults that a sidecar means by leaving a key out.
  private mutating func addDefaults() {
    guard context.pixels == .raw else { return }
    var defaults: [(String, Double)] = [("Sharpness", 40), ("ColorNoiseReduction", 25)]
    if family == .old { defaults += [("Shadows", 5), ("Brightness", 50), ("Contrast", 25)] }
    for (key, value) in defaults where own[key] == nil {
      guard let target = targets[key], let known = LightroomKey.named(key),
        !options.without.contains(known.group)
      else { continue }
      set(target, .number(value))
      note(key, .assumed, "absent; \(NumberText.short(value)) is the default of RAW files")
    }
  }

  /// A curve that only its name gives.
  private mutating func addNamedCurve() {
    guard !options.without.contains(.curve) else { return }
    let (curveKey, nameKey) =
      family == .old ? ("ToneCurve", "ToneCurveName") : ("ToneCurvePV2012", "ToneCurveName2012")
    guard own[curveKey] == nil, let target = targets["ToneCurvePV2012"] else { return }
    var name = own[nameKey]?.text
    let isDefault = name == nil && family == .old && context.pixels == .raw
    if isDefault, settings.role == .sidecar, settings.hasSettings { name = "Medium Contrast" }
    let steps: [Double]
    switch name {
    case "Medium Contrast": steps = [0, 22, 56, 128, 196, 255]
    case "Strong Contrast": steps = [0, 16, 50, 128, 202, 255]
    default: return
    }
    let points = zip([0.0, 32, 64, 128, 192, 255], steps).map { (x: $0, y: $1) }
    guard let curve = CurveMapping.curve(of: points)?.curve else { return }
    set(target, .curve(curve))
    note(curveKey, .assumed, "absent; '\(name ?? "")' names it")
  }

  // MARK: Strength

  /// Scales what is an amount from its place at rest.
  private mutating func scale() {
    for (key, target) in targets where Self.isAmount(key) {
      if let number = number(target), let range = target.range {
        let scaled = target.neutral + options.amount * (number - target.neutral)
        set(target, .number(min(range.upperBound, max(range.lowerBound, scaled))))
      } else if let curve = curve(target) {
        set(target, .curve(CurveMapping.scaled(curve, by: options.amount)))
      } else if case .rows(let columns, _) = target.parameter.kind,
        case .rows(let rows)? = values[target.operation]?[target.parameter.name]
      {
        set(target, .rows(columns.scaled(rows, by: options.amount)))
      }
    }
  }

  /// Whether half of the value is half of the effect: no hues, sizes, places or Kelvin.
  static func isAmount(_ key: String) -> Bool {
    guard let known = LightroomKey.named(key) else { return false }
    if known.group == .crop || key == "Temperature" || key == "Tint" { return false }
    if key.hasPrefix("HueAdjustment") || key == "RedHue" || key == "GreenHue" || key == "BlueHue" {
      return true
    }
    let shapes = [
      "Hue", "Split", "Blending", "Balance", "Radius", "Detail", "Masking", "ReductionContrast",
      "Smoothness", "Midpoint", "Feather", "Roundness", "Style", "HighlightContrast", "GrainSize",
      "GrainFrequency", "HueLo", "HueHi", "Upright", "Perspective", "ProfileEnable", "LateralCA",
    ]
    return !shapes.contains { key.hasSuffix($0) || key == $0 }
      && !key.hasPrefix("Perspective") && !key.hasPrefix("Upright")
  }
}
