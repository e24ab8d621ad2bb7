import AtelierRecipe

/// Writes local adjustments of a recipe as Lightroom's corrections.
struct CorrectionWriter {
  let mapping: RecipeMapping
  let turn: PictureTurn
  private(set) var notes: [String] = []

  init(mapping: RecipeMapping, turn: PictureTurn) {
    self.mapping = mapping
    self.turn = turn
  }

  /// A new correction.
  ///
  /// - Returns: nil, and a note, where Lightroom has no such masks.
  /// - Throws: ``LightroomError/outOfRange(key:found:allowed:)``.
  mutating func correction(
    _ adjustment: LocalAdjustment, number: Int
  ) throws(LightroomError) -> SettingsTable? {
    let name = adjustment.name.isEmpty ? "Mask \(number)" : adjustment.name
    var writer = MaskWriter(turn: turn, seed: "\(number) \(adjustment.mask.json.text())")
    guard let masks = writer.masks(of: adjustment.mask) else {
      notes.append("the area '\(name)' is left out: \(writer.problem)")
      return nil
    }
    notes += writer.notes.map { "the area '\(name)': \($0)" }
    var table: SettingsTable = [
      "What": .text("Correction"), "CorrectionAmount": .number(adjustment.amount),
      "CorrectionActive": .flag(true), "CorrectionName": .text(name),
      "CorrectionSyncID": .text(writer.identifier()),
    ]
    try write(adjustment.adjustments, of: name, to: &table)
    table["LocalCurveRefineSaturation"] = .number("100")
    table["CorrectionMasks"] = .list(masks.map { .table($0) })
    return table
  }

  /// Writes the sliders of an area over those that a correction has.
  ///
  /// - Throws: ``LightroomError/outOfRange(key:found:allowed:)``.
  mutating func write(
    _ adjustments: Adjustments, of name: String, to table: inout SettingsTable
  ) throws(LightroomError) {
    var known: Set<String> = []
    for (key, entry) in mapping.localTargets.sorted(by: { $0.key < $1.key }) {
      let (target, scale) = entry
      let place = "\(target.operation).\(target.parameter.name)"
      known.insert(place)
      let number = adjustments[target.operation]?[target.parameter.name]?.number ?? 0
      let value = number * scale
      guard (-1...1).contains(value) else {
        throw .outOfRange(
          key: key, found: NumberText.short(value), allowed: "-1...1 (\(place) in '\(name)')")
      }
      // The older spelling would count beside it.
      if key.hasSuffix("2012") { table[String(key.dropLast(4))] = nil }
      if number != 0 || table[key] != nil {
        table[key] = .number(SettingsNumber.text(value, decimals: 6))
      }
    }
    for (key, _) in RecipeMapping.localCurves.sorted(by: { $0.key < $1.key }) {
      guard let target = mapping.localCurve(key) else { continue }
      known.insert("\(target.operation).\(target.parameter.name)")
      table[key] = nil
      guard case .curve(let curve)? = adjustments[target.operation]?[target.parameter.name],
        !CurveMapping.isDiagonal(curve)
      else { continue }
      table[key] = .list(
        CurveMapping.points(of: curve).map { .text("\(Int($0.x)),\(Int($0.y))") })
    }
    if let target = mapping.targets["PointColors"], target.parameter.local != .none {
      known.insert("\(target.operation).\(target.parameter.name)")
      table["LocalPointColors"] = nil
      if case .rows(let rows)? = adjustments[target.operation]?[target.parameter.name],
        !rows.isEmpty
      {
        table["LocalPointColors"] = .list(rows.map { .list($0.map { .number($0) }) })
      }
    }
    if let toning = mapping.toning {
      known.insert("\(toning.operation).\(toning.parameter.name)")
      var tint = [0.0, 0]
      if case .rows(let rows)? = adjustments[toning.operation]?[toning.parameter.name] {
        tint = rows.first ?? tint
        if rows.count > 1 {
          notes.append("of the colours laid over the area '\(name)' only the first is written")
        }
      }
      for (key, value) in zip(RecipeMapping.toningKeys, [tint[0], tint[1] / 100])
      where value != 0 || table[key] != nil {
        table[key] = .number(SettingsNumber.text(value, decimals: 6))
      }
    }
    for (operation, values) in adjustments.sorted(by: { $0.key < $1.key }) {
      for parameter in values.keys.sorted() where !known.contains("\(operation).\(parameter)") {
        notes.append(
          "\(operation).\(parameter) of the area '\(name)' has no local key in Lightroom; it was left out"
        )
      }
    }
  }
}

