package import AtelierVision
import Foundation

/// A number of a photograph that shall come near to that of a reference.
struct LookMatch: Sendable, Hashable {
  let metric: Metric
  /// The photograph's number.
  let before: Double
  /// The reference's number.
  let reference: Double
  /// What is aimed at: part of the way, and no farther than a photograph can go unharmed.
  let goal: Double
  /// What raises the number.
  let up: [Lever]
  /// What lowers it.
  let down: [Lever]
  /// A smaller difference is none.
  let least: Double

  /// A number that is moved by adding.
  private init(
    _ quantity: Metric.Quantity, from before: Double, to reference: Double, share: Double,
    most: Double, least: Double, up: [Lever], down: [Lever]
  ) {
    let move = min(max(share * (reference - before), -most), most)
    metric = Metric(quantity)
    goal = before + move
    (self.before, self.reference, self.least) = (before, reference, least)
    (self.up, self.down) = (up, down)
  }

  /// A number that is moved by a factor.
  private init(
    _ metric: Metric, from before: Double, to reference: Double, share: Double,
    within factors: ClosedRange<Double>, least: Double, up: [Lever], down: [Lever]
  ) {
    let factor = before > 0 ? pow(max(reference, 0.1) / before, share) : 1
    self.metric = metric
    goal = before * min(max(factor, factors.lowerBound), factors.upperBound)
    (self.before, self.reference, self.least) = (before, reference, least)
    (self.up, self.down) = (up, down)
  }

  /// How light, and how far apart, the tones shall be.
  ///
  /// - Parameters:
  ///   - photo: the photograph as it is.
  ///   - reference: what it shall look like.
  ///   - share: how much of the way is gone; some of a difference is what the pictures show.
  /// - Returns: the numbers, in the order in which they are met.
  static func tones(
    of photo: PictureStatistics, like reference: PictureStatistics, share: Double
  ) -> [LookMatch] {
    let (from, to) = (photo.lightness, reference.lightness)
    func percentile(
      _ percent: Int, _ path: KeyPath<PictureStatistics.Lightness, Double>, most: Double,
      up: [Lever], down: [Lever]
    ) -> LookMatch {
      LookMatch(
        .percentile(percent), from: from[keyPath: path], to: to[keyPath: path], share: share,
        most: most, least: 1.5, up: up, down: down)
    }
    return [
      LookMatch(
        .median, from: from.p50, to: to.p50, share: share, most: 22, least: 1.5,
        up: [Lever("exposure.stops", 1.6)], down: [Lever("exposure.stops", -1.6)]),
      LookMatch(
        Metric(.contrast), from: photo.contrast.deviation, to: reference.contrast.deviation,
        share: share, within: 0.6...1.6, least: 0.6, up: [Lever("contrast.amount", 60)],
        down: [Lever("contrast.amount", -60)]),
      percentile(
        95, \.p95, most: 15, up: [Lever("whites.amount", 60), Lever("highlights.amount", 30)],
        down: [Lever("highlights.amount", -70), Lever("whites.amount", -35)]),
      percentile(
        5, \.p5, most: 12, up: [Lever("blacks.amount", 60), Lever("shadows.amount", 35)],
        down: [Lever("blacks.amount", -60), Lever("shadows.amount", -25)]),
      percentile(
        25, \.p25, most: 12, up: [Lever("parametric_curve.darks", 50)],
        down: [Lever("parametric_curve.darks", -50)]),
      percentile(
        75, \.p75, most: 12, up: [Lever("parametric_curve.lights", 50)],
        down: [Lever("parametric_curve.lights", -50)]),
    ]
  }

