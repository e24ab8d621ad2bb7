import AtelierRecipe
import Foundation
import Testing

@testable import AtelierLightroom

@Suite("Another program reads the same values")
struct ExifToolTests {
  private static let tool = ["/usr/bin/exiftool", "/usr/local/bin/exiftool"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Camera Raw's plain values as exiftool reads them.
  private func values(_ content: [UInt8]) throws -> [String: String] {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("atelier-\(UUID().uuidString).xmp")
    try Data(content).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.tool ?? "")
    process.arguments = ["-n", "-S", "-sep", ";", "-XMP-crs:all", file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    var values: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 {
        values[String(parts[0])] = parts[1].trimmingCharacters(in: .whitespaces)
      }
    }
    return values
  }

  @Test(
    "exiftool reads what is written",
    .enabled(
      if: tool != nil && !SharedFiles.settings.isEmpty, "exiftool or the shared files are missing"),
    arguments: SharedFiles.settings)
  func sameValues(path: String) throws {
    let settings = try DevelopSettings(try SharedFiles.bytes(path))
    let mapping = RecipeMapping(catalog: builtInCatalog)
    var recipe = mapping.recipe(from: settings).recipe
    recipe["texture", "amount"] = 17
    let changed = try mapping.updating(settings, with: recipe).settings
    let read = try values(changed.xmp().bytes)
    #expect(read["Texture"].flatMap(Double.init) == 17)
    var compared = 0
    for entry in changed.table.entries where changed.table[entry.key] == entry.value {
      let key = entry.key.prefix(1).uppercased() + entry.key.dropFirst()
      if let text = entry.value.text, !text.isEmpty, let found = read[key] {
        let isSame =
          SettingsValue.text(found).meansSame(as: .text(text))
          || SettingsValue.text(found).flag == entry.value.flag && entry.value.flag != nil
        #expect(isSame, "\(key): \(found), written \(text)")
        compared += 1
      } else if SettingsLayout.curveKeys.contains(entry.key),
        let points = SettingsLayout.points(of: entry.value)
      {
        let found = read[key]?.split(separator: ";").map { SettingsValue.text(String($0)) } ?? []
        let again = SettingsLayout.points(of: .list(found))
        #expect(again?.points.count == points.points.count, "\(key)")
        for (a, b) in zip(again?.points ?? [], points.points) { #expect(a == b, "\(key)") }
        compared += 1
      }
    }
    #expect(compared > 0 || path.contains("localadj"))
  }
}
