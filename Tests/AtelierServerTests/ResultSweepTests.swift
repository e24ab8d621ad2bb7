import AtelierTesting
import Foundation
import Testing

@testable import AtelierServer

@Suite("Old results")
struct ResultSweepTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// A result of some kilobytes that was made some hours ago.
  @discardableResult
  private func result(hoursAgo: Double, kilobytes: Int = 1) throws -> String {
    let name = UUID().uuidString.lowercased()
    try FileSystem.makeFolder(folder.file(name))
    try folder.write(
      [UInt8](repeating: 7, count: kilobytes << 10), to: "\(name)/processed.jpg")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3600 * hoursAgo)],
      ofItemAtPath: folder.file("\(name)/processed.jpg"))
    return name
  }

  private func sweep(hours: Int? = nil, kilobytes: Int? = nil) -> Int {
    ResultSweep(
      folder: folder.path, age: hours.map { .seconds(3600 * $0) },
      bytes: kilobytes.map { $0 << 10 }
    ).run(now: Date().timeIntervalSince1970)
  }

  @Test("nothing goes where nothing is asked for")
  func keepsAll() throws {
    try result(hoursAgo: 9_000)
    #expect(sweep() == 0)
    #expect(try folder.names().count == 1)
  }

  @Test("results older than the age go, younger ones stay")
  func age() throws {
    try result(hoursAgo: 30)
    try result(hoursAgo: 25)
    let young = try result(hoursAgo: 23)
    #expect(sweep(hours: 24) == 2)
    #expect(try folder.names() == [young])
  }

  @Test("the oldest go until the rest is small enough, but none of the last minute")
  func bytes() throws {
    try result(hoursAgo: 3, kilobytes: 40)
    let second = try result(hoursAgo: 2, kilobytes: 40)
    let third = try result(hoursAgo: 1, kilobytes: 40)
    #expect(sweep(kilobytes: 100) == 1)
    #expect(try Set(folder.names()) == [second, third])
    let new = try result(hoursAgo: 0, kilobytes: 400)
    #expect(sweep(kilobytes: 100) == 2)
    #expect(try folder.names() == [new])
  }

  @Test("what the server did not make stays")
  func others() throws {
    let mine = try result(hoursAgo: 100)
    try folder.write([1], to: "\(mine)/note.txt")
    try FileSystem.makeFolder(folder.file("album"))
    try folder.write([1], to: "album/processed.jpg")
    let target = try result(hoursAgo: 100)
    let link = folder.file(UUID().uuidString.lowercased())
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: folder.file("album"))
    #expect(sweep(hours: 1) == 1)
    #expect(!folder.has(target))
    #expect(folder.has("\(mine)/processed.jpg") && folder.has("album/processed.jpg"))
  }
}
