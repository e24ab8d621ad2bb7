/// What a person wants of a picture.
public struct Brief: Sendable, Hashable {
  /// The wish, in English or Chinese.
  public var instruction: String
  /// A drawn box: left, top, right, bottom as fractions of the upright photo.
  public var box: [Double]?
  /// What was done before, which the wish comes on top of.
  public let standing: StandingEdit
  /// What words of the wish that the grammar does not know were taken for.
  public var readings: [Reading] = []

  /// Makes a brief.
  public init(
    instruction: String, box: [Double]? = nil, standing: StandingEdit = StandingEdit()
  ) {
    self.instruction = instruction
    self.box = box
    self.standing = standing.withoutTargets
  }
}
