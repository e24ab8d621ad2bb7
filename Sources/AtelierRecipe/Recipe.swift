/// Settings of operations by name, then parameters by name.
public typealias Adjustments = [String: ParameterValues]

/// What to do to a picture, as plain data: global adjustments, then local ones, geometry and output,
/// and in front of all of them MonetGPT's edits.
///
/// What is absent has its default. The order of rendering is the engine's.
public struct Recipe: Hashable, Sendable {
  /// The newest version that this program writes.
  public static let currentVersion = 1

  /// Adjustments of the whole picture.
  public var adjustments: Adjustments
  /// Adjustments of areas, at most 64.
  public var local: [LocalAdjustment]
  /// Crop, straighten and turn.
  public var geometry: Adjustments
  /// How the result is written.
  public var output: OutputSettings
  /// Adjustments that the picture carries already; they are taken off before anything else is done.
  public var alreadyApplied: Adjustments
  /// MonetGPT's edits, one after the other, at most 16; they come before everything else.
  public var monet: [MonetEdit]

  /// Makes a recipe; without arguments it changes nothing.
  public init(
    adjustments: Adjustments = [:], local: [LocalAdjustment] = [], geometry: Adjustments = [:],
    output: OutputSettings = OutputSettings(), alreadyApplied: Adjustments = [:],
    monet: [MonetEdit] = []
  ) {
    self.adjustments = adjustments
    self.local = local
    self.geometry = geometry
    self.output = output
    self.alreadyApplied = alreadyApplied
    self.monet = monet
  }

  /// A number of a global adjustment; setting nil removes it.
  public subscript(operation: String, parameter: String) -> Double? {
    get { adjustments[operation]?[parameter]?.number }
    set {
      adjustments[operation, default: [:]][parameter] = newValue.map { .number($0) }
      if adjustments[operation]?.isEmpty == true { adjustments[operation] = nil }
    }
  }
}

/// Adjustments of an area.
public struct LocalAdjustment: Hashable, Sendable {
  /// Name for people.
  public var name: String
  /// Strength of the whole, 0…2; 1 as given.
  public var amount: Double
  /// Where it acts.
  public var mask: MaskSettings
  /// What it adds.
  public var adjustments: Adjustments

  /// Makes an adjustment of an area.
  public init(name: String, amount: Double = 1, mask: MaskSettings, adjustments: Adjustments) {
    self.name = name
    self.amount = amount
    self.mask = mask
    self.adjustments = adjustments
  }
}

/// A mask: its kind and the values of its parameters, or a group of masks.
public struct MaskSettings: Hashable, Sendable {
  /// The kind of a mask that is made of others.
  public static let group = "group"
  /// The most masks of a group.
  public static let componentLimit = 64

  /// Persistent name of the kind.
  public var kind: String
  /// Values of the kind's parameters.
  public var values: ParameterValues
  /// Whether what it covers and what it leaves are exchanged.
  public var isInverted: Bool
  /// The masks of a group, in the order in which they are combined.
  public var components: [MaskSettings]
  /// How a mask of a group joins those before it.
  public var combination = MaskCombination.add
  /// How strongly it joins them, 0…1.
  public var amount = 1.0

  /// Makes a mask.
  public init(
    kind: String, values: ParameterValues = [:], isInverted: Bool = false,
    components: [MaskSettings] = []
  ) {
    self.kind = kind
    self.values = values
    self.isInverted = isInverted
    self.components = components
  }
}

/// How a mask joins those before it: with m what they cover, c its own coverage and a its amount.
public enum MaskCombination: String, Sendable, Hashable, CaseIterable {
  /// The larger of m and a·c.
  case add
  /// m·(1 − a·c).
  case subtract
  /// m·(1 − a·(1 − c)).
  case intersect
}

/// How a result is written. Absent members are chosen by the program.
public struct OutputSettings: Hashable, Sendable {
  /// The longest side in pixels, at least 1.
  public var longEdge: Int?
  /// The largest number of pixels, at least 1.
  public var maxPixels: Int?
  /// Persistent name of the colour space, or "keep".
  public var colorSpace: String?
  /// Quality of lossy formats, 1…100.
  public var quality: Int?
  /// Chroma sampling of JPEG: "4:4:4", "4:2:2" or "4:2:0".
  public var subsampling: String?

  /// Makes settings that leave everything to the program.
  public init() {}
}
