import AtelierEngine
import AtelierKernels
import AtelierPixels

/// The kernel of ``SkinSmoothing``: a gain for each channel.
struct SkinKernel: OverviewKernel {
  let planes: PlanarPicture

  /// Variance of log2 luminance that counts as shape: steps of 0.2 stops to either side.
  private static let lightEpsilon: Float = 0.04
  /// The same of a channel over luminance.
  private static let colorEpsilon: Float = 0.02

  /// Makes the gains.
  ///
  /// - Parameters:
  ///   - skin: what was measured.
  ///   - smoothing: share of the band that is taken out, 0…1.
  ///   - redness: share of the redness, 0…1.
  ///   - shine: share of the shine, 0…1.
  init(_ skin: SkinPlanes, smoothing: Float, redness: Float, shine: Float) {
    let count = skin.colors.count
    var stops = [SIMD3<Float>](repeating: .zero, count: count)
    if smoothing > 0 {
      let light = skin.band(of: skin.logs(.light), epsilon: Self.lightEpsilon)
      for channel in 0..<3 {
        let color = skin.band(of: skin.logs(.channel(channel)), epsilon: Self.colorEpsilon)
        for i in 0..<count { stops[i][channel] = -smoothing * (light[i] + color[i]) }
      }
    }
    if redness > 0 || shine > 0 {
      let around = skin.around
      for i in 0..<count where skin.isSkin[i] {
        stops[i] += Self.redness(skin.colors[i], around: around[i], share: redness)
        stops[i] += Self.shine(skin.colors[i], around: around[i], share: shine)
      }
    }
    func gains(_ channel: Int) -> [Float] {
      stops.map { FastMath.exp2(max(-1.5, min(1, $0[channel]))) }
    }
    planes = PlanarPicture(size: skin.size, red: gains(0), green: gains(1), blue: gains(2))
  }

  /// Stops that take red out of a colour.
  private static func redness(
    _ color: SIMD3<Float>, around: SIMD3<Float>, share: Float
  ) -> SIMD3<Float> {
    func red(_ color: SIMD3<Float>) -> Float { FastMath.log2(color.x) - FastMath.log2(color.y) }
    // From 0.15 stops below the mean on, which half of a face is redder than.
    let excess = min(max(0, red(color) - red(around) + 0.15), 0.6)
    return share * excess * SIMD3(-0.35, 0.4, 0.4)
  }

  /// Stops that take mirrored light out of a colour.
  private static func shine(
    _ color: SIMD3<Float>, around: SIMD3<Float>, share: Float
  ) -> SIMD3<Float> {
    let light = (color * SkinPlanes.luminance).sum()
    let mean = (around * SkinPlanes.luminance).sum()
    let body = around / mean
    let spread = body.x - body.z
    // Skin as grey as its shine does not tell them apart.
    guard spread > 0.1 else { return .zero }
    let mirrored = max(0, min(1, (color.z - (color.x - color.z) / spread * body.z) / light))
    // Only what is brighter than the skin around shines.
    let bright = max(0, min(1, (FastMath.log2(light) - FastMath.log2(mean)) / 0.7))
    let taken = min(share * bright * mirrored, 0.8)
    let left = 1 - taken * (1 - 0.5 * body)
    return SIMD3(
      FastMath.log2(max(left.x, 0.2)), FastMath.log2(max(left.y, 0.2)),
      FastMath.log2(max(left.z, 0.2)))
  }

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>,
    planes: (red: Span<Float>, green: Span<Float>, blue: Span<Float>)
  ) {
    scale(&red, by: planes.red)
    scale(&green, by: planes.green)
    scale(&blue, by: planes.blue)
  }

  private func scale(_ target: inout MutableSpan<Float>, by gains: Span<Float>) {
    precondition(gains.count == target.count)
    for x in gains.indices { target[x] *= gains[x] }
  }
}
