import Foundation

/// Where pip looks for packages: its environment variables, then its configuration files.
///
/// Read are `index-url`, `extra-index-url`, `find-links`, `no-index` and `cert` of the sections `global`,
/// `download` and `install`; a user's file goes before the system's, and the environment before both.
package struct PipSettings: Sendable, Hashable {
  /// Addresses of simple indexes, the first one first.
  package var indexes: [String] = []
  /// Folders and pages of files.
  package var links: [String] = []
  /// A file of certificates of authorities.
  package var certificates: String?
  /// Whether only links may be used.
  package var isWithoutIndex = false

  /// Makes settings that say nothing.
  package init() {}

  /// Reads the settings of an environment.
  package init(environment: [String: String]) {
    var values: [String: String] = [:]
    // The last file that names a key counts, as in pip.
    for path in Self.files(environment) {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
      values.merge(Self.parse(text)) { $1 }
    }
    for (key, value) in environment where key.hasPrefix("PIP_") && !value.isEmpty {
      values[key.dropFirst(4).lowercased().replacing("_", with: "-")] = value
    }
    func words(_ key: String) -> [String] {
      (values[key] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
    }
    indexes = words("index-url") + words("extra-index-url")
    links = words("find-links")
    isWithoutIndex = ["1", "true", "yes", "on"].contains((values["no-index"] ?? "").lowercased())
    let files = [
      values["cert"], environment["SSL_CERT_FILE"], environment["CURL_CA_BUNDLE"],
      environment["REQUESTS_CA_BUNDLE"],
    ]
    certificates = files.compactMap(\.self).first { FileSystem.size($0) != nil }
  }

  /// pip's configuration files in the order in which it reads them.
  private static func files(_ environment: [String: String]) -> [String] {
    if let file = environment["PIP_CONFIG_FILE"], file == "/dev/null" { return [] }
    let home = environment["HOME"] ?? ""
    let user = environment["XDG_CONFIG_HOME"] ?? "\(home)/.config"
    var files = ["/etc/xdg/pip/pip.conf", "/etc/pip.conf", "\(home)/.pip/pip.conf"]
    files.append("\(user)/pip/pip.conf")
    if let folder = environment["VIRTUAL_ENV"] { files.append("\(folder)/pip.conf") }
    if let file = environment["PIP_CONFIG_FILE"] { files.append(file) }
    return files
  }

  /// The keys of a configuration file's sections; a value goes on in indented lines.
  static func parse(_ text: String) -> [String: String] {
    var values: [String: String] = [:]
    var isRead = false
    var last: String?
    for line in text.split(whereSeparator: \.isNewline) {
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      if trimmed.isEmpty || trimmed.hasPrefix("#") || trimmed.hasPrefix(";") { continue }
      if trimmed.hasPrefix("["), trimmed.hasSuffix("]") {
        isRead = ["global", "download", "install"].contains(trimmed.dropFirst().dropLast())
        last = nil
      } else if !isRead {
        continue
      } else if line.first?.isWhitespace == true, let key = last {
        values[key, default: ""] += " " + trimmed
      } else if let mark = trimmed.firstIndex(where: { $0 == "=" || $0 == ":" }) {
        let key = trimmed[..<mark].trimmingCharacters(in: .whitespaces)
          .lowercased().replacing("_", with: "-")
        values[key] = trimmed[trimmed.index(after: mark)...].trimmingCharacters(in: .whitespaces)
        last = key
      }
    }
    return values
  }

  /// The index that an installed pip uses where nothing is configured, which its own help names.
  ///
  /// - Returns: nil where there is no pip, or it does not say.
  package static func defaultIndex() -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-m", "pip", "download", "--help"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return defaultIndex(help: String(decoding: bytes, as: UTF8.self))
  }

  /// The address behind "(default" in the help of `--index-url`.
  static func defaultIndex(help: String) -> String? {
    guard let option = help.range(of: "--index-url"),
      let mark = help.range(of: "(default", range: option.upperBound..<help.endIndex),
      let end = help.range(of: ")", range: mark.upperBound..<help.endIndex)
    else { return nil }
    let address = help[mark.upperBound..<end.lowerBound].filter { !$0.isWhitespace }
    return address.hasPrefix("https://") ? address : nil
  }
}
