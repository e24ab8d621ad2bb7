import AtelierKernels
import AtelierPixels
import Foundation

/// How far a picture leans, told by long straight lines that are probably level or upright: a horizon,
/// the edge of a wall, a mast.
///
/// Edges vote for the lines that they lie on (Hough 1962; Duda and Hart 1972), for angles up to ten
/// degrees from level and from upright. A vote carries the sign of the step from dark to bright, so
/// that texture, whose edges go both ways, cancels out and one long edge does not. The votes of a line
/// add up to the share of the picture's side that it spans; the angle is the one at which the squares
/// of those shares add up to most, shorter lines left out.
///
/// Lines that converge in perspective, such as a jetty's planks, vote for many angles or for one far
/// from level. So an estimate is only made where one angle stands out, and the farther it is from
/// level, the more support it needs.
package struct TiltEstimate: Sendable, Hashable {
  /// What lines it was told by.
  package enum Source: String, Sendable {
    case level
    case upright
    case both
  }

  /// Degrees by which the picture leans clockwise, within ±8.
  package let degrees: Double
  /// Share of the picture's side that the lines span, about 0.1…1.
  package let support: Double
  /// What lines it was told by.
  package let source: Source

  /// The largest lean that is looked for.
  package static let limit = 8.0

  /// Measures a picture.
  ///
  /// - Returns: nil where no angle stands out.
  package init?(of picture: LabPicture) {
    let size = picture.size
    guard min(size.width, size.height) >= 64 else { return nil }
    let smooth = GaussianFilter(sigma: 1.5)(picture.lightness, size: size)
    let level = LineVotes(of: smooth, size: size, upright: false).peak
    let upright = LineVotes(of: smooth, size: size, upright: true).peak
    func stands(_ peak: LineVotes.Peak?, _ least: Double) -> Bool {
      guard let peak else { return false }
      return peak.degrees.magnitude <= Self.limit && peak.rival <= 0.4
        && peak.support >= least + 0.012 * peak.degrees.magnitude
    }
    let (levelSupport, uprightSupport) = (level?.support ?? 0, upright?.support ?? 0)
    if let level, let upright, stands(level, 0.05), stands(upright, 0.05),
      (level.degrees - upright.degrees).magnitude < 1
    {
      let (v, w) = (level.support * level.support, upright.support * upright.support)
      degrees = (v * level.degrees + w * upright.degrees) / (v + w)
      support = (v + w).squareRoot()
      source = .both
    } else if let level, stands(level, 0.1), levelSupport > 1.5 * uprightSupport {
      (degrees, support, source) = (level.degrees, levelSupport, .level)
    } else if let upright, stands(upright, 0.1), uprightSupport > 1.5 * levelSupport {
      (degrees, support, source) = (upright.degrees, uprightSupport, .upright)
    } else {
      return nil
    }
  }
}

/// Votes of edges for lines near one of the two axes.
private struct LineVotes {
  /// The angle that most votes are for.
  struct Peak {
    var degrees: Double
    /// Root of the sum of squared shares of the side.
    var support: Double
    /// The best angle elsewhere as a share of this one's score.
    var rival: Double
  }

  /// Angles looked at in each degree.
  private static let perDegree = 5.0
  /// Angles to each side: ten degrees.
  private static let reach = 50
  /// Edges whose own direction is farther from an angle, four degrees, do not vote for it.
  private static let window = 20
  /// Lines of a smaller share of the side do not count.
  private static let leastShare: Float = 0.05

  /// Sum of squared shares for each angle, from −10° on.
  private let scores: [Double]

  /// Collects the votes of a smoothed plane of L*.
  init(of plane: [Float], size: PixelSize, upright: Bool) {
    // The picture's own axes, exchanged for upright lines: `along` runs along a line.
    let (along, across) = upright ? (size.height, size.width) : (size.width, size.height)
    let angles = 2 * Self.reach + 1
    let end = Double(Self.reach) / Self.perDegree * .pi / 180
    let half = (Double(along) / 2 * sin(end)).rounded(.up)
    let bins = across + 2 * Int(half) + 4
    let directions = (-Self.reach...Self.reach).map { step -> (Float, Float) in
      let angle = Double(step) / Self.perDegree * .pi / 180
      return (Float(cos(angle)), Float(sin(angle)))
    }
    let (alongStep, acrossStep) = upright ? (size.width, 1) : (1, size.width)
    let border = 4
    var votes = [Float](repeating: 0, count: angles * bins)
    for v in border..<(across - border) {
      for u in border..<(along - border) {
        let at = u * alongStep + v * acrossStep
        let step = (plane[at + acrossStep] - plane[at - acrossStep]) / 2
        let slope = (plane[at + alongStep] - plane[at - alongStep]) / 2
        let size = step.magnitude
        guard size * size + slope * slope > 0.25 * 0.25 else { continue }
        // The middle of an edge, not its flanks.
        let before = (plane[at] - plane[at - 2 * acrossStep]).magnitude / 2
        let after = (plane[at + 2 * acrossStep] - plane[at]).magnitude / 2
        guard size >= before, size >= after else { continue }
        // Its place to a fraction of a pixel, so that level lines have no advantage over others.
        let bend = before - 2 * size + after
        let shift = bend < 0 ? 0.5 * (before - after) / bend : 0
        // Upright lines lean to the other side in these coordinates.
        let tilt = Double(upright ? slope / step : -slope / step)
        let own = Self.perDegree * atan(tilt) * 180 / .pi
        guard own.magnitude < Double(Self.reach + Self.window) else { continue }
        let length = (size * size + slope * slope).squareRoot()
        let weight = (step < 0 ? -1 : 1) * length / (length + 1)
        let first = max(-Self.reach, Int((own - Double(Self.window)).rounded(.up)))
        let last = min(Self.reach, Int((own + Double(Self.window)).rounded(.down)))
        guard first <= last else { continue }
        let (x, y) = (Float(u) - Float(along) / 2, Float(v) + shift)
        for angle in first...last {
          let distance = Float(Double(angle) - own) / Float(Self.window)
          let (cosine, sine) = directions[angle + Self.reach]
          let place = y * cosine - (upright ? -x : x) * sine + Float(half) + 1
          let bin = min(max(Int(place), 0), bins - 2)
          let part = place - Float(bin)
          let vote = weight * (1 - distance * distance)
          let index = (angle + Self.reach) * bins + bin
          votes[index] += vote * (1 - part)
          votes[index + 1] += vote * part
        }
      }
    }
    scores = (0..<angles).map { angle in
      var sum = 0.0
      for bin in 0..<bins {
        let share = votes[angle * bins + bin].magnitude / Float(along) - Self.leastShare
        if share > 0 { sum += Double(share * share) }
      }
      return sum
    }
  }

  /// The best angle, to a fraction of a step; nil at the ends and where there is no line.
  var peak: Peak? {
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }), scores[best] > 0,
      best > 0, best < scores.count - 1
    else { return nil }
    let (a, b, c) = (scores[best - 1], scores[best], scores[best + 1])
    let bend = a - 2 * b + c
    let shift = bend < 0 ? 0.5 * (a - c) / bend : 0
    let rival = scores.indices.filter { abs($0 - best) > 6 }.map { scores[$0] }.max() ?? 0
    return Peak(
      degrees: (Double(best - Self.reach) + shift) / Self.perDegree, support: b.squareRoot(),
      rival: rival / b)
  }
}
