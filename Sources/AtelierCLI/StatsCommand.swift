import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierPixels
import AtelierRecipe
import AtelierVision
import Foundation

/// `atelier stats`: what a photo looks like, in numbers.
struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Measures a photo: tones, clipping, cast, contrast, noise.")

  @Argument(help: "The photo; '-' reads standard input.", completion: .file())
  var photo: String

  @OptionGroup var run: RunOptions

  func run() async throws {
    let source = try Inputs.one(photo)
    let photo = try await OpenedPhoto.open(source, engine: .builtIn, jobs: run.workers)
    let statistics = PictureStatistics(of: photo.prepared.overview)
    for note in photo.decoded.notes { run.say(note) }
    if run.json {
      try StandardStreams.print(Self.document(statistics, of: photo, source: source).text())
    } else {
      try StandardStreams.print(Self.text(statistics, of: photo, source: source))
    }
  }

  /// Version of the JSON document.
  static let version = 1

  private static func document(
    _ statistics: PictureStatistics, of photo: OpenedPhoto, source: PictureSource
  ) throws -> JSONValue {
    let numbers = try JSONValue(parsing: [UInt8](JSONEncoder().encode(statistics)))
    guard case .object(var members) = numbers else { return numbers }
    let picture = photo.decoded.picture
    members["version"] = .number(Double(version))
    members["input"] = .string(source.name)
    members["photo"] = [
      "width": .number(Double(picture.size.width)), "height": .number(Double(picture.size.height)),
      "format": .string(photo.decoded.format.rawValue),
      "bits": .number(Double(picture.depth.rawValue)),
      "color_space": .string(picture.colorSpace.name),
    ]
    members["frame"] = try JSONValue(parsing: [UInt8](JSONEncoder().encode(photo.quality)))
    members["notes"] = .array(photo.decoded.notes.map { .string($0) })
    return .object(members)
  }

  private static func text(
    _ statistics: PictureStatistics, of photo: OpenedPhoto, source: PictureSource
  ) -> String {
    let size = photo.decoded.picture.size
    func percent(_ share: Double) -> String { String(format: "%.2f %%", share * 100) }
    func number(_ value: Double) -> String { String(format: "%.1f", value) }
    let light = statistics.lightness
    let frame = photo.quality
    func short(_ value: Double) -> String { String(format: "%.2f", value) }
    return """
      \(source.name): \(size) pixels, \(photo.decoded.format.displayName), \
      \(photo.decoded.picture.depth.rawValue) bit, \(photo.decoded.picture.colorSpace.name)
      L*         mean \(number(light.mean)), percentiles 1/5/25/50/75/95/99: \
      \([light.p1, light.p5, light.p25, light.p50, light.p75, light.p95, light.p99]
        .map(number).joined(separator: " "))
      exposure   median \(String(format: "%+.2f", statistics.exposure.median)) EV around middle grey
      clipping   black \(percent(statistics.clipping.black)), white \
      \(percent(statistics.clipping.white)), any channel \(percent(statistics.clipping.anyChannel))
      zones      \(statistics.zones.map { String(format: "%.0f", $0 * 100) }
        .joined(separator: " ")) % (0 to X)
      cast       grey looks a* \(number(statistics.cast.grey.a)), b* \
      \(number(statistics.cast.grey.b)) (confidence \(number(statistics.cast.confidence)))
      contrast   deviation \(number(statistics.contrast.deviation)), local fine \
      \(number(statistics.contrast.localFine)), middle \(number(statistics.contrast.localMid))
      noise      L* \(short(statistics.noise.lightness)), colour \(short(statistics.noise.color)); at \
      full size dark L* \(short(frame.darkNoise)), middle \(short(frame.midNoise)), colour \
      \(short(frame.colorNoise))
      steps      codes L* \(short(frame.codeStep)), compressed blocks L* \(short(frame.blockStep)), \
      lost in white \(percent(frame.clippedShare))
      chroma     mean \(number(statistics.chroma.mean)), 95th percentile \
      \(number(statistics.chroma.p95)), colourfulness \(number(statistics.chroma.colorfulness))
      """
  }
}
