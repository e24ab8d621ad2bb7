import AtelierEngine
import Foundation

/// Hue, saturation and lightness of one of eight colours.
///
/// A shift is done in up to three steps. A step's mask is how near a pixel's hue is to the colour's,
/// blurred by five pixels whatever the size, raised to 1.3, and divided by its largest value in the
/// picture: so every pixel depends on the whole of it, and a crop or a smaller version differs. Shifts
/// are added, to greys too where their hue of 0° is near.
///
/// - Domain: HLS of encoded values, in single precision as the executor has it.
/// - Identity: all three 0, which is skipped.
/// - Cost: 0.4 s a mask for 24 megapixels on two cores, one to four masks.
struct MonetSelectiveColor {
  private let color: SelectiveColorTable.Color
  private let hue: [Step]
  private let saturation: [Step]
  private let lightness: [Step]

  /// Makes the operation of values in −1…1; nil for the identity.
  init?(_ color: SelectiveColorTable.Color, hue: Double, saturation: Double, lightness: Double) {
    guard hue != 0 || saturation != 0 || lightness != 0 else { return nil }
    self.color = color
    self.hue = Step.steps(hue, most: color.hue)
    self.saturation = Step.steps(saturation, most: color.saturation)
    self.lightness = Step.steps(lightness, most: color.lightness)
  }

  /// Changes rows of red, green and blue.
  ///
  /// - Throws: ``RenderError/cancelled``.
  func apply(to rows: inout [PixelRow], jobs: Int) async throws(RenderError) {
    try await RowWork.change(&rows, jobs: jobs) { row, _ in HLS.convert(&row) }
    for step in hue {
      let mask = try await mask(of: rows, jobs: jobs)
      try await RowWork.change(&rows, jobs: jobs) { row, y in
        mask.with(row: y) { x, share in
          row.red[x] = step.moved(row.red[x], share, per: 360) {
            HLS.wrapped($0)
          } exactly: {
            HLS.wrapped($0)
          }
        }
      }
    }
    if !saturation.isEmpty || !lightness.isEmpty {
      // Hues do not change any more, so one mask serves all steps.
      let mask = try await mask(of: rows, jobs: jobs)
      try await RowWork.change(&rows, jobs: jobs) { row, y in
        for step in saturation {
          mask.with(row: y) { x, share in row.blue[x] = step.limited(row.blue[x], share) }
        }
        for step in lightness {
          mask.with(row: y) { x, share in row.green[x] = step.limited(row.green[x], share) }
        }
      }
    }
    try await RowWork.change(&rows, jobs: jobs) { row, _ in HLS.restore(&row) }
  }

  private func mask(of rows: [PixelRow], jobs: Int) async throws(RenderError) -> HueMask {
    let color = color
    return try await HueMask(rows.count, jobs: jobs) { y in
      var isEmpty = true
      let row = rows[y].red.map { hue -> Float in
        let degrees = (360 * hue).truncatingRemainder(dividingBy: 360)
        let far = (degrees - Float(color.target)).magnitude
        let distance = min(far, 360 - far)
        guard distance < Float(color.range) else { return 0 }
        let share = max(0, Float(cos(Double(.pi * distance / Float(color.range)))))
        if share > 0 { isEmpty = false }
        return share
      }
      return isEmpty ? [] : row
    }
  }
}

/// A part of a shift.
private struct Step {
  /// What is added where the mask is 1.
  let amount: Double
  /// Whether it is a third of the most; these are computed in single precision, the rest in double.
  let isWhole: Bool

  /// A shift cut into thirds of the most and a rest.
  static func steps(_ value: Double, most: Double) -> [Step] {
    let total = min(max(value * most, -most), most)
    let third = most / 3
    let sign: Double = total < 0 ? -1 : 1
    var rest = total.magnitude
    var steps: [Step] = []
    while rest > third {
      steps.append(Step(amount: sign * third, isWhole: true))
      rest -= third
    }
    if rest > 1e-10 { steps.append(Step(amount: sign * rest, isWhole: false)) }
    return steps
  }

  @inline(__always)
  func moved(
    _ value: Float, _ share: Float, per unit: Double, _ single: (Float) -> Float,
    exactly double: (Double) -> Double
  ) -> Float {
    if isWhole { return single(value + share * Float(amount) / Float(unit)) }
    return Float(double(Double(value) + Double(share) * amount / unit))
  }

  @inline(__always)
  func limited(_ value: Float, _ share: Float) -> Float {
    moved(value, share, per: 1) {
      min(max($0, 0), 1)
    } exactly: {
      min(max($0, 0), 1)
    }
  }
}

/// Hue, lightness and saturation of a row in place of red, green and blue.
enum HLS {
  static func convert(_ row: inout PixelRow) {
    for x in 0..<row.count {
      let (r, g, b) = (row.red[x], row.green[x], row.blue[x])
      let high = max(r, max(g, b))
      let low = min(r, min(g, b))
      let (sum, spread) = (high + low, high - low)
      let lightness = sum / 2
      var (hue, saturation): (Float, Float) = (0, 0)
      if spread >= 1e-20 {
        // Of equal channels the last one counts.
        if b == high {
          hue = 4 + (r - g) / spread
        } else if g == high {
          hue = 2 + (b - r) / spread
        } else {
          hue = (g - b) / spread
        }
        hue = wrapped(hue / 6)
        // Next to white the sum may round to 2, where the executor divides by zero.
        let room = lightness <= 0.5 ? sum : 2 - sum
        saturation = room > 0 ? spread / room : 1
      }
      (row.red[x], row.green[x], row.blue[x]) = (hue, lightness, saturation)
    }
  }

  static func restore(_ row: inout PixelRow) {
    for x in 0..<row.count {
      let (hue, lightness, saturation) = (row.red[x], row.green[x], row.blue[x])
      guard saturation > 1e-20 else {
        (row.red[x], row.green[x], row.blue[x]) = (lightness, lightness, lightness)
        continue
      }
      let upper =
        lightness < 0.5
        ? lightness + lightness * saturation : lightness + saturation - lightness * saturation
      let lower = 2 * lightness - upper
      row.red[x] = channel(lower, upper, hue + Float(1.0 / 3))
      row.green[x] = channel(lower, upper, hue)
      row.blue[x] = channel(lower, upper, hue - Float(1.0 / 3))
    }
  }

  private static func channel(_ lower: Float, _ upper: Float, _ hue: Float) -> Float {
    let hue = wrapped(hue)
    let value: Float
    if hue < Float(1.0 / 6) {
      value = lower + (upper - lower) * 6 * hue
    } else if hue < 0.5 {
      value = upper
    } else if hue < Float(2.0 / 3) {
      value = lower + (upper - lower) * 6 * (Float(2.0 / 3) - hue)
    } else {
      value = lower
    }
    return min(max(value, 0), 1)
  }

  /// The remainder of a division by 1, at least 0.
  @inline(__always)
  static func wrapped<Value: BinaryFloatingPoint>(_ value: Value) -> Value {
    let rest = value.truncatingRemainder(dividingBy: 1)
    return rest < 0 ? rest + 1 : rest
  }
}
