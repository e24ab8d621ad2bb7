public import AtelierPixels

/// Why two pictures could not be compared.
public enum MetricsError: Error, Hashable, Sendable {
  /// The pictures differ in size.
  case sizesDiffer(PixelSize, PixelSize)
  /// A picture has no pixels.
  case empty
}

extension MetricsError: CustomStringConvertible {
  /// What was found, what is allowed and what to do.
  public var description: String {
    switch self {
    case .sizesDiffer(let one, let two):
      "The pictures are \(one) and \(two) pixels; only pictures of one size can be compared. "
        + "Scale one of them first."
    case .empty: "The pictures have no pixels; at least one is needed to compare them."
    }
  }
}