  /// How colourful all shall be.
  static func chroma(
    of photo: PictureStatistics, like reference: PictureStatistics, share: Double, hasSkin: Bool
  ) -> LookMatch {
    LookMatch(
      Metric(.mean(.chroma)), from: photo.chroma.mean, to: reference.chroma.mean,
      share: 0.7 * share, within: hasSkin ? 0.7...1.25 : 0.65...1.4, least: 0.8,
      up: [Lever("vibrance.amount", 70), Lever("saturation.amount", 35)],
      down: [Lever("saturation.amount", -50), Lever("vibrance.amount", -20)])
  }

  /// How colourful, and of which hue, single colours shall be that both pictures have.
  static func bands(
    of photo: PictureStatistics, like reference: PictureStatistics, share: Double, hasSkin: Bool
  ) -> [LookMatch] {
    ColorBand.allCases.filter { $0 != .skin }.flatMap { band -> [LookMatch] in
      let name = band.hueBand.rawValue
      guard let from = photo.bands[name], let to = reference.bands[name], from.share >= 0.04,
        to.share >= 0.04
      else { return [] }
      // Skin is orange: other people's light is no reason to turn it.
      let isSkin = hasSkin && [.red, .orange, .yellow].contains(band)
      func levers(_ component: BandComponent, _ sign: Double) -> [Lever] {
        band.aim(component, sign: sign, strength: 1).levers.map { lever in
          var lever = lever
          lever.limit *= component == .hue ? 0.2 : 0.45
          return lever
        }
      }
      let chroma = LookMatch(
        Metric(.mean(.chroma), in: band.hueBand), from: from.chroma, to: to.chroma,
        share: 0.6 * share, within: isSkin ? 0.88...1.12 : 0.7...1.35, least: 1.5,
        up: levers(.saturation, 1), down: levers(.saturation, -1))
      let turn = (to.hue - from.hue).remainder(dividingBy: 360)
      guard !isSkin, (30...330).contains(from.hue) else { return [chroma] }
      let move = min(max(0.5 * share * turn, -8), 8)
      return [
        chroma,
        LookMatch(
          metric: Metric(.hue, in: band.hueBand), before: from.hue, reference: to.hue,
          goal: from.hue + move, up: levers(.hue, 1), down: levers(.hue, -1), least: 3),
      ]
    }
  }

  private init(
    metric: Metric, before: Double, reference: Double, goal: Double, up: [Lever], down: [Lever],
    least: Double
  ) {
    (self.metric, self.before, self.reference, self.goal) = (metric, before, reference, goal)
    (self.up, self.down, self.least) = (up, down, least)
  }
}

extension LookReference {
  /// What a model is told of a reference and of what it means for a photograph.
  package func request(for photo: PictureStatistics) -> String {
    var lines = [
      "The second picture is a reference, not the photo: develop the photo so that it looks like the "
        + "reference in tones, contrast and colour. Copy nothing that it shows, no crop and no mask; what "
        + "the wish says goes before it. The photo's numbers now, the reference's, and what is reasonable:"
    ]
    var matches = LookMatch.tones(of: photo, like: statistics, share: 0.85)
    if isMonochrome {
      lines.append("- the reference is black and white or of one tone")
    } else {
      matches.append(.chroma(of: photo, like: statistics, share: 0.85, hasSkin: false))
      matches += LookMatch.bands(of: photo, like: statistics, share: 0.85, hasSkin: false)
    }
    lines += matches.map { match in
      "- \(match.metric): \(Wording.short(match.before)), reference \(Wording.short(match.reference)), "
        + "aim for \(Wording.short(match.goal))"
    }
    let (now, there) = (photo.cast.grey, statistics.cast.grey)
    lines.append(
      "- greys, a* and b*: \(Wording.short(now.a)) and \(Wording.short(now.b)), reference "
        + "\(Wording.short(there.a)) and \(Wording.short(there.b))")
    for (tone, tint) in tints.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      lines.append(
        "- greys of the reference's \(tone.rawValue): a* \(Wording.short(tint.x)), b* "
          + Wording.short(tint.y))
    }
    return lines.joined(separator: "\n")
  }
}
