import AtelierPixels

/// Smooth noise with a mean of 0 in −1…1: random values at the corners of a turned square lattice,
/// blended between them.
struct NoiseLattice {
  private let cosine: Float
  private let sine: Float
  /// Keeps lattice coordinates positive.
  private let shift: Float
  private let seed: UInt32

  /// Makes a lattice.
  ///
  /// - Parameters:
  ///   - cell: side of a cell in pixels; below 1 it counts as 1.
  ///   - degrees: turn, 0…90.
  ///   - seed: which noise.
  ///   - size: size of the picture.
  init(cell: Double, degrees: Double, seed: UInt32, size: PixelSize) {
    let direction = Power.direction(degrees: degrees)
    let side = max(1, cell)
    cosine = Float(direction.cosine / side)
    sine = Float(direction.sine / side)
    shift = Float(Double(size.width) * direction.sine / side + 1)
    self.seed = seed
  }

  /// The lattice along a row, from a column on.
  func row(y: Int, x: Int) -> Row {
    Row(
      u: (Float(y) + 0.5) * sine + 1, v: (Float(y) + 0.5) * cosine + shift, start: Float(x) + 0.5,
      cosine: cosine, sine: sine, seed: seed)
  }

  /// A row of the noise.
  struct Row {
    let u: Float
    let v: Float
    let start: Float
    let cosine: Float
    let sine: Float
    let seed: UInt32

    /// The noise some columns further on.
    @inline(__always)
    func value(_ columns: Float) -> Float {
      let x = start + columns
      let place = (u + x * cosine, v - x * sine)
      // Whole parts by the addition of 1.5·2²³: the nearest whole number to `place − ½`.
      let shifted = (place.0 - 0.5 + 12_582_912, place.1 - 0.5 + 12_582_912)
      let column = shifted.0.bitPattern &- 0x4b40_0000
      let row = shifted.1.bitPattern &- 0x4b40_0000
      let f = (place.0 - (shifted.0 - 12_582_912), place.1 - (shifted.1 - 12_582_912))
      let a = (f.0 * f.0 * (3 - 2 * f.0), f.1 * f.1 * (3 - 2 * f.1))
      let (n00, n10) = (random(column, row), random(column &+ 1, row))
      let (n01, n11) = (random(column, row &+ 1), random(column &+ 1, row &+ 1))
      let upper = n00 + a.0 * (n10 - n00)
      let lower = n01 + a.0 * (n11 - n01)
      return upper + a.1 * (lower - upper)
    }

    /// A random number in −1..<1 for a corner.
    ///
    /// Source of the mixing: Wellons 2018, "Prospecting for hash functions" (lowbias32).
    @inline(__always)
    private func random(_ column: UInt32, _ row: UInt32) -> Float {
      var h = column &* 0x9e37_79b1 ^ row &* 0x85eb_ca77 ^ seed
      h = (h ^ (h >> 16)) &* 0x7feb_352d
      h = (h ^ (h >> 15)) &* 0x846c_a68b
      h ^= h >> 16
      // 23 random bits as the fraction of a number in 2..<4.
      return Float(bitPattern: 0x4000_0000 | (h >> 9)) - 3
    }
  }
}
