/// What a picture looks like, in numbers: the document that `atelier stats --json` prints.
///
/// Colours are CIE L*a*b* relative to D65 after clipping to sRGB: L* 0…100, a* (green to magenta) and
/// b* (blue to yellow) about ±100, C* the distance from grey, hues in degrees 0..<360. Shares are
/// fractions 0…1 of the pixels. Light is linear and relative to white; EV are its doublings.
public struct PictureStatistics: Sendable, Codable, Hashable {
  /// Width of the measured picture in pixels.
  public var width: Int
  /// Height of the measured picture in pixels.
  public var height: Int
  /// How L* is distributed.
  public var lightness: Lightness
  /// Pixels at the ends of the range.
  public var clipping: Clipping
  /// Share of the pixels in Ansel Adams' zones 0…X, eleven numbers.
  ///
  /// Zone V lies within half an EV of middle grey (18 % light), each other one an EV further, and
  /// zone 0 takes what lies below. White is 2.5 EV above middle grey: it ends zone VII, and the
  /// zones above stay empty in a finished picture.
  public var zones: [Double]
  /// Five rows, from the top, of five cells, from the left.
  public var grid: [[Cell]]
  /// How far greys are from grey.
  public var cast: ColorCast
  /// How far apart the tones are.
  public var contrast: Contrast
  /// What varies from pixel to pixel where the picture is flat.
  public var noise: Noise
  /// How light the picture is.
  public var exposure: Exposure
  /// How colourful the picture is.
  public var chroma: Chroma
  /// The bands `red`, `orange`, `yellow`, `green`, `aqua`, `blue`, `purple`, `magenta` and `skin`,
  /// without those that hold no pixels.
  public var bands: [String: Band]
  /// Light in the corners over light in the centre; below 1 where a lens or an edit vignettes, nil
  /// where the centre holds no pixels.
  public var cornerRatio: Double?
  /// Median of the dark channel on encoded values, 0…1: about 0.05 in clear pictures, above 0.25 in
  /// haze (He, Sun and Tang 2009) and in bright scenes without shadows or colour.
  public var haze: Double

  private enum CodingKeys: String, CodingKey {
    case width, height, lightness, clipping, zones, grid, cast, contrast, noise, exposure, chroma
    case bands, haze
    case cornerRatio = "corner_ratio"
  }

  /// How L* is distributed.
  public struct Lightness: Sendable, Codable, Hashable {
    /// The mean of L*.
    public var mean: Double
    /// Percentiles of L*.
    public var p1, p5, p10, p25, p50, p75, p90, p95, p99: Double
  }

  /// Shares of pixels at the ends of the range.
  public struct Clipping: Sendable, Codable, Hashable {
    /// L* at most 1.
    public var black: Double
    /// L* at least 99.3.
    public var white: Double
    /// Any channel at 254 of 255 or above.
    public var anyChannel: Double

    private enum CodingKeys: String, CodingKey {
      case black, white
      case anyChannel = "any_channel"
    }
  }

  /// One of 25 parts of the picture.
  public struct Cell: Sendable, Codable, Hashable {
    /// Means of L*, a* and b*.
    public var lightness, a, b: Double
    /// Standard deviation of L*.
    public var contrast: Double
  }

  /// How far apart the tones are, in L*.
  public struct Contrast: Sendable, Codable, Hashable {
    /// Standard deviation.
    public var deviation: Double
    /// 95th less 5th percentile.
    public var spread: Double
    /// RMS of the detail below about a pixel.
    public var localFine: Double
    /// RMS of the detail from there up to 1.2 % of the longer side.
    public var localMid: Double

    private enum CodingKeys: String, CodingKey {
      case deviation, spread
      case localFine = "local_fine"
      case localMid = "local_mid"
    }
  }

  /// Deviations from pixel to pixel in the flattest third of the picture.
  public struct Noise: Sendable, Codable, Hashable {
    /// In L*, from the median of absolute deviations.
    public var lightness: Double
    /// In a* and b* together.
    public var color: Double
  }

  /// How light the picture is, in EV above middle grey (18 % light).
  public struct Exposure: Sendable, Codable, Hashable {
    /// Of the median light.
    public var median: Double
    /// Mean of the logarithms, with light below 2⁻¹² of white counted as that.
    public var meanLog: Double

    private enum CodingKeys: String, CodingKey {
      case median
      case meanLog = "mean_log"
    }
  }

  /// How colourful the picture is.
  public struct Chroma: Sendable, Codable, Hashable {
    /// Mean of C*.
    public var mean: Double
    /// 95th percentile of C*.
    public var p95: Double
    /// Colourfulness of Hasler and Süsstrunk (2003): 0 grey, 33 moderate, 59 quite, 109 extreme.
    public var colorfulness: Double
  }

  /// The pixels of one band of hues.
  public struct Band: Sendable, Codable, Hashable {
    /// Share of the picture.
    public var share: Double
    /// Means of L* and C*.
    public var lightness, chroma: Double
    /// Hue angle of the mean colour in degrees.
    public var hue: Double
  }
}
