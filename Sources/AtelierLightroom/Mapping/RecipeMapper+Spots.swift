import AtelierRecipe

/// Healing and clone spots, whose areas lie in the photo as stored.
extension RecipeMapper {
  /// Reads `RetouchAreas`, or the lines of the older `RetouchInfo`.
  mutating func storeSpots(
    _ value: SettingsValue, _ key: String, _ target: RecipeMapping.Target
  ) {
    guard case .rows(_, let most) = target.parameter.kind, let items = value.items else {
      return note(key, .refused, "a list of spots is wanted")
    }
    var rows: [[Double]] = []
    var reasons: [String] = []
    var unread = 0
    for item in items {
      let area = item.table.flatMap { SpotArea($0) } ?? item.text.flatMap { SpotArea(line: $0) }
      guard let area else {
        unread += 1
        continue
      }
      if let problem = area.problem, !reasons.contains(problem) { reasons.append(problem) }
      rows += area.rows(orientation: context.orientation)
    }
    if unread > 0 {
      reasons.append("\(unread) of \(items.count) spots have no shape that is known")
    }
    if rows.count > most {
      reasons.append("\(rows.count - most) of \(rows.count) dabs are left out")
      rows = Array(rows.prefix(most))
    }
    for row in rows where (try? target.parameter.validated(.rows([row]), path: key)) == nil {
      return note(key, .refused, "a spot lies far outside the photo or is too large")
    }
    guard unread == 0 || !rows.isEmpty else {
      return note(key, .kept, reasons.joined(separator: "; "))
    }
    set(target, .rows(rows))
    note(
      key, reasons.isEmpty ? .rendered : .assumed, reasons.joined(separator: "; "),
      isNeutral: items.isEmpty)
  }
}

/// A spot of a settings file, in fractions of the photo as stored.
struct SpotArea {
  /// A disc; the radius is a share of the long side.
  private struct Disc {
    var place: SIMD2<Double>
    var radius: Double
  }

  private var discs: [Disc] = []
  private var source: SIMD2<Double>?
  private var feather = 0.0
  private var opacity = 1.0
  /// 0 heal, 1 clone, 2 fill.
  private var method = 0.0
  /// What is not rendered as Lightroom would.
  private(set) var problem: String?

  /// Reads an entry of `RetouchAreas`.
  init?(_ table: SettingsTable) {
    let byKey = table.byKey
    for mask in byKey["Masks"]?.items ?? [] {
      guard let mask = mask.table else { continue }
      add(mask)
    }
    guard !discs.isEmpty else { return nil }
    if let x = byKey["SourceX"]?.number,
      let y = (byKey["OffsetY"] ?? byKey["SourceY"])?.number
    {
      source = [x, y]
    }
    feather = min(1, max(0, byKey["Feather"]?.number ?? 0))
    opacity = min(1, max(0, byKey["Opacity"]?.number ?? 1))
    let type = byKey["SpotType"]?.text ?? "heal"
    if byKey["fill_method"] != nil {
      method = 2
      problem = "generated pixels are not in the file; filled from the surroundings instead"
    } else if type == "heal_patchmatch" || source == nil {
      method = 2
      problem = "content-aware spots are filled from the surroundings, which is approximate"
    } else {
      method = type == "clone" ? 1 : 0
    }
  }

