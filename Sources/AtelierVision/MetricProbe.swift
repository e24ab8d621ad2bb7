import AtelierPixels
import Foundation

/// Measures one number on a picture and on edits of it, always on the same pixels.
///
/// Which pixels belong to a hue band, to the shadows or to the flattest third is decided on the
/// picture before, once.
package struct MetricProbe: Sendable {
  /// What is measured.
  package let metric: Metric
  /// The pixels that are measured.
  package let area: PixelArea
  /// The number on the picture before; nil when there are too few such pixels.
  package private(set) var baseline: Double?

  /// The fewest pixels of a hue band that are worth measuring.
  private static let leastBandPixels = 50

  /// Chooses the pixels to measure, within an area or in the whole picture.
  package init(_ metric: Metric, before: LabPicture, in area: PixelArea? = nil) {
    var chosen = area ?? .all(of: before.size)
    precondition(chosen.size == before.size, "the area belongs to another size of picture")
    if let band = metric.band {
      chosen = before.area(of: band, in: chosen)
      if chosen.count < Self.leastBandPixels { chosen = chosen.filter { _ in false } }
    }
    switch metric.quantity {
    case .tone(_, let tone): chosen = before.area(of: tone, in: chosen)
    case .noise, .noiseColor: chosen = before.flatArea(in: chosen)
    default: break
    }
    self.metric = metric
    self.area = chosen
    baseline = value(of: before)
  }

  /// The number on a picture of the same size; nil when there are no such pixels.
  package func value(of picture: LabPicture) -> Double? {
    precondition(picture.size == area.size, "the edit has another size than the picture before")
    guard !area.isEmpty else { return nil }
    return picture.measure(metric.quantity, in: area)
  }

  /// The number on a picture less that on the picture before; hues change by −180…180°.
  package func change(to picture: LabPicture) -> Double? {
    guard let before = baseline, let after = value(of: picture) else { return nil }
    guard metric.quantity == .hue else { return after - before }
    return (after - before).remainder(dividingBy: 360)
  }

  /// The number on a picture over that on the picture before; infinite when that is 0.
  package func ratio(to picture: LabPicture) -> Double? {
    guard let before = baseline, let after = value(of: picture) else { return nil }
    return before.magnitude > 1e-9 ? after / before : .infinity
  }
}

extension LabPicture {
  /// The darkest quarter, middle half or brightest quarter of an area.
  package func area(of tone: Metric.Tone, in area: PixelArea) -> PixelArea {
    let bounds = Quantiles.of(area.values(of: lightness), at: [0.25, 0.75])
    guard bounds.count == 2 else { return area }
    switch tone {
    case .shadows: return area.filter { lightness[$0] <= bounds[0] }
    case .mids: return area.filter { lightness[$0] > bounds[0] && lightness[$0] < bounds[1] }
    case .highlights: return area.filter { lightness[$0] >= bounds[1] }
    }
  }

  /// The flattest third of an area, clipped pixels left out where others are.
  func flatArea(in area: PixelArea) -> PixelArea {
    var usable = area.filter { lightness[$0] > 1 && lightness[$0] < 98.5 }
    if usable.isEmpty { usable = area }
    let activity = activity
    guard let limit = Quantiles.of(usable.values(of: activity), at: [0.33]).first else {
      return usable
    }
    return usable.filter { activity[$0] <= limit }
  }

