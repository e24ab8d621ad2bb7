import AtelierAgent
import AtelierCodecs
import AtelierLightroom
import Foundation

/// The pairs of before and after in a folder.
///
/// Three ways to lay them out are known, and may stand beside each other:
/// - `NAME_before.jpg` and `NAME_after.jpg`; more may follow, as in `NAME_after_final.jpg`, and `-`
///   does as well as `_`.
/// - Folders `before` and `after` with pictures of equal names but for the ending.
/// - A photo with the sidecar that Lightroom keeps beside it, or a DNG with its settings inside.
struct PairFolder {
  /// The pairs by their names.
  private(set) var pairs: [StylePair] = []
  /// What was found and is in no pair, in sentences.
  private(set) var leftOut: [String] = []

  /// Finds the pairs of a folder.
  ///
  /// - Throws: `CodecError.unreadable` where it is no folder that can be listed.
  init(_ folder: String) throws(CodecError) {
    let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let names = try Self.pictures(in: base.isEmpty ? "/" : base)
    var before: [String: String] = [:]
    var after: [String: String] = [:]
    var others: [String] = []
    for name in names {
      let path = "\(base)/\(name)"
      switch Self.role(of: Self.stem(name)) {
      case .before(let key)?: add(path, as: key, to: &before)
      case .after(let key)?: add(path, as: key, to: &after)
      case nil: others.append(path)
      }
    }
    join(before, after)
    try joinFolders(in: base)
    for path in others { addSettings(of: path) }
    pairs.sort { $0.name < $1.name }
  }

  // MARK: Names

  private enum Role {
    case before(String)
    case after(String)
  }

  /// What a file's name without its ending says.
  private static func role(of stem: String) -> Role? {
    let lower = stem.lowercased()
    for mark in ["_", "-"] {
      if lower.hasSuffix("\(mark)before"), lower.count > 7 {
        return .before(String(stem.dropLast(7)))
      }
      if lower.hasSuffix("\(mark)after"), lower.count > 6 {
        return .after(String(stem.dropLast(6)))
      }
      for next in ["_", "-"] {
        // The last one counts, so that a name may have the word in it.
        if let range = lower.range(of: "\(mark)after\(next)", options: .backwards),
          range.lowerBound > lower.startIndex
        {
          return .after(String(stem.prefix(lower[..<range.lowerBound].count)))
        }
      }
    }
    return nil
  }

  private static func stem(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  private static func pictures(in folder: String) throws(CodecError) -> [String] {
    var isFolder: ObjCBool = false
    // SAFETY: the pointer is used during the call only.
    let exists = unsafe FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
    guard exists, isFolder.boolValue else {
      throw .unreadable(
        source: folder,
        reason: exists ? "it is a file; name a folder of pairs" : "there is no such folder")
    }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        .filter { !$0.hasPrefix(".") && PictureFormat(path: $0) != nil }
    } catch {
      throw .unreadable(source: folder, reason: "the folder cannot be listed; see its permissions")
    }
  }

  // MARK: Joining

  private mutating func add(_ path: String, as key: String, to files: inout [String: String]) {
    if let other = files[key] {
      leftOut.append("\(path) was left out: \(other) is taken for the same picture.")
    } else {
      files[key] = path
    }
  }

  private mutating func join(_ before: [String: String], _ after: [String: String]) {
    for (key, path) in before.sorted(by: { $0.key < $1.key }) {
      if let finished = after[key] {
        pairs.append(StylePair(name: key, before: .path(path), after: .picture(.path(finished))))
      } else {
        leftOut.append("\(path) was left out: it has no picture of after.")
      }
    }
    for (key, path) in after.sorted(by: { $0.key < $1.key }) where before[key] == nil {
      leftOut.append("\(path) was left out: it has no picture of before.")
    }
  }

  private mutating func joinFolders(in base: String) throws(CodecError) {
    let folders = ["before", "after"].map { "\(base)/\($0)" }
    let found = folders.filter { FileManager.default.fileExists(atPath: $0) }
    guard !found.isEmpty else { return }
    guard found.count == 2 else {
      leftOut.append(
        "\(found[0]) was left out: a folder 'before' needs one 'after' beside it, and the other way."
      )
      return
    }
    var sides: [[String: String]] = []
    for folder in folders {
      var files: [String: String] = [:]
      for name in try Self.pictures(in: folder) {
        add("\(folder)/\(name)", as: Self.stem(name), to: &files)
      }
      sides.append(files)
    }
    join(sides[0], sides[1])
  }

  private mutating func addSettings(of path: String) {
    let source = PictureSource.path(path)
    let name = Self.stem(path.split(separator: "/").last.map(String.init) ?? path)
    do {
      if let sidecar = try Sidecar.find(for: source).sidecar {
        pairs.append(StylePair(name: name, before: source, after: .settings(sidecar.settings)))
        return
      }
      guard PictureFormat(path: path) == .raw else {
        leftOut.append(
          "\(path) was left out: it is neither '…_before' nor '…_after' and has no XMP sidecar.")
        return
      }
      guard let settings = try PictureReader.read(source).developSettings() else {
        leftOut.append("\(path) was left out: it has no settings, inside or in an XMP sidecar.")
        return
      }
      pairs.append(StylePair(name: name, before: source, after: .settings(settings)))
    } catch {
      leftOut.append("\(path) was left out: \(ErrorText.text(for: error))")
    }
  }
}
