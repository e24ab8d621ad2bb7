import AtelierModels
import Foundation

/// The photo of a session: recognised by its content, found by its path.
package struct SessionPhoto: Sendable, Hashable {
  /// Where it was last seen, from the root.
  package var path: String
  /// SHA-256 of its content, in hexadecimal digits.
  package let hash: String

  init(path: String, hash: String) {
    self.path = path
    self.hash = hash
  }

  /// Reads the photo at a path.
  ///
  /// - Throws: ``SessionError/photoMissing(path:)``, or ``SessionError/storage(path:reason:)`` where it
  ///   cannot be read.
  package init(at path: String) throws(SessionError) {
    self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    guard FileManager.default.fileExists(atPath: self.path) else {
      throw .photoMissing(path: self.path)
    }
    do throws(ModelError) {
      hash = try SHA256.digest(ofFile: self.path)
    } catch {
      throw .damaged(path: self.path, reason: "\(error)")
    }
  }

  /// The photo where it lies now.
  ///
  /// - Parameter other: where it is said to be now; nil for where it was.
  /// - Returns: the photo with its path.
  /// - Throws: ``SessionError/photoMissing(path:)``, ``SessionError/photoChanged(path:)``.
  package func found(at other: String? = nil) throws(SessionError) -> SessionPhoto {
    let photo = try SessionPhoto(at: other ?? path)
    guard photo.hash == hash else { throw .photoChanged(path: photo.path) }
    return photo
  }
}