  /// Reads a line of `RetouchInfo`.
  init?(line: String) {
    var members: [Substring: Substring] = [:]
    for part in line.split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1).map { $0.drop { $0 == " " } }
      guard pair.count == 2 else { return nil }
      members[pair[0].prefix { $0 != " " }] = pair[1].prefix { $0 != " " }
    }
    func number(_ name: Substring) -> Double? {
      members[name].flatMap { NumberText.value(String($0)) }
    }
    guard let x = number("centerX"), let y = number("centerY"), let radius = number("radius") else {
      return nil
    }
    discs = [Disc(place: [x, y], radius: radius)]
    if let x = number("sourceX"), let y = number("sourceY") { source = [x, y] }
    method = source == nil ? 2 : members["spotType"] == "clone" ? 1 : 0
    if source == nil { problem = "a spot without a source is filled from the surroundings" }
  }

  private mutating func add(_ mask: SettingsTable) {
    switch mask["What"]?.text {
    case "Mask/Ellipse":
      guard let x = mask["X"]?.number, let y = mask["Y"]?.number,
        let size = mask["SizeX"]?.number
      else { return }
      discs.append(Disc(place: [x, y], radius: max(size, mask["SizeY"]?.number ?? size)))
    case "Mask/Paint":
      var radius = mask["Radius"]?.number ?? 0
      for dab in mask["Dabs"]?.items ?? [] {
        let parts = (dab.text ?? "").split(separator: " ")
        let numbers = parts.dropFirst().compactMap { NumberText.value(String($0)) }
        switch (parts.first, numbers.count) {
        case ("r", 1): radius = numbers[0]
        case ("d", 2), ("m", 2):
          let place = SIMD2(numbers[0], numbers[1])
          // Dabs that mostly lie over each other add nothing.
          if let last = discs.last, last.radius == radius {
            let step = last.place - place
            if (step * step).sum() < 0.16 * radius * radius { continue }
          }
          discs.append(Disc(place: place, radius: radius))
        default: continue
        }
      }
    default: return
    }
  }

  /// The spot as rows of a recipe, upright.
  func rows(orientation: Int) -> [[Double]] {
    let first = discs.first?.place ?? [0, 0]
    return discs.enumerated().map { index, disc in
      let place = Self.upright(disc.place, orientation)
      let from = Self.upright((source ?? first) + (disc.place - first), orientation)
      let known: SIMD2<Double> = method == 2 ? [0, 0] : from
      return [
        place.x, place.y, disc.radius, known.x, known.y, feather, opacity, method,
        index == 0 ? 0 : 1,
      ]
    }
  }

  /// A place of the stored photo in the upright one.
  static func upright(_ p: SIMD2<Double>, _ orientation: Int) -> SIMD2<Double> {
    switch orientation {
    case 2: [1 - p.x, p.y]
    case 3: [1 - p.x, 1 - p.y]
    case 4: [p.x, 1 - p.y]
    case 5: [p.y, p.x]
    case 6: [1 - p.y, p.x]
    case 7: [1 - p.y, 1 - p.x]
    case 8: [p.y, 1 - p.x]
    default: p
    }
  }

  /// The rows of a recipe as `RetouchAreas`.
  ///
  /// - Returns: the areas, and how many spots are fills, which have no form there.
  static func areas(
    of rows: [[Double]], orientation: Int
  ) -> (areas: [SettingsValue], leftOut: Int) {
    var spots: [[[Double]]] = []
    for row in rows where row.count == 9 {
      if row[8] > 0.5, !spots.isEmpty {
        spots[spots.count - 1].append(row)
      } else {
        spots.append([row])
      }
    }
    func number(_ value: Double) -> SettingsValue {
      .number(SettingsNumber.text(value, decimals: 6))
    }
    let back = CropFrame.inverse(orientation)
    let known = spots.filter { $0[0][7] < 1.5 }
    let areas = known.map { spot -> SettingsValue in
      let first = spot[0]
      let source = upright([first[3], first[4]], back)
      let masks = spot.map { row -> SettingsValue in
        let place = upright([row[0], row[1]], back)
        return .table([
          "What": .text("Mask/Ellipse"), "MaskActive": .flag(true), "MaskBlendMode": .number("0"),
          "MaskInverted": .flag(false), "MaskValue": .number("1"), "X": number(place.x),
          "Y": number(place.y), "SizeX": number(row[2]), "SizeY": number(row[2]),
          "Alpha": .number("0"), "CenterValue": .number("1"), "PerimeterValue": .number("0"),
        ])
      }
      return .table([
        "SpotType": .text(first[7] < 0.5 ? "heal" : "clone"),
        "SourceState": .text("sourceSetExplicitly"), "Method": .text("gaussian"),
        "HealVersion": .number("2"), "SourceX": number(source.x), "OffsetY": number(source.y),
        "Opacity": number(first[6]), "Feather": number(first[5]), "Masks": .list(masks),
      ])
    }
    return (areas, spots.count - known.count)
  }
}
