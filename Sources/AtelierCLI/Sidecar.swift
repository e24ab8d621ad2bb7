import AtelierCodecs
import AtelierLightroom
import Foundation

/// The settings file that other programs keep beside a photo.
struct Sidecar {
  /// Where it is.
  let path: String
  /// What it holds.
  let settings: DevelopSettings
  /// What a person should know.
  let notes: [String]

  /// Finds the sidecar of a photo: `photo.jpg.xmp`, then `photo.xmp`, in either case of the ending.
  ///
  /// The first that holds develop settings counts. One that says it is for a file of another ending is
  /// not taken, and one that a RAW file of the same name shares is pointed out.
  ///
  /// - Returns: the sidecar, and what is to be said where none was taken.
  /// - Throws: `CodecError`, `LightroomError` where a sidecar cannot be read.
  static func find(for source: PictureSource) throws -> (sidecar: Sidecar?, notes: [String]) {
    guard case .path(let photo) = source else { return (nil, []) }
    let (stem, ending) = parts(of: photo)
    var notes: [String] = []
    var found: Sidecar?
    for base in [photo, stem] {
      for suffix in ["xmp", "XMP"] {
        let path = "\(base).\(suffix)"
        guard path != photo, FileManager.default.isReadableFile(atPath: path) else { continue }
        let settings = try read(path)
        guard settings.hasSettings else { continue }
        if let found {
          if found.path.lowercased() != path.lowercased() {
            notes.append("\(found.path) counts; \(path) was not applied.")
          }
          continue
        }
        if base == stem, let owner = settings.foreign["photoshop:SidecarForExtension"]?.text,
          !owner.isEmpty, owner.lowercased() != ending.lowercased()
        {
          notes.append("\(path) is the sidecar of the \(owner) file; it was not applied.")
          continue
        }
        if base == stem, let raw = rawSibling(of: photo, stem: stem) {
          notes.append("\(path) is shared with \(raw); both names lead to it.")
        }
        found = Sidecar(path: path, settings: settings, notes: [])
      }
    }
    return (found.map { Sidecar(path: $0.path, settings: $0.settings, notes: notes) }, notes)
  }

  /// The path of a photo's sidecar; nil where there is none that counts or can be read.
  static func path(for source: PictureSource) -> String? {
    (try? find(for: source))?.sidecar?.path
  }

  /// What is said about the sidecar of a photo for which a sentence is planned.
  static func notApplied(to source: PictureSource) -> [String] {
    guard let path = path(for: source) else { return [] }
    return [
      "\(path) was found and not applied: the sentence starts from the photo as it is; "
        + "`atelier render` applies sidecars."
    ]
  }

  private static func read(_ path: String) throws -> DevelopSettings {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CodecError.unreadable(
        source: path, reason: "the sidecar cannot be read; --ignore-sidecar does without it")
    }
    do throws(LightroomError) {
      return try DevelopSettings([UInt8](data), kind: .xmp)
    } catch {
      throw CodecError.unreadable(
        source: path, reason: "\(error) --ignore-sidecar does without it")
    }
  }

  /// The path without its ending, and the ending.
  private static func parts(of path: String) -> (stem: String, ending: String) {
    let file = path.split(separator: "/").last ?? ""
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return (path, "") }
    let ending = file[file.index(after: dot)...]
    return (String(path.dropLast(ending.count + 1)), String(ending))
  }

  /// A photo of the same name and of the other sort: a RAW file beside a picture, or a picture beside it.
  private static func rawSibling(of photo: String, stem: String) -> String? {
    let name = stem.split(separator: "/").last.map(String.init) ?? stem
    let folder = String(stem.dropLast(name.count))
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    let isRaw = PictureFormat(path: photo) == .raw
    return names.sorted().map { folder + $0 }.first { other in
      guard other != photo, parts(of: other).stem == stem, let format = PictureFormat(path: other)
      else { return false }
      return (format == .raw) != isRaw
    }
  }
}
