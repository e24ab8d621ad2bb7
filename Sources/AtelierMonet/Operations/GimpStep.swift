import Foundation

/// The codes of a depth, and how the second half of the executor reads and rounds them.
struct CodeScale: Sendable {
  /// The largest code.
  let top: Double

  /// A code as a share of the largest, in single precision.
  @inline(__always)
  func value(_ code: UInt16) -> Double { Double(Float(Double(code) / top)) }

  /// The code of a value: limited, brought to single precision, rounded half up.
  @inline(__always)
  func code(_ value: Double) -> UInt16 {
    let limited = min(max(Float(value), 0), 1)
    return UInt16((limited * Float(top) + 0.5).rounded(.down))
  }

  /// The codes of a function of one channel, one after the other.
  func table(_ function: (Double) -> Double) -> [UInt16] {
    (0...UInt16(top)).map { code(function(value($0))) }
  }
}

/// One call of GIMP: changes a row's codes, red, green and blue in turn; each ends in whole codes.
protocol GimpStep: Sendable {
  func apply(to codes: inout [UInt16])
}

/// A call that changes each channel for itself.
struct GimpTable: GimpStep {
  private let table: [UInt16]

  init(_ scale: CodeScale, _ function: (Double) -> Double) { table = scale.table(function) }

  func apply(to codes: inout [UInt16]) {
    for index in codes.indices { codes[index] = table[Int(codes[index])] }
  }
}

/// A call that changes each pixel for itself.
struct GimpPixels<Change: GimpPixelChange>: GimpStep {
  let scale: CodeScale
  let change: Change

  func apply(to codes: inout [UInt16]) {
    for index in stride(from: 0, to: codes.count, by: 3) {
      let pixel = SIMD3(
        scale.value(codes[index]), scale.value(codes[index + 1]), scale.value(codes[index + 2]))
      let result = change(pixel)
      codes[index] = scale.code(result.x)
      codes[index + 1] = scale.code(result.y)
      codes[index + 2] = scale.code(result.z)
    }
  }
}

/// What a call does to a pixel of encoded values.
protocol GimpPixelChange: Sendable {
  func callAsFunction(_ rgb: SIMD3<Double>) -> SIMD3<Double>
}

/// Hue 0…1, saturation and lightness as GIMP computes them.
struct GimpHSL {
  var hue: Double
  var saturation: Double
  var lightness: Double

  init(_ rgb: SIMD3<Double>) {
    let (r, g, b) = (rgb.x, rgb.y, rgb.z)
    let (high, low) = (max(r, max(g, b)), min(r, min(g, b)))
    let spread = high - low
    lightness = (high + low) / 2
    (hue, saturation) = (0, 0)
    guard spread > 0 else { return }
    saturation = lightness <= 0.5 ? spread / (high + low) : spread / (2 - high - low)
    // Of equal channels the first one counts.
    if r == high {
      hue = (g - b) / spread
    } else if g == high {
      hue = 2 + (b - r) / spread
    } else {
      hue = 4 + (r - g) / spread
    }
    hue /= 6
    if hue < 0 { hue += 1 }
  }

  var rgb: SIMD3<Double> {
    guard saturation != 0 else { return SIMD3(repeating: lightness) }
    let upper =
      lightness <= 0.5
      ? lightness * (1 + saturation) : lightness + saturation - lightness * saturation
    let lower = 2 * lightness - upper
    func channel(_ place: Double) -> Double {
      let place = place > 6 ? place - 6 : place < 0 ? place + 6 : place
      if place < 1 { return lower + (upper - lower) * place }
      if place < 3 { return upper }
      if place < 4 { return lower + (upper - lower) * (4 - place) }
      return lower
    }
    return SIMD3(channel(hue * 6 + 2), channel(hue * 6), channel(hue * 6 - 2))
  }
}
