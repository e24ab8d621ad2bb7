import AtelierEngine
import AtelierPlanner
import AtelierRecipe

/// What of a plan belongs to one photograph and cannot be carried to the others of a series.
extension Plan {
  /// The stage of the frame's steps.
  private static let frameStage = "geometry"

  /// Leaves out the frame, which each photograph gets anew, and masks that a model drew on the pixels of
  /// the photograph that it saw: places, boxes, strokes and samples of colours.
  ///
  /// Regions are found anew in each photograph, and parts of the frame that words name are the same in
  /// all.
  mutating func leaveOutPlaces() {
    recipe.geometry = [:]
    steps.removeAll { $0.stage == Self.frameStage }
    let drawn = recipe.local.filter { local in
      !local.mask.isFoundAnew
        && steps.contains { $0.area == local.name && $0.chosenBy == .model }
    }
    let language = language
    leaveOut(drawn) { name in
      language == .zh
        ? "“\(name)”的蒙版是在一张照片上画的，不适用于整组，未采用。"
        : "“\(name)” was left out: its mask was drawn on one photo and does not fit the series."
    }
  }

  /// Leaves out local adjustments of what a photograph does not show.
  mutating func leaveOutMissing(
    in preview: ScenePreview
  ) async throws(RenderError) {
    var missing: [LocalAdjustment] = []
    for local in recipe.local {
      var isSeen = true
      for kind in local.mask.regions where isSeen {
        let found = try await preview.region(kind, longEdge: 320)
        isSeen = (found?.confidence ?? 0) >= BuiltInPlanner.leastConfidence
      }
      if isSeen {
        let coverage = try await preview.coverage(of: local.mask, longEdge: 320)
        isSeen = coverage?.contains { $0 >= 0.02 } ?? true
      }
      if !isSeen { missing.append(local) }
    }
    let language = language
    leaveOut(missing) { name in
      language == .zh
        ? "这张照片里没有找到“\(name)”，其局部调整未采用。"
        : "“\(name)” was left out: this photo does not show it."
    }
  }

  /// Fits the radius of smoothed skin to the faces of a photograph.
  mutating func fitSkin(in preview: ScenePreview) async throws(RenderError) {
    for index in recipe.local.indices {
      let local = recipe.local[index]
      guard local.adjustments["skin_smoothing"]?["radius"] != nil,
        let kind = local.mask.regions.first,
        let found = try await preview.region(kind, longEdge: 320)
      else { continue }
      recipe.local[index].adjustments["skin_smoothing"]?["radius"] = .number(found.blotchRadius)
    }
  }

  /// Says of what was found on the photographs of the look that it was found there.
  mutating func attributeNotes() {
    for index in notes.indices where [.information, .heldBack].contains(notes[index].kind) {
      let text = notes[index].text
      notes[index].text =
        language == .zh
        ? "（制定整组风格的照片）\(text)" : "On the photo that the look was planned on: \(text)"
    }
  }

  /// Takes over what was planned of the frame.
  mutating func take(frame: Plan) {
    recipe.geometry = frame.recipe.geometry
    steps += frame.steps.filter { $0.stage == Self.frameStage }
    for note in frame.notes where !notes.contains(note) { notes.append(note) }
    if frame.outcome == .partial || frame.outcome == .declined, outcome == .complete {
      outcome = .partial
    }
  }

  /// Leaves out local adjustments with their steps, and says so of each.
  private mutating func leaveOut(_ locals: [LocalAdjustment], note: (String) -> String) {
    guard !locals.isEmpty else { return }
    recipe.local.removeAll { locals.contains($0) }
    let names = Set(recipe.local.map(\.name))
    steps.removeAll { $0.area.map { !names.contains($0) } ?? false }
    notes += locals.map { Note(kind: .cannotBeDone, text: note($0.name)) }
    if outcome == .complete { outcome = .partial }
  }
}

extension MaskSettings {
  /// The regions that it, or what it is made of, covers.
  fileprivate var regions: [SceneRegion.Kind] {
    (SceneRegion.Kind(rawValue: kind).map { [$0] } ?? []) + components.flatMap(\.regions)
  }

  /// Whether it covers what each photograph shows, wherever that lies: regions and ranges of brightness.
  fileprivate var isFoundAnew: Bool {
    guard kind != Self.group else { return components.allSatisfy(\.isFoundAnew) }
    return kind == "luminance_range" || SceneRegion.Kind(rawValue: kind) != nil
  }
}
