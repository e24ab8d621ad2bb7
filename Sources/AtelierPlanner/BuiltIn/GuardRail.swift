import AtelierEngine
import AtelierRecipe
import AtelierVision

/// Keeps edits within what the frame allows: no new clipping.
struct GuardRail {
  /// What would be lost.
  enum Kind: Sendable {
    case highlights, shadows, channels
  }

  /// Shares of pixels that an edit may clip beyond those that were clipped before.
  private static let rails: [(kind: Kind, metric: Metric, allowed: Double, levers: [Lever])] = [
    (
      .highlights, Metric(.clipHigh), 0.015,
      [Lever("highlights.amount", -100), Lever("whites.amount", -70)]
    ),
    (
      .shadows, Metric(.clipLow), 0.03,
      [Lever("blacks.amount", 60), Lever("shadows.amount", 60)]
    ),
    (
      .channels, Metric(.clipChannel), 0.08,
      [
        Lever("whites.amount", -60), Lever("highlights.amount", -80),
        Lever("saturation.amount", -25),
      ]
    ),
  ]

  /// Moves the sliders that bring clipped pixels back until no more are clipped than allowed.
  static func apply(
    to draft: inout Draft, in area: WishArea, wishes: [Wish], wording: Wording
  ) async throws(RenderError) {
    for rail in rails where !wishes.contains(where: { $0.asksFor(rail.kind) }) {
      let probe = draft.scene.probe(rail.metric, in: .whole)
      let picture = try await draft.scene.look(draft.recipe)
      guard let stood = probe.baseline, let clipped = probe.value(of: picture) else { continue }
      // What stands may have clipped its share already; the photo as it is says what is new.
      var photo = stood
      if draft.scene.brief.standing.recipe != Recipe() {
        photo = probe.value(of: try await draft.scene.look(Recipe())) ?? stood
      }
      guard clipped - photo > rail.allowed, clipped > stood + 0.1 * rail.allowed else { continue }
      let aim = Aim(rail.metric, .value(max(photo + rail.allowed * 0.8, stood)), rail.levers)
      guard let result = try await Solver.solve(aim, in: area, draft: &draft), result.share > 0
      else { continue }
      for lever in result.levers {
        draft.explain(
          lever.operation, lever.parameter, in: area, issue: wording.guarded(rail.kind),
          solution: wording.step(
            lever.operation, lever.parameter,
            .number(draft.value(lever.operation, lever.parameter, in: area)), result.target),
          target: result.target, by: .guardRail)
      }
      draft.notes.append(Plan.Note(kind: .heldBack, text: wording.guarded(rail.kind)))
    }
  }
}

extension Wish {
  /// Whether the wish is just what a rail would prevent.
  fileprivate func asksFor(_ kind: GuardRail.Kind) -> Bool {
    switch (subject, direction, kind) {
    case (.quality(.blacks), .less, .shadows), (.quality(.shadows), .less, .shadows): true
    case (.quality(.whites), .more, .highlights): true
    default: false
    }
  }
}
