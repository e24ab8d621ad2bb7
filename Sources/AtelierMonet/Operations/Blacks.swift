import Foundation

/// Blacks: a spline through one node near black, as 256 samples with straight lines between them.
///
/// With p = 30 + 6·(|i| + 1)⁴ of 255 the node is (p, 30) for negative values and (30, p) otherwise. So a
/// plan that names Blacks with 0 lifts the darkest tones, and the smallest negative value jumps.
///
/// - Domain: encoded values, each channel for itself.
/// - Identity: none; a plan without the key leaves it out.
enum MonetBlacks {
  static func step(_ value: Double, _ scale: CodeScale) -> any GimpStep {
    let samples = samples(value)
    return GimpTable(scale) { x in
      let place = 255 * x
      let cell = min(Int(place), 254)
      return samples[cell] + (place - Double(cell)) * (samples[cell + 1] - samples[cell])
    }
  }

  private static func samples(_ value: Double) -> [Double] {
    let p = (30 + 6 * pow(value.magnitude + 1, 4)) / 255
    let (x, y) = value < 0 ? (p, 30.0 / 255) : (30.0 / 255, p)
    var samples = [Double](repeating: 0, count: 256)
    /// A Bézier in y between two nodes; x goes straight.
    func draw(from start: Double, width: Double, _ a: Double, _ b: Double, _ c: Double, _ d: Double)
    {
      for k in 0...Int((255 * width + 0.5).rounded(.down)) {
        let t = Double(k) / (255 * width)
        let s = 1 - t
        let value = a * s * s * s + 3 * b * s * s * t + 3 * c * s * t * t + d * t * t * t
        let index = k + Int((255 * start + 0.5).rounded(.down))
        if index < 256 { samples[index] = min(max(value, 0), 1) }
      }
    }
    // The slope at the node is that of the chord from end to end, 1.
    let before = y - x / 3
    draw(from: 0, width: x, 0, before / 2, before, y)
    let after = y + (1 - x) / 3
    draw(from: x, width: 1 - x, y, after, 1 + (after - 1) / 2, 1)
    // Nodes count exactly, the ends too.
    samples[Int((255 * x + 0.5).rounded(.down))] = y
    (samples[0], samples[255]) = (0, 1)
    return samples
  }
}
