import AtelierKernels
import AtelierPixels
import AtelierRecipe
import AtelierVision

/// Whether seams run along strong edges: light that a pixel has beyond what pixels of its lightness got,
/// more so near edges than elsewhere.
enum HaloCheck: Check {
  /// The root mean square of L* near edges, beyond that elsewhere, that is not seen as a seam.
  private static let allowed = 3.0
  /// The step of L* within a hundredth of the long side that makes a strong edge.
  private static let edge: Float = 25

  static func find(in scene: JudgedScene) -> [Defect] {
    guard let strength = strength(scene), strength > allowed else { return [] }
    return [
      Defect(
        .halos, severity: (strength - allowed) / 4, measured: strength, allowed: allowed,
        text: [
          .en: "Seams of \(short(strength)) L* run along strong edges.",
          .zh: "强边缘旁有 \(short(strength)) L* 的光晕。",
        ])
    ]
  }

  private static func strength(_ scene: JudgedScene) -> Double? {
    let (before, after) = (scene.detail.before.lightness, scene.detail.after.lightness)
    let size = scene.detail.before.size
    let free =
      scene.attempt.recipe.local.isEmpty ? nil : scene.untouched(in: scene.detail.before)
    if let free, free.share < 0.1 { return nil }
    let extra = beyondTone(before, after)
    // A vignette and other wide changes are not seams.
    let wide = mean(extra, size, radius: max(2, size.longEdge / 12))
    let fine = mean(extra, size, radius: 1)
    let reach = max(2, size.longEdge / 100)
    let steps = range(of: mean(before, size, radius: 1), size, reach: reach)
    let near = mean(steps.map { $0 > edge ? 1 : 0 }, size, radius: 2 * reach)
    var (seams, calm) = ((sum: 0.0, count: 0), (sum: 0.0, count: 0))
    func add(_ i: Int) {
      let value = Double(fine[i] - wide[i])
      if near[i] > 0.15 {
        seams.sum += value * value
        seams.count += 1
      } else if near[i] == 0 {
        calm.sum += value * value
        calm.count += 1
      }
    }
    if let free {
      for index in free.indices { add(Int(index)) }
    } else {
      before.indices.forEach(add)
    }
    guard seams.count > size.pixelCount / 500 else { return nil }
    let beside = calm.count > 0 ? (calm.sum / Double(calm.count)).squareRoot() : 0
    return (seams.sum / Double(seams.count)).squareRoot() - beside
  }

  /// What each pixel got beyond the mean of those that had its lightness.
  private static func beyondTone(_ before: [Float], _ after: [Float]) -> [Float] {
    var sums = [Double](repeating: 0, count: 65)
    var counts = [Double](repeating: 0, count: 65)
    func bin(_ value: Float) -> Int { max(0, min(64, Int(value / 100 * 64))) }
    for (old, new) in zip(before, after) {
      sums[bin(old)] += Double(new - old)
      counts[bin(old)] += 1
    }
    let gains = zip(sums, counts).map { Float($0 / max($1, 1)) }
    return zip(before, after).map { old, new in
      let place = max(0, min(63.999, old / 100 * 64 - 0.5))
      let low = Int(place)
      let gain = gains[low] + (place - Float(low)) * (gains[low + 1] - gains[low])
      return new - old - gain
    }
  }

  private static func mean(_ plane: [Float], _ size: PixelSize, radius: Int) -> [Float] {
    BoxFilter.mean(plane, width: size.width, height: size.height, radius: radius)
  }

  /// Largest less smallest value around each pixel.
  private static func range(of plane: [Float], _ size: PixelSize, reach: Int) -> [Float] {
    func least(_ plane: [Float]) -> [Float] {
      MinimumFilter.minimum(plane, width: size.width, height: size.height, radius: reach)
    }
    return zip(least(plane), least(plane.map { -$0 })).map { -$1 - $0 }
  }
}
