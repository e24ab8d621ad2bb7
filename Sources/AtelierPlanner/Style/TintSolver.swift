import AtelierEngine
import AtelierRecipe
import AtelierVision

/// Finds the tint of a range of tones, of colour grading, that gives its greys a colour.
struct TintSolver {
  /// The wheel: `shadow` or `highlight`.
  let range: String
  /// The greys.
  let greys: PixelArea
  /// The colour that they shall have, in a* and b*.
  let goal: SIMD2<Double>

  /// A difference below this is none.
  private static let least = 1.2
  /// The strongest tint that is laid on: about 7 of C*.
  private static let most = 28.0
  /// At this saturation hues are tried.
  private static let trial = 20.0

  /// Tries hues and takes the one that leads nearest to the goal.
  ///
  /// - Returns: how far the greys were and are from their goal; nil where nothing was done.
  func solve(draft: inout Draft) async throws(RenderError) -> (before: Double, after: Double)? {
    let (hueName, strengthName) = ("\(range)_hue", "\(range)_saturation")
    guard draft.value("color_grading", strengthName, in: .whole) == 0 else { return nil }
    let original = draft
    func tinted(_ hue: Double, _ strength: Double) -> Draft {
      var tinted = original
      tinted.set("color_grading", hueName, to: .number(hue), in: .whole)
      tinted.set("color_grading", strengthName, to: .number(Solver.rounded(strength)), in: .whole)
      return tinted
    }
    func color(_ draft: Draft) async throws(RenderError) -> SIMD2<Double> {
      try await draft.scene.look(draft.recipe).meanColor(of: greys) ?? goal
    }
    let start = try await color(original)
    let way = goal - start
    let distance = (way * way).sum().squareRoot()
    guard distance > Self.least else { return nil }
    var best = (hue: 0.0, fit: 0.0, response: SIMD2<Double>.zero)
    func offer(_ hue: Double) async throws(RenderError) {
      let response = try await color(tinted(hue, Self.trial)) - start
      let size = (response * response).sum().squareRoot()
      guard size > 0.1 else { return }
      let fit = (response * way).sum() / size
      if fit > best.fit { best = (hue, fit, response) }
    }
    for hue in stride(from: 0.0, to: 360, by: 30) { try await offer(hue) }
    for step in [-15.0, 15] {
      try await offer((best.hue + step + 360).truncatingRemainder(dividingBy: 360))
    }
    guard best.fit > 0 else { return nil }
    let square = (best.response * best.response).sum()
    let strength = min(Self.trial * (best.response * way).sum() / square, Self.most)
    let result = tinted(best.hue, strength)
    let left = goal - (try await color(result))
    let after = (left * left).sum().squareRoot()
    guard after < distance else { return nil }
    draft = result
    return (distance, after)
  }
}
