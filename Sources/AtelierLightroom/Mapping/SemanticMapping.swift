import AtelierRecipe

/// Masks of what a photo shows: the recipe's kinds and the numbers that settings have for them.
///
/// The numbers are those of JarvisArt's templates; files carry no list of them. The matte that a file
/// may store is not read: what is asked for is found anew.
enum SemanticMapping {
  /// Numbers of the parts of a person, with what has to be assumed for each.
  private static let parts: [(category: Int, kind: String, assumption: String?)] = [
    (13, "person", nil),
    (2, "face_skin", nil),
    (3, "eyes", nil),
    (5, "hair", nil),
    (6, "lips", nil),
    (11, "body", "clothes are rendered as all of a person below the face"),
    (12, "teeth", nil),
  ]

  /// The recipe's mask, and what had to be assumed.
  ///
  /// - Throws: `MaskMapping.Missing` for what cannot be found.
  static func mask(
    of shape: SemanticShape, turn: PictureTurn
  ) throws(MaskMapping.Missing) -> (kind: String, values: ParameterValues, assumptions: [String]) {
    let found = "what it shows is found anew; a matte that the file stores is not read"
    switch shape.subject {
    case .subject: return ("subject", [:], [found])
    case .sky: return ("sky", [:], [found])
    case .background: return ("background", [:], [found])
    case .person:
      let category = shape.category ?? 13
      guard let part = parts.first(where: { $0.category == category }) else {
        throw .init(reason: "part \(category) of a person cannot be found")
      }
      var assumptions = [found]
      if let assumption = part.assumption { assumptions.append(assumption) }
      // Templates give the middle whoever is meant.
      if let place = shape.referencePoint, place != [0.5, 0.5] {
        assumptions.append("of several people all are covered")
      }
      return (part.kind, [:], assumptions)
    case .object:
      let places = shape.outline.map {
        turn.upright($0).clamped(lowerBound: [0, 0], upperBound: [1, 1])
      }
      guard let first = places.first else {
        throw .init(reason: "an object cannot be found without an outline")
      }
      let low = places.reduce(first) { pointwiseMin($0, $1) }
      let high = places.reduce(first) { pointwiseMax($0, $1) }
      guard all(low .< high) else { throw .init(reason: "the outline of its object has no area") }
      return (
        "rectangle",
        ["box": .numbers([low.x, low.y, high.x, high.y].map(MaskNumber.rounded))],
        ["the box around an object's outline is rendered, not the object's own shape"]
      )
    case .other(let number): throw .init(reason: "what has the number \(number) is not known")
    }
  }

  /// A component's own keys, whether it stands for all but the mask, and what is not the same.
  ///
  /// - Returns: nil for kinds that have no number.
  static func shape(
    of mask: MaskSettings
  ) -> (table: SettingsTable, isOpposite: Bool, notes: [String])? {
    var notes: [String] = []
    for key in ["expand", "feather"] where (mask.values[key]?.number ?? 0) != 0 {
      notes.append("'\(key)' of its border is not written")
    }
    if (mask.values["which"]?.number ?? 0) != 0 {
      notes.append("which of several people is meant is not written")
    }
    func table(_ name: String, _ number: Int, _ category: Int? = nil) -> SettingsTable {
      var table: SettingsTable = [
        "What": .text("Mask/Image"), "MaskName": .text(name),
        "MaskSubType": .number(Double(number)), "ReferencePoint": .text("0.500000 0.500000"),
      ]
      if let category { table["MaskSubCategoryID"] = .number(Double(category)) }
      return table
    }
    switch mask.kind {
    case "subject": return (table("Subject", 1), false, notes)
    case "sky": return (table("Sky", 2), false, notes)
    case "background": return (table("Background", 1), true, notes)
    case "face":
      notes.append("a face is written as its skin")
      return (table("Face", 3, 2), false, notes)
    case "body":
      notes.append("a body is written as its clothes")
      return (table("Clothes", 3, 11), false, notes)
    default:
      guard let part = parts.first(where: { $0.kind == mask.kind }) else { return nil }
      let name = part.kind == "face_skin" ? "Face" : part.kind.capitalizedFirst
      return (table(name, 3, part.category), false, notes)
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
