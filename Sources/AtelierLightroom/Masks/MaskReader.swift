import AtelierRecipe

/// Reads corrections and their masks from tables.
struct MaskReader {
  let family: ProcessFamily
  /// Whether a model wrote them: numbers beyond ±1 are then taken for percent.
  let isROC: Bool
  private(set) var notes: [String] = []
  private var count = 0

  init(family: ProcessFamily, isROC: Bool) {
    self.family = family
    self.isROC = isROC
  }

  mutating func corrections(
    _ value: SettingsValue, key: String
  ) throws(LightroomError) -> [LocalCorrection] {
    guard let items = value.items else {
      say("\(key) is no list; it is kept")
      return []
    }
    var corrections: [LocalCorrection] = []
    for (index, item) in items.enumerated() {
      guard let table = item.table, !table.entries.isEmpty else {
        say("\(key)[\(index + 1)] is no table; it is kept")
        continue
      }
      try take(1)
      var next = try correction(table, key: key)
      next.place = index
      corrections.append(next)
    }
    return corrections
  }

  private mutating func correction(
    _ table: SettingsTable, key: String
  ) throws(LightroomError) -> LocalCorrection {
    var correction = LocalCorrection(
      source: key, name: table["CorrectionName"]?.text ?? "",
      amount: number(table["CorrectionAmount"], 1, in: 0...2, "CorrectionAmount"),
      isActive: table["CorrectionActive"]?.flag ?? true, values: [], curves: [:], pointColors: [],
      components: [])
    for (name, value) in table.byKey.sorted(by: { $0.key < $1.key }) {
      if ["MainCurve", "RedCurve", "GreenCurve", "BlueCurve"].contains(name) {
        if let points = SettingsLayout.points(of: value),
          let curve = CurveMapping.curve(of: points.points)?.curve
        {
          if !CurveMapping.isDiagonal(curve) { correction.curves[name] = curve }
        } else {
          say("\(name) is no curve; it is kept")
        }
      } else if name == "LocalPointColors" {
        correction.pointColors = (value.items ?? []).compactMap(SettingsLayout.pointColor)
          .filter { $0.count == 19 && $0.contains { $0 != -1 } }
      } else if name.hasPrefix("Local"), isOfFamily(name, table) {
        if let value = localValue(name, value) { correction.values.append(.init(name, value)) }
      }
    }
    let masks = try components(table["CorrectionMasks"], of: key)
    correction.components = masks.components
    correction.isComplete = masks.isComplete
    // Before mask groups a range belonged to the whole correction.
    if let range = table["CorrectionRangeMask"]?.table, let shape = rangeShape(range) {
      correction.components.append(
        MaskComponent(
          name: "", isActive: true, combination: .intersect,
          isInverted: range["Invert"]?.flag ?? false, opacity: 1, shape: shape))
    }
    return correction
  }

  /// Whether a local slider acts in this process version, where both spellings stand there.
  private func isOfFamily(_ name: String, _ table: SettingsTable) -> Bool {
    switch family {
    case .new: name.hasSuffix("2012") || table[name + "2012"] == nil
    case .old: !name.hasSuffix("2012") || table[String(name.dropLast(4))] == nil
    }
  }

  private mutating func localValue(_ name: String, _ value: SettingsValue) -> Double? {
    guard var number = value.number else {
      say("\(name) is no number; it is kept")
      return nil
    }
    // Degrees and percent by nature.
    if ["LocalToningHue", "LocalCurveRefineSaturation"].contains(name) { return number }
    if number.magnitude > 1, isROC, number.magnitude <= 100 {
      say("\(name) \(NumberText.short(number)) is taken for percent; local values lie in -1...1")
      number /= 100
    } else if number.magnitude > 1, name != "LocalBrightness" {
      say("\(name) \(NumberText.short(number)) is limited to -1...1")
      number = min(1, max(-1, number))
    }
    return number
  }

  // MARK: Components

