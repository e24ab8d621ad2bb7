package import AtelierVision
import Foundation

/// What was measured on a picture, in words and numbers that a model can read.
package enum PictureDescription {
  /// The numbers, one line each; none of them is text from the file.
  package static func text(
    _ statistics: PictureStatistics, isRaw: Bool, regions: [String] = []
  ) -> String {
    let lightness = statistics.lightness
    var lines = [
      "Measured on the photo (CIE L*a*b*; L* 0 black to 100 white):",
      "- source: \(isRaw ? "RAW" : "a developed picture"), "
        + (statistics.width >= statistics.height ? "landscape" : "portrait") + " format",
      "- L* mean \(short(lightness.mean)); percentiles 1/5/25/50/75/95/99: "
        + [
          lightness.p1, lightness.p5, lightness.p25, lightness.p50, lightness.p75, lightness.p95,
          lightness.p99,
        ].map(short).joined(separator: " "),
      "- clipped pixels: black \(percent(statistics.clipping.black)), white "
        + "\(percent(statistics.clipping.white)), any channel "
        + percent(statistics.clipping.anyChannel),
      "- contrast: deviation \(short(statistics.contrast.deviation)), spread "
        + "\(short(statistics.contrast.spread)), fine detail "
        + "\(short(statistics.contrast.localFine)), middle detail "
        + short(statistics.contrast.localMid),
      "- colour cast of all: a* \(short(statistics.cast.mean.a)), b* "
        + "\(short(statistics.cast.mean.b)); of what should be grey: a* "
        + "\(short(statistics.cast.neutrals.a)), b* \(short(statistics.cast.neutrals.b))",
      "- chroma: mean \(short(statistics.chroma.mean)), 95th percentile "
        + "\(short(statistics.chroma.p95)), colourfulness "
        + short(statistics.chroma.colorfulness),
      "- noise: lightness \(short(statistics.noise.lightness)), colour "
        + short(statistics.noise.color),
      "- haze \(short(statistics.haze)) (clear 0.05, hazy above 0.25)",
    ]
    let bands = statistics.bands.sorted { $0.value.share > $1.value.share }
      .filter { $0.value.share >= 0.01 }
    for (name, band) in bands {
      lines.append(
        "- \(name): \(percent(band.share)) of the picture, L* \(short(band.lightness)), chroma "
          + short(band.chroma))
    }
    lines.append("- L* of a 5 by 5 grid, from the top left:")
    for row in statistics.grid {
      lines.append("  " + row.map { short($0.lightness) }.joined(separator: " "))
    }
    if !regions.isEmpty { lines.append("- found: " + regions.joined(separator: ", ")) }
    return lines.joined(separator: "\n")
  }

  private static func short(_ number: Double) -> String { Wording.short(number) }

  private static func percent(_ share: Double) -> String {
    "\(Wording.short((share * 1000).rounded() / 10)) %"
  }
}
