/// A number that describes a picture, such as the mean of L* or the chroma of its blues.
///
/// Names are persistent: `L_mean`, `L_p95`, `b_shadows`, `C_mean@blue`, `local_fine` ….
package struct Metric: Hashable, Sendable {
  /// What is measured.
  package var quantity: Quantity
  /// The colours to which the measurement is limited, or nil for all.
  package var band: HueBand?

  /// Makes a metric, limited to a band of hues where one is given.
  package init(_ quantity: Quantity, in band: HueBand? = nil) {
    self.quantity = quantity
    self.band = band
  }

  /// What is measured.
  package enum Quantity: Hashable, Sendable {
    /// Mean of a channel.
    case mean(Channel)
    /// Middle of L*.
    case median
    /// Percentile 0…100 of L*.
    case percentile(Int)
    /// Mean of L*, a*, b* or C* in the darkest quarter, middle half or brightest quarter.
    case tone(Channel, Tone)
    /// Hue angle of the mean colour, in degrees 0..<360.
    case hue
    /// Distance of the mean colour from grey.
    case cast
    /// Standard deviation of L*.
    case contrast
    /// 99th less 1st percentile of L*.
    case range
    /// RMS of the detail of L* below about a pixel, or up to 1.2 % of the longer side.
    case localFine, localMid
    /// Deviation of L* (from the median of absolute deviations), or of a* and b*, from pixel to
    /// pixel in the flattest third.
    case noise, noiseColor
    /// Share of pixels with L* ≤ 1, with L* ≥ 99.3, or with a channel at 254 of 255 or above.
    case clipLow, clipHigh, clipChannel
    /// Light in the four corners over that in the centre, of the whole picture.
    case cornerRatio
    /// Colourfulness of Hasler and Süsstrunk (2003), on codes 0…255.
    case colorfulness
    /// Share of pixels with C* below 4.
    case greyness
  }

  /// A part of an area by lightness.
  package enum Tone: String, Hashable, Sendable, CaseIterable {
    /// The darkest quarter.
    case shadows
    /// The middle half.
    case mids
    /// The brightest quarter.
    case highlights
  }
}

extension Metric: CustomStringConvertible {
  private static let plain: [(name: String, quantity: Quantity)] = [
    ("L_median", .median), ("hue", .hue), ("cast", .cast), ("contrast", .contrast),
    ("range", .range), ("local_fine", .localFine), ("local_mid", .localMid), ("noise", .noise),
    ("noise_colour", .noiseColor), ("clip_low", .clipLow), ("clip_high", .clipHigh),
    ("clip_channel", .clipChannel), ("corner_ratio", .cornerRatio),
    ("colourfulness", .colorfulness), ("greyness", .greyness),
  ]

  /// Reads a metric's name, such as `L_p95` or `C_mean@blue`.
  ///
  /// - Returns: nil when there is no such metric.
  package init?(name: String) {
    let parts = name.split(separator: "@", omittingEmptySubsequences: false)
    guard let base = parts.first, parts.count <= 2 else { return nil }
    var band: HueBand?
    if parts.count == 2 {
      guard let known = HueBand(rawValue: String(parts[1])) else { return nil }
      band = known
    }
    if let known = Self.plain.first(where: { $0.name == base }) {
      self.init(known.quantity, in: band)
      return
    }
    let words = base.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
    guard words.count == 2, let channel = Channel(rawValue: String(words[0])) else { return nil }
    if words[1] == "mean" {
      self.init(.mean(channel), in: band)
    } else if let tone = Tone(rawValue: String(words[1])) {
      self.init(.tone(channel, tone), in: band)
    } else if channel == .lightness, words[1].first == "p",
      let percent = Int(words[1].dropFirst()), (0...100).contains(percent)
    {
      self.init(.percentile(percent), in: band)
    } else {
      return nil
    }
  }

  /// The persistent name.
  package var description: String {
    let base =
      switch quantity {
      case .mean(let channel): "\(channel.rawValue)_mean"
      case .percentile(let percent): "L_p\(percent)"
      case .tone(let channel, let tone): "\(channel.rawValue)_\(tone.rawValue)"
      default: Self.plain.first { $0.quantity == quantity }?.name ?? ""
      }
    return band.map { "\(base)@\($0.rawValue)" } ?? base
  }
}
