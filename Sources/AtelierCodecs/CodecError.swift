/// What can go wrong between a file and its pixels.
public enum CodecError: Error, Hashable, Sendable {
  /// The input cannot be opened or read.
  case unreadable(source: String, reason: String)
  /// The input is not a picture of a kind that can be read.
  case notAPicture(source: String, reason: String)
  /// The input is damaged or incomplete.
  case corrupt(source: String, format: PictureFormat, reason: String)
  /// The input is sound but of a kind that the libraries do not know.
  case unsupported(source: String, reason: String)
  /// The input or the output is larger than allowed.
  case limitExceeded(source: String, reason: String)
  /// The output exists already.
  case outputExists(path: String)
  /// The output cannot be written; nothing was changed.
  case outputNotWritten(path: String, reason: String)
  /// A library refused to encode.
  case notEncoded(format: PictureFormat, reason: String)
  /// A library cannot be used on this machine.
  case environment(reason: String)
}

extension CodecError: CustomStringConvertible {
  /// What was found, what is allowed and what to do.
  public var description: String {
    switch self {
    case .unreadable(let source, let reason):
      "\(source) cannot be read: \(reason)."
    case .notAPicture(let source, let reason):
      "\(source) is not a picture that can be read: \(reason). "
        + "Known are \(PictureFormat.readableNames)."
    case .corrupt(let source, let format, let reason):
      "\(source) is a damaged or truncated \(format.displayName) file: \(reason). "
        + "Nothing was decoded; use an intact copy."
    case .unsupported(let source, let reason):
      "\(source) cannot be decoded: \(reason)."
    case .limitExceeded(let source, let reason):
      "\(source) is too large: \(reason)."
    case .outputExists(let path):
      "\(path) exists already; allow overwriting or choose another name."
    case .outputNotWritten(let path, let reason):
      "\(path) was not written: \(reason). What was there before is unchanged."
    case .notEncoded(let format, let reason):
      "The picture could not be encoded as \(format.displayName): \(reason)."
    case .environment(let reason):
      "A library that is needed does not work here: \(reason)."
    }
  }
}
