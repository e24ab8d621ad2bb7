import AtelierEngine
import AtelierPixels
import AtelierRecipe
import AtelierVision

/// A part of the frame that words name: a half, the middle or the corners.
enum FramePlace: String, Sendable, CaseIterable {
  case left, right, top, bottom, center, corners

  /// The place of a noun; nil for things.
  init?(_ kind: RegionNoun.Kind) { self.init(rawValue: kind.rawValue) }

  /// Its mask, which fades over `fade` × the frame around its edge.
  func mask(fade: Double) -> MaskSettings {
    let (near, far) = (0.5 - fade / 2, 0.5 + fade / 2)
    func half(from: [Double], to: [Double]) -> MaskSettings {
      MaskSettings(
        kind: "linear_gradient", values: ["from": .numbers(from), "to": .numbers(to)])
    }
    func ellipse(_ radius: Double, isInverted: Bool) -> MaskSettings {
      // The fade's middle lies on the edge.
      let outer = radius + fade / 2
      return MaskSettings(
        kind: "radial_gradient",
        values: [
          "center": .numbers([0.5, 0.5]), "radii": .numbers([outer, outer]),
          "feather": .number(min(1, fade / outer)),
        ], isInverted: isInverted)
    }
    return switch self {
    case .left: half(from: [far, 0.5], to: [near, 0.5])
    case .right: half(from: [near, 0.5], to: [far, 0.5])
    case .top: half(from: [0.5, far], to: [0.5, near])
    case .bottom: half(from: [0.5, near], to: [0.5, far])
    case .center: ellipse(Self.middleRadius, isInverted: false)
    case .corners: ellipse(Self.cornerRadius, isInverted: true)
    }
  }

  // Of ellipses, as fractions of width and height: a third of the area, and all but the corners.
  private static let middleRadius = 0.33
  private static let cornerRadius = 0.55

  /// Whether a pixel lies in it.
  func contains(_ index: Int, of size: PixelSize) -> Bool {
    let x = (Double(index % size.width) + 0.5) / Double(size.width) - 0.5
    let y = (Double(index / size.width) + 0.5) / Double(size.height) - 0.5
    return switch self {
    case .left: x < 0
    case .right: x > 0
    case .top: y < 0
    case .bottom: y > 0
    case .center: x * x + y * y < Self.middleRadius * Self.middleRadius
    case .corners: x * x + y * y > Self.cornerRadius * Self.cornerRadius
    }
  }
}

/// Where a wish is carried out.
enum WishArea: Hashable, Sendable {
  case whole
  case box
  case place(FramePlace)
  /// A region, or what of it lies in a part of the frame.
  case region(SceneRegion.Kind, FramePlace? = nil)

  /// Name of its local adjustment; nil for the whole picture.
  var name: String? {
    switch self {
    case .whole: nil
    case .box: Draft.boxName
    case .place(let place): place.rawValue
    case .region(let kind, let place):
      kind.rawValue + (place.map { " \($0.rawValue)" } ?? "")
    }
  }

  /// The area of a local adjustment's name.
  init?(named name: String) {
    let parts = name.split(separator: " ").map(String.init)
    if name == Draft.boxName {
      self = .box
    } else if let place = FramePlace(rawValue: name) {
      self = .place(place)
    } else if let kind = parts.first.flatMap(SceneRegion.Kind.init) {
      self = .region(kind, parts.count > 1 ? FramePlace(rawValue: parts[1]) : nil)
    } else {
      return nil
    }
  }
}
