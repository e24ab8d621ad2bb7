public import AtelierEngine
public import AtelierVision

/// Judges by measuring previews before and after, without any model: the same picture always gets the
/// same judgement.
public struct MeasuredCritic: Critic {
  private let renderer: any PreviewRenderer
  private let quality: FrameQuality

  static let checks: [any Check.Type] = [
    AimCheck.self, PlaceCheck.self, ClippingCheck.self, HaloCheck.self, BandingCheck.self,
    SkinCheck.self, NoiseCheck.self, SharpnessCheck.self,
  ]

  /// Makes a critic of one picture.
  ///
  /// - Parameters:
  ///   - renderer: shows what recipes do to it.
  ///   - quality: what its recording leaves room for.
  public init(renderer: any PreviewRenderer, quality: FrameQuality) {
    self.renderer = renderer
    self.quality = quality
  }

  /// Looks at an attempt.
  public func judge(_ attempt: Attempt) async throws(CriticError) -> Judgement {
    let scene = try await scene(of: attempt)
    return Judgement(defects: Self.checks.flatMap { $0.find(in: scene) })
  }

  /// The pictures before and after, and where the local adjustments lie.
  package func scene(of attempt: Attempt) async throws(CriticError) -> JudgedScene {
    do throws(RenderError) {
      return try await JudgedScene(attempt, renderer: renderer, quality: quality)
    } catch {
      if case .cancelled = error { throw .cancelled }
      throw .notRendered(reason: "\(error)")
    }
  }
}

/// One thing that is looked for.
protocol Check: Sendable {
  static func find(in scene: JudgedScene) -> [Defect]
}