  private mutating func components(
    _ value: SettingsValue?, of key: String
  ) throws(LightroomError) -> (components: [MaskComponent], isComplete: Bool) {
    var components: [MaskComponent] = []
    var isComplete = true
    for item in value?.items ?? [] {
      guard let table = item.table else {
        say("a mask is no table; it is kept")
        isComplete = false
        continue
      }
      try take(1)
      guard var component = component(table, of: key) else {
        if table["MaskActive"]?.flag != false { isComplete = false }
        continue
      }
      switch component.shape {
      case .brush:
        // The value of a lone stroke is the component's.
        component.shape = .brush(try strokes([table], isLone: true))
        // A lone eraser takes away from what was there.
        if table["MaskValue"]?.number == 0, component.combination == .add {
          component.combination = .subtract
          component.opacity = 1
        }
      case .other("Mask/Aggregate"):
        let inner = (table["Masks"]?.items ?? []).compactMap(\.table)
        component.shape = .brush(try strokes(inner))
      default: break
      }
      components.append(component)
    }
    return (components, isComplete)
  }

  private mutating func component(_ table: SettingsTable, of key: String) -> MaskComponent? {
    let what = table["What"]?.text ?? ""
    let value = number(table["MaskValue"], 1, in: 0...1, "MaskValue")
    var isInverted = table["MaskInverted"]?.flag ?? false
    // The old radial form has the other flag alone.
    if key == "CircularGradientBasedCorrections", table["MaskInverted"] == nil,
      let flipped = table["Flipped"]?.flag
    {
      isInverted = !flipped
    }
    var combination = MaskComponent.Combination.add
    var opacity = value
    switch table["MaskBlendMode"]?.number ?? 0 {
    case 0: break
    case 1 where value == 0:
      // Lightroom's own: a value of 0 marks it, and inversion tells the two apart.
      combination = isInverted ? .intersect : .subtract
      isInverted = false
      opacity = 1
    case 1:
      combination = isInverted ? .subtract : .intersect
      isInverted = false
    case let mode:
      say("a mask has the blend mode \(NumberText.short(mode)), which is not known; it is kept")
      return nil
    }
    var shape = shape(what, table)
    if case .other = shape, what != "Mask/Aggregate" {
      say("'\(TextPlace.shortened(what))' is no mask that is known; it is kept")
    }
    if what == "Mask/RangeMask", let range = table["CorrectionRangeMask"]?.table {
      if let known = rangeShape(range) { shape = known }
      if range["Invert"]?.flag == true { isInverted.toggle() }
    }
    return MaskComponent(
      name: table["MaskName"]?.text ?? "", isActive: table["MaskActive"]?.flag ?? true,
      combination: combination, isInverted: isInverted, opacity: opacity, shape: shape)
  }

  private mutating func shape(_ what: String, _ table: SettingsTable) -> MaskShape {
    switch what {
    // The second name is one that a prompt made up.
    case "Mask/Gradient", "Mask/LinearGradient":
      guard let zero = point(table, "ZeroX", "ZeroY"), let full = point(table, "FullX", "FullY")
      else { return .other(what) }
      return .linear(zero: zero, full: full)
    case "Mask/CircularGradient":
      let sides = ["Top", "Left", "Bottom", "Right"].compactMap { table[$0]?.number }
      guard sides.count == 4 else { return .other(what) }
      return .radial(
        RadialShape(
          top: sides[0], left: sides[1], bottom: sides[2], right: sides[3],
          angle: table["Angle"]?.number ?? 0,
          midpoint: number(table["Midpoint"], 50, in: 0...100, "Midpoint"),
          feather: number(table["Feather"], 50, in: 0...100, "Feather"),
          roundness: table["Roundness"]?.number ?? 0))
    case "Mask/Paint": return .brush([])
    case "Mask/Polygon": return .polygon(outline(table))
    case "Mask/Image", "Mask/Person", "Mask/Sky", "Mask/Subject", "Mask/Background":
      return .semantic(semantic(what, table))
    default: return .other(what)
    }
  }

  private func semantic(_ what: String, _ table: SettingsTable) -> SemanticShape {
    let number = table["MaskSubType"]?.number.flatMap { Int(exactly: $0) }
    let subject: SemanticShape.Subject =
      switch (what, number) {
      case ("Mask/Image", 0): .object
      case ("Mask/Subject", _), ("Mask/Image", 1): .subject
      case ("Mask/Sky", _), ("Mask/Image", 2): .sky
      case ("Mask/Person", _), ("Mask/Image", 3): .person
      case ("Mask/Background", _): .background
      default: .other(number ?? -1)
      }
    let reference = table["ReferencePoint"].flatMap(SettingsLayout.numbers)
    let gestures = (table["Gesture"]?.items ?? []).compactMap(\.table)
    return SemanticShape(
      subject: subject,
      category: table["MaskSubCategoryID"]?.number.flatMap { Int(exactly: $0) },
      referencePoint: reference.flatMap { $0.count == 2 ? SIMD2($0[0], $0[1]) : nil },
      outline: gestures.first.map(outline) ?? [])
  }

