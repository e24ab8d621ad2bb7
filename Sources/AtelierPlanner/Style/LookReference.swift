import AtelierPixels
package import AtelierVision

/// A photograph that another one shall look like, as numbers.
///
/// Nothing of what it shows is kept: neither pixels nor shapes, but for the small picture that models
/// are shown.
package struct LookReference: Hashable, Sendable {
  /// Its name for people; it is never sent anywhere.
  package let name: String
  /// What it looks like.
  package let statistics: PictureStatistics
  /// The colours of its greys, by tones.
  let tints: [Metric.Tone: SIMD2<Double>]
  /// Whether it has one colour or none: the colour of its pixels follows from their lightness.
  let isMonochrome: Bool
  /// The picture that models are shown; nil where none plans.
  package var picture: Conversation.Picture?

  /// The longest side of the preview on which it is to be measured, that of every plan.
  package static let previewEdge = PlanningScene.smallEdge
  /// A shorter side says nothing that could be measured.
  static let leastSide = 32
  /// The least distance of the 5th and 95th percentile of L*.
  private static let leastSpread = 3.0

  /// Measures a reference.
  ///
  /// - Parameters:
  ///   - name: its name for people.
  ///   - picture: the preview.
  /// - Throws: ``LookReferenceError`` where it has no look.
  package init(name: String, of picture: LabPicture) throws(LookReferenceError) {
    guard min(picture.size.width, picture.size.height) >= Self.leastSide else {
      throw .tooSmall(name: name, size: "\(picture.size)", least: Self.leastSide)
    }
    statistics = PictureStatistics(of: picture)
    guard statistics.contrast.spread >= Self.leastSpread else { throw .plain(name: name) }
    self.name = name
    isMonochrome = picture.isMonochrome
    tints = picture.tints(of: statistics, isMonochrome: isMonochrome).mapValues { $0.tint }
  }
}

/// Why a picture cannot serve as a reference.
package enum LookReferenceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It has too few pixels.
  case tooSmall(name: String, size: String, least: Int)
  /// It is one plain tone.
  case plain(name: String)

  /// What was found, what is allowed and what to do.
  package var description: String {
    switch self {
    case .tooSmall(let name, let size, let least):
      "\(name) is \(size) pixels; a picture to look like needs at least \(least) a side. Give a larger one."
    case .plain(let name):
      "\(name) is one plain tone and has no look that could be taken over; give a photo with light and "
        + "dark parts."
    }
  }
}

extension LabPicture {
  /// Whether colour follows from lightness alone, as in black and white, plain or toned.
  var isMonochrome: Bool {
    let binCount = 25
    var counts = [Double](repeating: 0, count: binCount)
    var sums = [SIMD2<Double>](repeating: .zero, count: binCount)
    var squares = sums
    for index in lightness.indices {
      let bin = min(max(Int(lightness[index] / 4), 0), binCount - 1)
      let color = SIMD2(Double(a[index]), Double(b[index]))
      counts[bin] += 1
      sums[bin] += color
      squares[bin] += color * color
    }
    var variance = 0.0
    for bin in 0..<binCount where counts[bin] > 0 {
      let mean = sums[bin] / counts[bin]
      variance += (squares[bin] - mean * mean * counts[bin]).sum()
    }
    // JPEG leaves about 1 of colour noise in what was saved grey.
    return variance / Double(max(lightness.count, 1)) < 2.25
  }

  /// How grey pixels look in the shadows and in the highlights, in a* and b*, and which they are; parts
  /// with few of them are left out.
  func tints(
    of statistics: PictureStatistics, isMonochrome: Bool
  ) -> [Metric.Tone: (tint: SIMD2<Double>, greys: PixelArea)] {
    let grey = SIMD2(Float(statistics.cast.grey.a), Float(statistics.cast.grey.b))
    var tints: [Metric.Tone: (tint: SIMD2<Double>, greys: PixelArea)] = [:]
    for tone in [Metric.Tone.shadows, .highlights] {
      let part = area(of: tone, in: .all(of: size))
      let greys = part.filter { index in
        guard lightness[index] > 2, lightness[index] < 99 else { return false }
        let distance = SIMD2(a[index], b[index]) - grey
        return isMonochrome || (distance * distance).sum() < 14 * 14
      }
      guard Double(greys.count) >= 0.1 * Double(part.count), let tint = meanColor(of: greys) else {
        continue
      }
      tints[tone] = (tint, greys)
    }
    return tints
  }

  /// The mean of a* and b*; nil where there are no pixels.
  func meanColor(of area: PixelArea) -> SIMD2<Double>? {
    guard let a = MetricProbe(Metric(.mean(.a)), before: self, in: area).baseline,
      let b = MetricProbe(Metric(.mean(.b)), before: self, in: area).baseline
    else { return nil }
    return [a, b]
  }
}