  /// A number of the picture over an area that is not empty.
  func measure(_ quantity: Metric.Quantity, in area: PixelArea) -> Double? {
    switch quantity {
    case .mean(let channel), .tone(let channel, _):
      return Moments(area, plane(channel)).mean
    case .median: return percentile(50, in: area)
    case .percentile(let percent): return percentile(percent, in: area)
    case .hue:
      let degrees = atan2(Moments(area, b).mean, Moments(area, a).mean) * 180 / .pi
      return degrees < 0 ? degrees + 360 : degrees
    case .cast: return hypot(Moments(area, a).mean, Moments(area, b).mean)
    case .contrast: return Moments(area, lightness).deviation
    case .range:
      let ends = Quantiles.of(area.values(of: lightness), at: [0.01, 0.99])
      return Double(ends[1] - ends[0])
    case .localFine: return Moments(area, fine(.lightness)).rootMeanSquare
    case .localMid: return Moments(area, mid).rootMeanSquare
    case .noise: return medianDeviation(of: fine(.lightness), in: area)
    case .noiseColor:
      return hypot(Moments(area, fine(.a)).deviation, Moments(area, fine(.b)).deviation)
    case .clipLow: return share(of: area) { lightness[$0] <= 1 }
    case .clipHigh: return share(of: area) { lightness[$0] >= 99.3 }
    case .clipChannel:
      return share(of: area) { max(red[$0], green[$0], blue[$0]) >= Self.clippedLight }
    case .cornerRatio: return cornerRatio
    case .colorfulness: return colorfulness(in: area)
    case .greyness: return share(of: area) { a[$0] * a[$0] + b[$0] * b[$0] < 16 }
    }
  }

  /// Linear light from which a channel rounds to 254 of 255 or above (IEC 61966-2-1).
  private static let clippedLight = Float(TransferCurve.sRGB.decode(253.5 / 255))

  private func percentile(_ percent: Int, in area: PixelArea) -> Double? {
    Quantiles.of(area.values(of: lightness), at: [Double(percent) / 100]).first.map(Double.init)
  }

  private func share(of area: PixelArea, where condition: (Int) -> Bool) -> Double {
    let count = area.indices.reduce(0) { $0 + (condition(Int($1)) ? 1 : 0) }
    return Double(count) / Double(area.count)
  }

  /// The standard deviation that a normal distribution with the same median deviation has.
  private func medianDeviation(of plane: [Float], in area: PixelArea) -> Double? {
    let values = area.values(of: plane)
    guard let middle = Quantiles.median(of: values) else { return nil }
    return Quantiles.median(of: values.map { ($0 - middle).magnitude }).map { 1.4826 * Double($0) }
  }

  /// Light in corners of 14 % of each side over that in the middle 30 %.
  var cornerRatio: Double? {
    let (width, height) = (size.width, size.height)
    /// The mean light of a box of pixels, or nil when it is empty.
    func light(_ rows: Range<Int>, _ columns: Range<Int>) -> Double? {
      guard !rows.isEmpty, !columns.isEmpty else { return nil }
      var sum = 0.0
      for y in rows { for x in columns { sum += Double(luminance(at: y * width + x)) } }
      return sum / Double(rows.count * columns.count)
    }
    /// A fraction of a side in whole pixels.
    func part(_ fraction: Double, _ side: Int) -> Int {
      Int((fraction * Double(side)).rounded(.toNearestOrEven))
    }
    let (rows, columns) = (max(1, part(0.14, height)), max(1, part(0.14, width)))
    guard width >= columns, height >= rows,
      let center = light(
        part(0.35, height)..<part(0.65, height), part(0.35, width)..<part(0.65, width)),
      let topLeft = light(0..<rows, 0..<columns),
      let topRight = light(0..<rows, width - columns..<width),
      let bottomLeft = light(height - rows..<height, 0..<columns),
      let bottomRight = light(height - rows..<height, width - columns..<width)
    else { return nil }
    return (topLeft + topRight + bottomLeft + bottomRight) / 4 / max(center, 1e-6)
  }

  private func colorfulness(in area: PixelArea) -> Double {
    let encode = SRGBEncoding.shared
    var (redGreen, yellowBlue) = (Moments(), Moments())
    for index in area.indices {
      let index = Int(index)
      let (r, g, b) = (encode(red[index]), encode(green[index]), encode(blue[index]))
      redGreen.add(255 * (r - g))
      yellowBlue.add(255 * ((r + g) / 2 - b))
    }
    return hypot(redGreen.deviation, yellowBlue.deviation)
      + 0.3 * hypot(redGreen.mean, yellowBlue.mean)
  }
}
