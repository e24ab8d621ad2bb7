import AtelierKernels
import AtelierPixels
import Synchronization

/// Planes computed from a picture when first asked for, and kept as long as it lives.
///
/// Two callers that ask at once may both compute a plane; the results are equal.
final class DerivedPlanes: Sendable {
  /// What a plane shows.
  enum Kind: Hashable {
    /// L*, a* or b* less its average over about a pixel (σ 1.2).
    case fine(Channel)
    /// L* between σ 1.2 pixels and σ 1.2 % of the longer side.
    case mid
    /// L* averaged over about a pixel (σ 1.2).
    case smooth
    /// The slope of L* averaged over σ 2.5 pixels, in L* a pixel.
    case activity
  }

  private let planes = Mutex<[Kind: [Float]]>([:])

  /// The plane of a picture, from the store or from the closure.
  func plane(_ kind: Kind, orCompute compute: () -> [Float]) -> [Float] {
    if let known = planes.withLock({ $0[kind] }) { return known }
    let computed = compute()
    planes.withLock { $0[kind] = computed }
    return computed
  }
}

extension LabPicture {
  /// Detail of a channel below about a pixel.
  func fine(_ channel: Channel) -> [Float] {
    derived.plane(.fine(channel)) {
      let values = plane(channel)
      let smooth =
        channel == .lightness
        ? smoothLightness : GaussianFilter(sigma: 1.2)(values, size: size)
      return Self.difference(values, smooth)
    }
  }

  /// Detail of L* between about a pixel and 1.2 % of the longer side.
  var mid: [Float] {
    derived.plane(.mid) {
      let wide = GaussianFilter(sigma: 0.012 * Double(size.longEdge))(lightness, size: size)
      return Self.difference(smoothLightness, wide)
    }
  }

  /// How fast L* changes around a pixel, in L* a pixel; low where the picture is flat.
  var activity: [Float] {
    derived.plane(.activity) {
      GaussianFilter(sigma: 2.5)(lightness, size: size).gradientMagnitude(size: size)
    }
  }

  private var smoothLightness: [Float] {
    derived.plane(.smooth) { GaussianFilter(sigma: 1.2)(lightness, size: size) }
  }

  private static func difference(_ values: [Float], _ others: [Float]) -> [Float] {
    var result = values
    var target = result.mutableSpan
    let source = others.span
    precondition(source.count == target.count)
    for x in source.indices { target[x] -= source[x] }
    return result
  }
}

/// A channel of L*a*b*, or the chroma C* computed of it.
package enum Channel: String, Hashable, Sendable, CaseIterable {
  case lightness = "L"
  case a
  case b
  case chroma = "C"
}

extension LabPicture {
  /// The values of a channel; chroma is computed each time.
  package func plane(_ channel: Channel) -> [Float] {
    switch channel {
    case .lightness: lightness
    case .a: a
    case .b: b
    case .chroma: chroma
    }
  }

  private var chroma: [Float] {
    var result = a
    var target = result.mutableSpan
    let second = b.span
    precondition(second.count == target.count)
    for x in second.indices {
      target[x] = (target[x] * target[x] + second[x] * second[x]).squareRoot()
    }
    return result
  }
}
