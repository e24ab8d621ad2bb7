/// Why a render stopped.
public enum RenderError: Error, Sendable {
  /// The task was cancelled.
  case cancelled
  /// A size that cannot be rendered.
  case limitExceeded(String)
  /// A mask of what the photo shows, in an engine that cannot see.
  case blind(kind: String)
  /// The sink refused a strip.
  case sink(any Error)
}

extension RenderError: CustomStringConvertible {
  /// What happened.
  public var description: String {
    switch self {
    case .cancelled: "The render was cancelled."
    case .limitExceeded(let reason): reason
    case .blind(let kind): "The mask '\(kind)' needs eyes, and this renderer has none."
    case .sink(let error): "\(error)"
    }
  }
}
