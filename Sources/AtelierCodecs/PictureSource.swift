/// Where a picture comes from.
public enum PictureSource: Hashable, Sendable {
  /// A file.
  case path(String)
  /// Bytes in memory, with a name for messages.
  case bytes([UInt8], name: String)

  /// The name for messages.
  public var name: String {
    switch self {
    case .path(let path): path
    case .bytes(_, let name): name
    }
  }

  /// The file name extension in lower case, or "".
  var fileExtension: String { PictureFormat.fileExtension(of: name) }
}
