public import AtelierPixels

/// A part of a photo that is told by what it shows.
public struct SceneRegion: Hashable, Sendable {
  /// What it shows.
  public enum Kind: String, CaseIterable, Sendable {
    /// People, with hair and clothes.
    case person
    /// Faces within their outline, without hair.
    case face
    /// The skin of faces, without eyes, brows and lips.
    case faceSkin = "face_skin"
    /// Eyes between the lids.
    case eyes
    /// Irises with their pupils.
    case iris
    /// Lips.
    case lips
    /// Teeth between the lips.
    case teeth
    /// The hair of people.
    case hair
    /// People below the head.
    case body
    /// What the photo is about.
    case subject
    /// What is not the subject.
    case background
    /// The sky.
    case sky

    /// Whether a photo may have several of them, one for each person.
    public var isOfPeople: Bool {
      switch self {
      case .subject, .background, .sky: false
      default: true
      }
    }
  }

  /// What it shows.
  public var kind: Kind
  /// Which of several people: 0 all, 1 the first from the left, −1 the first from the right.
  public var which: Int

  /// Names a region.
  public init(_ kind: Kind, which: Int = 0) {
    self.kind = kind
    self.which = which
  }
}

/// Where a region lies in a photo, how that was found, and how far to trust it.
public struct SceneMatte: Sendable {
  /// Size of the coverage.
  public let size: PixelSize
  /// Coverage 0…1 of the whole upright photo, top row first.
  public let coverage: [Float]
  /// Whether its border is that of something seen, so that it is drawn to the picture's edges; outlines
  /// that are known better than the edges are left as they are.
  public let followsEdges: Bool
  /// How far to trust it, 0…1; 0 where nothing was found.
  public let confidence: Double
  /// What found it, such as `modnet` or `sky_from_top`.
  public let method: String

  /// Makes a matte.
  public init(
    size: PixelSize, coverage: [Float], followsEdges: Bool, confidence: Double, method: String
  ) {
    precondition(coverage.count == size.pixelCount, "a matte holds width × height values")
    self.size = size
    self.coverage = coverage
    self.followsEdges = followsEdges
    self.confidence = confidence
    self.method = method
  }

  /// Mean coverage: the share of the photo.
  public var share: Double {
    coverage.isEmpty ? 0 : coverage.reduce(0) { $0 + Double($1) } / Double(coverage.count)
  }
}

/// Looks at photos. What it finds depends on the photo alone.
public protocol SceneEyes: Sendable {
  /// Starts looking at a small version of a whole upright photo; cheap, regions are found when they are
  /// asked for.
  func open(_ photo: PlanarPicture) -> any SceneSight
}

/// What was seen in one photo.
public protocol SceneSight: Sendable {
  /// Finds a region.
  func matte(of region: SceneRegion) async -> SceneMatte
  /// The number of people who can be told apart.
  func peopleCount() async -> Int
  /// What a person should know about how the regions so far were found: models that failed or are
  /// missing, in sentences.
  var notes: [String] { get }
}
