import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierPixels
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
    guard let source = try Inputs([photo]).sources.first else { return }
    let photo = try await OpenedPhoto.open(source, engine: .builtIn, jobs: run.workers)
    let statistics = PictureStatistics(of: photo.prepared.overview)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    if run.json {
      print(String(decoding: try encoder.encode(statistics), as: UTF8.self))
      return
    }
    let size = photo.decoded.picture.size
    func percent(_ share: Double) -> String { String(format: "%.2f %%", share * 100) }
    func number(_ value: Double) -> String { String(format: "%.1f", value) }
    let light = statistics.lightness
    print(
      """
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
      noise      L* \(String(format: "%.2f", statistics.noise.lightness)), colour \
      \(String(format: "%.2f", statistics.noise.color))
      chroma     mean \(number(statistics.chroma.mean)), 95th percentile \
      \(number(statistics.chroma.p95)), colourfulness \(number(statistics.chroma.colorfulness))
      """)
    for note in photo.decoded.notes { run.say(note) }
  }
}