  private func outline(_ table: SettingsTable) -> [SIMD2<Double>] {
    (table["Points"]?.items ?? []).compactMap { $0.table.flatMap { point($0, "X", "Y") } }
  }

  private func rangeShape(_ range: SettingsTable) -> MaskShape? {
    let list = { (key: String) in range[key].flatMap(SettingsLayout.numbers) ?? [] }
    func trapezoid(_ name: String) -> TrapezoidRange? {
      let numbers = list(name + "Range")
      if numbers.count == 4 {
        return TrapezoidRange(
          low: numbers[0], lowFull: numbers[1], highFull: numbers[2], high: numbers[3])
      }
      // The form before mask groups: two ends and a feather.
      guard let low = range[name + "Min"]?.number, let high = range[name + "Max"]?.number else {
        return nil
      }
      let feather = range[name + "Feather"]?.number ?? 0
      return TrapezoidRange(
        low: max(0, low - feather), lowFull: low, highFull: high, high: min(1, high + feather))
    }
    switch range["Type"]?.number {
    case 1:
      return .colorRange(
        ColorRange(
          amount: range["ColorAmount"]?.number ?? 0.5,
          samples: (range["PointModels"]?.items ?? []).compactMap(SettingsLayout.numbers)))
    case 2: return trapezoid("Lum").map { .luminanceRange($0) }
    case 3: return trapezoid("Depth").map { .depthRange($0) }
    default: return nil
    }
  }

  // MARK: Strokes

  private mutating func strokes(
    _ tables: [SettingsTable], isLone: Bool = false
  ) throws(LightroomError) -> [BrushStroke] {
    var strokes: [BrushStroke] = []
    for table in tables {
      try take(isLone ? 0 : 1)
      let radius = table["Radius"]?.number ?? 0
      var current: Double?
      var dabs: [BrushStroke.Dab] = []
      for item in table["Dabs"]?.items ?? [] {
        let words = (item.text ?? "").split(separator: " ")
        let numbers = words.dropFirst().compactMap { NumberText.value(String($0)) }
        switch (words.first, numbers.count) {
        case ("d", 2): dabs.append(.init(center: SIMD2(numbers[0], numbers[1]), radius: current))
        case ("r", 1): current = numbers[0]
        default:
          say("'\(TextPlace.shortened(item.text ?? ""))' is no dab of a brush; it is kept")
        }
      }
      strokes.append(
        BrushStroke(
          dabs: dabs, radius: radius, flow: number(table["Flow"], 1, in: 0...1, "Flow"),
          hardness: number(table["CenterWeight"], 0, in: 0...1, "CenterWeight"),
          value: isLone ? 1 : number(table["MaskValue"], 1, in: 0...1, "MaskValue")))
    }
    return strokes
  }

  // MARK: Steps

  /// Notes something; one file says at most a hundred things.
  private mutating func say(_ note: String) {
    if notes.count < 100 { notes.append(note) }
  }

  private mutating func take(_ more: Int) throws(LightroomError) {
    count += more
    guard count <= SettingsLimits.masks else {
      throw .limitExceeded(
        what: "masks and corrections", found: "more than \(SettingsLimits.masks)",
        allowed: "\(SettingsLimits.masks)")
    }
  }

  private mutating func number(
    _ value: SettingsValue?, _ absent: Double, in range: ClosedRange<Double>, _ name: String
  ) -> Double {
    guard let value else { return absent }
    guard let number = value.number else {
      say("\(name) is no number; \(NumberText.short(absent)) is taken")
      return absent
    }
    if !range.contains(number) {
      say("\(name) \(NumberText.short(number)) is limited to \(range.shortText)")
    }
    return min(range.upperBound, max(range.lowerBound, number))
  }

  private func point(_ table: SettingsTable, _ x: String, _ y: String) -> SIMD2<Double>? {
    guard let x = table[x]?.number, let y = table[y]?.number else { return nil }
    return SIMD2(x, y)
  }
}
