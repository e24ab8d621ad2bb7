public import AtelierPixels
import Foundation

extension PictureStatistics {
  /// Measures a picture of linear Rec. 2020 light; meant for 0.25 to 1 megapixel.
  ///
  /// Detail and noise depend on the scale at which a picture is measured. A picture without pixels
  /// gives zeros.
  public init(of picture: PlanarPicture) {
    self.init(of: LabPicture(picture))
  }

  /// Measures a picture that has been converted already.
  package init(of picture: LabPicture) {
    let area = PixelArea.all(of: picture.size)
    let percentiles = Self.percentiles(of: picture.lightness)
    width = picture.size.width
    height = picture.size.height
    lightness = Lightness(
      mean: Moments(area, picture.lightness).mean, p1: percentiles[0], p5: percentiles[1],
      p10: percentiles[2], p25: percentiles[3], p50: percentiles[4], p75: percentiles[5],
      p90: percentiles[6], p95: percentiles[7], p99: percentiles[8])
    /// A metric of the whole picture.
    func measure(_ quantity: Metric.Quantity) -> Double {
      area.isEmpty ? 0 : picture.measure(quantity, in: area) ?? 0
    }
    clipping = Clipping(
      black: measure(.clipLow), white: measure(.clipHigh), anyChannel: measure(.clipChannel))
    (zones, exposure) = Self.exposure(of: picture, median: percentiles[4])
    grid = Self.grid(of: picture)
    cast = ColorCast(of: picture)
    contrast = Contrast(
      deviation: measure(.contrast), spread: percentiles[7] - percentiles[1],
      localFine: measure(.localFine), localMid: measure(.localMid))
    noise = Self.noise(of: picture, in: area)
    let chromas = picture.plane(.chroma)
    chroma = Chroma(
      mean: Moments(area, chromas).mean,
      p95: Quantiles.of(chromas, at: [0.95]).first.map(Double.init) ?? 0,
      colorfulness: measure(.colorfulness))
    bands = Self.bands(of: picture, chroma: chromas)
    cornerRatio = picture.cornerRatio
    haze = picture.darkChannel
  }

  private static func percentiles(of lightness: [Float]) -> [Double] {
    let fractions = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]
    let values = Quantiles.of(lightness, at: fractions)
    return values.isEmpty ? fractions.map { _ in 0 } : values.map(Double.init)
  }

  private static func noise(of picture: LabPicture, in area: PixelArea) -> Noise {
    let flat = picture.flatArea(in: area)
    guard !flat.isEmpty else { return Noise(lightness: 0, color: 0) }
    return Noise(
      lightness: picture.measure(.noise, in: flat) ?? 0,
      color: picture.measure(.noiseColor, in: flat) ?? 0)
  }

  /// Zones and exposure, the latter's median from that of L*, which rises with light.
  private static func exposure(
    of picture: LabPicture, median lightness: Double
  ) -> ([Double], Exposure) {
    let floor: Float = 0x1p-12
    let middleGrey: Float = 0.18
    let count = picture.size.pixelCount
    var zones = [Int](repeating: 0, count: 11)
    guard count > 0 else { return (zones.map(Double.init), Exposure(median: 0, meanLog: 0)) }
    // The edges between zones, half an EV beside whole ones: no logarithm for each pixel.
    let edges = SIMD16<Float>(
      (0..<16).map { $0 < 10 ? middleGrey * exp2(Float($0) - 4.5) : .infinity })
    // A product of 16 values between 2⁻¹² and 1 stays within a Double: one logarithm for all.
    var (logarithms, product) = (0.0, 1.0)
    for index in 0..<count {
      let light = picture.luminance(at: index)
      let passed = SIMD16<Int32>(repeating: 0).replacing(with: 1, where: edges .<= light)
      zones[Int(passed.wrappedSum())] += 1
      product *= Double(max(light, floor))
      if index & 15 == 15 {
        logarithms += log2(product)
        product = 1
      }
    }
    logarithms += log2(product)
    let root = (lightness + 16) / 116
    let median = lightness > 8 ? root * root * root : lightness * 27 / 24389
    let exposure = Exposure(
      median: log2(max(median, Double(floor)) / Double(middleGrey)),
      meanLog: logarithms / Double(count) - log2(Double(middleGrey)))
    return (zones.map { Double($0) / Double(count) }, exposure)
  }

  private static func grid(of picture: LabPicture) -> [[Cell]] {
    let (width, height) = (picture.size.width, picture.size.height)
    return (0..<5).map { row in
      (0..<5).map { column in
        var (lightness, a, b) = (Moments(), Moments(), Moments())
        for y in row * height / 5..<(row + 1) * height / 5 {
          for index in y * width + column * width / 5..<y * width + (column + 1) * width / 5 {
            lightness.add(picture.lightness[index])
            a.add(picture.a[index])
            b.add(picture.b[index])
          }
        }
        return Cell(
          lightness: lightness.mean, a: a.mean, b: b.mean, contrast: lightness.deviation)
      }
    }
  }

  private static func bands(of picture: LabPicture, chroma: [Float]) -> [String: Band] {
    let bands = HueBand.allCases
    let tests = bands.map { HueBand.Test($0) }
    // Sums of L*, C*, a* and b*.
    var sums = bands.map { _ in SIMD4<Double>() }
    var counts = bands.map { _ in 0 }
    for index in picture.lightness.indices where chroma[index] >= HueBand.leastChroma {
      let (l, a, b) = (picture.lightness[index], picture.a[index], picture.b[index])
      for band in tests.indices where tests[band].contains(l, a, b) {
        sums[band] += SIMD4(Double(l), Double(chroma[index]), Double(a), Double(b))
        counts[band] += 1
      }
    }
    var result: [String: Band] = [:]
    for (index, band) in bands.enumerated() where counts[index] > 0 {
      let mean = sums[index] / Double(counts[index])
      let hue = atan2(mean.w, mean.z) * 180 / .pi
      result[band.rawValue] = Band(
        share: Double(counts[index]) / Double(picture.size.pixelCount), lightness: mean.x,
        chroma: mean.y, hue: hue < 0 ? hue + 360 : hue)
    }
    return result
  }
}

extension LabPicture {
  /// Median of the dark channel: the darkest channel of the darkest pixel in small patches.
  ///
  /// He, Sun and Tang, Single Image Haze Removal Using Dark Channel Prior, 2009, on encoded values;
  /// the patches are 1/40 of the longer side, as 15 pixels were of the paper's pictures.
  var darkChannel: Double {
    let block = max(1, size.longEdge / 40)
    let patches = size.divided(by: block)
    var darkest = [Float](repeating: 1, count: patches.pixelCount)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let index = y * size.width + x
        let value = min(red[index], green[index], blue[index])
        let patch = y / block * patches.width + x / block
        darkest[patch] = min(darkest[patch], value)
      }
    }
    return Quantiles.median(of: darkest).map { Double(SRGBEncoding.shared($0)) } ?? 0
  }
}
