import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import AtelierVision

extension Suite {
  /// Masks of what a photo shows: finding them, with the models loaded, and rendering with them.
  func scenes() async throws {
    title("Masks of what a photo shows")
    let engine = RenderEngine(
      operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn, eyes: PhotoEyes())
    let source = try source()
    let picture = try await engine.prepare(source, jobs: settings.jobs)
    for kind in SceneRegion.Kind.allCases {
      // Each time a photo that nothing is known of.
      let timing = await Timing(runs: runs) {
        _ = await PhotoEyes().open(picture.overview).matte(of: SceneRegion(kind))
      }
      timing.report("\(kind.rawValue)")
    }
    let faces: [SceneRegion.Kind] = [.face, .faceSkin, .eyes, .iris, .lips, .teeth]
    let all = await Timing(runs: runs) {
      let sight = PhotoEyes().open(picture.overview)
      for kind in faces { _ = await sight.matte(of: SceneRegion(kind)) }
    }
    all.report("all parts of faces")
    let plan = try await Timing(runs: runs) {
      let prepared = try await engine.prepare(source, jobs: settings.jobs)
      _ = try await BuiltInPlanner(catalog: engine.catalog).plan(
        Brief(
          instruction:
            "brighten the faces, smooth the skin, whiten the teeth, darken the background"),
        renderer: ScenePreview(of: prepared, engine: engine, jobs: settings.jobs))
    }
    plan.report("plan with four masks, from pixels")
    var recipe = Recipe.tenOperations
    try await time("ten operations", recipe, picture, engine)
    recipe.local = ["person", "background", "face_skin"].map { kind in
      LocalAdjustment(
        name: kind, mask: MaskSettings(kind: kind),
        adjustments: ["exposure": ["stops": .number(0.3)]])
    }
    try await time("ten operations with three such masks", recipe, picture, engine)
  }

  private func time(
    _ name: String, _ recipe: Recipe, _ picture: PreparedPicture, _ engine: RenderEngine
  ) async throws {
    let sink = DiscardingSink()
    let timing = try await Timing(runs: runs) {
      try await engine.render(recipe, of: picture, in: .sRGB, to: sink, jobs: settings.jobs)
    }
    timing.report(name)
  }
}