/// Writes masks of a recipe as the components of a correction.
struct MaskWriter {
  let turn: PictureTurn
  private(set) var notes: [String] = []
  /// Why there are no masks, where there are none.
  private(set) var problem = ""
  private var hash: UInt64
  private var count: UInt64 = 0

  init(turn: PictureTurn, seed: String) {
    self.turn = turn
    // FNV-1a: the same recipe gives the same identifiers.
    hash = seed.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// A new identifier of 32 hexadecimal digits.
  mutating func identifier() -> String {
    count += 1
    return (0..<2).map { half -> String in
      // SplitMix64 (Steele, Lea, Flood 2014) of the seed and the place.
      var x = hash &+ (2 * count + UInt64(half)) &* 0x9e37_79b9_7f4a_7c15
      x = (x ^ (x >> 30)) &* 0xbf58_476d_1ce4_e5b9
      x = (x ^ (x >> 27)) &* 0x94d0_49bb_1331_11eb
      x ^= x >> 31
      let digits = String(x, radix: 16, uppercase: true)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// The components of a mask; nil where Lightroom has none like it.
  mutating func masks(of mask: MaskSettings) -> [SettingsTable]? {
    guard mask.kind == MaskSettings.group else { return components(mask, isFirst: true) }
    var parts = mask.components
    if mask.isInverted {
      guard parts.allSatisfy({ $0.combination == .add && $0.amount == 1 }), !parts.isEmpty else {
        problem = "Lightroom cannot invert a group whose masks take away"
        return nil
      }
      // What no mask of them covers: all but the first, less the others.
      parts[0].isInverted.toggle()
      for index in parts.indices.dropFirst() { parts[index].combination = .subtract }
      if parts.count > 1 { notes.append("an inverted group is written by subtracting its masks") }
    }
    var tables: [SettingsTable] = []
    for (index, part) in parts.enumerated() {
      guard let written = components(part, isFirst: index == 0) else { return nil }
      tables += written
    }
    return tables
  }

  private mutating func components(_ mask: MaskSettings, isFirst: Bool) -> [SettingsTable]? {
    if mask.kind == "rectangle" { return rectangle(mask, isFirst: isFirst) }
    if let (shape, isOpposite, remarks) = SemanticMapping.shape(of: mask) {
      notes += remarks
      return [
        join(
          shape, mask.combination, isInverted: mask.isInverted != isOpposite, amount: mask.amount)
      ]
    }
    guard let shape = shape(of: mask) else {
      if problem.isEmpty { problem = "Lightroom has no mask of the kind \(mask.kind)" }
      return nil
    }
    return [join(shape, mask.combination, isInverted: mask.isInverted, amount: mask.amount)]
  }

  /// A component: the shape's own keys between those that say how it joins.
  private mutating func join(
    _ shape: SettingsTable, _ combination: MaskCombination, isInverted: Bool, amount: Double
  ) -> SettingsTable {
    let mode: Int
    let inverted: Bool
    let value: Double
    // Taking away what a mask covers is keeping what its inverse covers.
    let keeps = (combination == .intersect) != isInverted
    switch combination {
    case .add: (mode, inverted, value) = (0, isInverted, amount)
    case .subtract, .intersect:
      // Lightroom marks both by the value 0; with a strength of its own JarvisArt's form is needed.
      (mode, inverted, value) = amount == 1 ? (1, keeps, 0) : (1, !keeps, amount)
    }
    var table: SettingsTable = [
      "What": shape["What"] ?? .text(""), "MaskActive": .flag(true),
      "MaskName": shape["MaskName"] ?? .text(""), "MaskBlendMode": .number(Double(mode)),
      "MaskInverted": .flag(inverted), "MaskSyncID": .text(identifier()),
      "MaskValue": .number(value),
    ]
    for entry in shape.entries where table[entry.key] == nil { table.entries.append(entry) }
    if shape["What"]?.text == "Mask/CircularGradient" { table["Flipped"] = .flag(!inverted) }
    return table
  }

  // MARK: Shapes

  private mutating func shape(of mask: MaskSettings) -> SettingsTable? {
    switch mask.kind {
    case "linear_gradient":
      let (from, to) = (place(mask, "from", [0.5, 0]), place(mask, "to", [0.5, 1]))
      return gradient(from: turn.stored(from), to: turn.stored(to))
    case "radial_gradient": return ellipse(mask)
    case "brush": return brush(mask)
    case "luminance_range":
      guard let range = numbers(mask, "range", [0, 0.25, 0.75, 1]), range.count == 4 else {
        return nil
      }
      return rangeMask(
        2, "Luminance Range",
        [
          .init("LumRange", .text(range.map(Self.text).joined(separator: " "))),
          .init("LuminanceDepthSampleInfo", .text("0 0.500000 0.500000")),
        ])
    case "color_range":
      guard case .rows(let rows)? = mask.values["samples"], !rows.isEmpty else {
        problem = "its range of colours has no samples"
        return nil
      }
      // Where a sample was picked is not known to us; the middle stands for it.
      let models = rows.map { row in
        SettingsValue.text(row.map(Self.text).joined(separator: " ") + " 0.500000 0.500000 0")
      }
      let reach = mask.values["reach"]?.number ?? 0.3
      return rangeMask(
        1, "Color Range",
        [.init("ColorAmount", .text(Self.text(reach))), .init("PointModels", .list(models))])
    default: return nil
    }
  }

  private func gradient(from: SIMD2<Double>, to: SIMD2<Double>) -> SettingsTable {
    [
      "What": .text("Mask/Gradient"), "MaskName": .text("Linear Gradient"),
      "ZeroX": .text(Self.text(from.x)), "ZeroY": .text(Self.text(from.y)),
      "FullX": .text(Self.text(to.x)), "FullY": .text(Self.text(to.y)),
    ]
  }

  private mutating func ellipse(_ mask: MaskSettings) -> SettingsTable {
    let size = turn.uprightSize
    let radii = place(mask, "radii", [0.25, 0.25])
    let angle = mask.values["angle"]?.number ?? 0
    if angle != 0, !turn.isSizeKnown {
      notes.append("the picture's size is not known; the turned ellipse is written for 3:2")
    }
    let frame = turn.stored(
      CropFrame(
        center: place(mask, "center", [0.5, 0.5]) * size, size: 2 * radii * size, degrees: angle))
    let (low, high) = (
      (frame.center - frame.size / 2) / turn.storedSize,
      (frame.center + frame.size / 2) / turn.storedSize
    )
    let degrees = MaskNumber.rounded(frame.degrees)
    return [
      "What": .text("Mask/CircularGradient"), "MaskName": .text("Radial Gradient"),
      "Top": .text(Self.text(low.y)), "Left": .text(Self.text(low.x)),
      "Bottom": .text(Self.text(high.y)), "Right": .text(Self.text(high.x)),
      "Angle": .number(SettingsNumber.text(degrees, decimals: 6)),
      "Midpoint": .number(percent(mask, "midpoint")), "Roundness": .number("0"),
      "Feather": .number(percent(mask, "feather")), "Flipped": .flag(true), "Version": .text("2"),
    ]
  }

  private mutating func brush(_ mask: MaskSettings) -> SettingsTable? {
    guard case .rows(let rows)? = mask.values["dabs"], !rows.isEmpty else {
      problem = "its brush has no dabs"
      return nil
    }
    var strokes: [SettingsTable] = []
    var dabs: [SettingsValue] = []
    for (index, row) in rows.enumerated() {
      let place = turn.stored([row[0], row[1]])
      dabs.append(.text("d \(Self.text(place.x)) \(Self.text(place.y))"))
      let isLast = index + 1 == rows.count
      // A stroke ends where its radius, hardness or flow changes.
      guard isLast || rows[index + 1][2...] != row[2...] else { continue }
      strokes.append([
        "What": .text("Mask/Paint"), "MaskActive": .flag(true), "MaskBlendMode": .number("0"),
        "MaskInverted": .flag(false), "MaskSyncID": .text(identifier()),
        "MaskValue": .number(row[5] >= 0.5 ? 0.0 : 1.0), "Radius": .text(Self.text(row[2])),
        "Flow": .text(Self.text(row[4])), "CenterWeight": .text(Self.text(row[3])),
        "Dabs": .list(dabs),
      ])
      dabs = []
    }
    return [
      "What": .text("Mask/Aggregate"), "MaskName": .text("Brush"),
      "Masks": .list(strokes.map { .table($0) }),
    ]
  }

  private func rangeMask(
    _ type: Int, _ name: String, _ members: [SettingsTable.Entry]
  ) -> SettingsTable {
    let range = SettingsTable(
      [
        .init("Version", .text("+3")), .init("Type", .number(Double(type))),
        .init("Invert", .flag(false)), .init("SampleType", .number("0")),
      ] + members)
    return [
      "What": .text("Mask/RangeMask"), "MaskName": .text(name),
      "CorrectionRangeMask": .table(range),
    ]
  }

  /// A rectangle, which Lightroom lacks, as what the gradients of its four sides have in common.
  private mutating func rectangle(_ mask: MaskSettings, isFirst: Bool) -> [SettingsTable]? {
    let opens = isFirst && mask.combination == .add
    let keeps =
      mask.combination == .intersect && !mask.isInverted
      || mask.combination == .subtract && mask.isInverted
    guard mask.amount == 1, opens || keeps else {
      problem = "Lightroom has no rectangle that joins other masks in this way"
      return nil
    }
    let box = numbers(mask, "box", [0, 0, 1, 1]) ?? [0, 0, 1, 1]
    let size = turn.uprightSize
    if !turn.isSizeKnown { notes.append("the picture's size is not known; 3:2 is assumed") }
    let feather = mask.values["feather"]?.number ?? 0.1
    let soft = max(
      0.001 * min(size.x, size.y),
      feather * min((box[2] - box[0]) * size.x, (box[3] - box[1]) * size.y))
    let (x, y) = (soft / size.x, soft / size.y)
    let middle = SIMD2(box[0] + box[2], box[1] + box[3]) / 2
    // A side on the picture's own edge is not softened.
    let sides: [(isThere: Bool, from: SIMD2<Double>, to: SIMD2<Double>)] = [
      (box[0] > 0, [box[0], middle.y], [box[0] + x, middle.y]),
      (box[1] > 0, [middle.x, box[1]], [middle.x, box[1] + y]),
      (box[2] < 1, [box[2], middle.y], [box[2] - x, middle.y]),
      (box[3] < 1, [middle.x, box[3]], [middle.x, box[3] - y]),
    ]
    var gradients = sides.filter(\.isThere).map {
      gradient(from: turn.stored($0.from), to: turn.stored($0.to))
    }
    // The whole picture: behind a line that lies outside.
    if gradients.isEmpty { gradients = [gradient(from: [-2, 0.5], to: [-1, 0.5])] }
    let isOutside = opens && mask.isInverted
    if isOutside, gradients.count > 1 {
      notes.append("the corners around the rectangle are written a little fuller than they are")
    }
    var tables: [SettingsTable] = []
    for (index, shape) in gradients.enumerated() {
      let joins: MaskCombination =
        isOutside ? .add : index == 0 && opens ? .add : .intersect
      tables.append(join(shape, joins, isInverted: isOutside, amount: 1))
    }
    return tables
  }

  // MARK: Values

  private func numbers(_ mask: MaskSettings, _ key: String, _ rest: [Double]) -> [Double]? {
    switch mask.values[key] {
    case nil: rest
    case .numbers(let numbers): numbers
    default: nil
    }
  }

  private func place(_ mask: MaskSettings, _ key: String, _ rest: SIMD2<Double>) -> SIMD2<Double> {
    guard let numbers = numbers(mask, key, [rest.x, rest.y]), numbers.count == 2 else {
      return rest
    }
    return [numbers[0], numbers[1]]
  }

  private func percent(_ mask: MaskSettings, _ key: String) -> Double {
    (1e6 * (mask.values[key]?.number ?? 0.5)).rounded() / 1e4
  }

  /// Six decimals, as Lightroom writes places.
  private static func text(_ value: Double) -> String {
    let text = SettingsNumber.text(value, decimals: 6)
    guard let point = text.firstIndex(of: ".") else { return text + ".000000" }
    let decimals = text.distance(from: point, to: text.endIndex) - 1
    return text + String(repeating: "0", count: max(0, 6 - decimals))
  }
}
