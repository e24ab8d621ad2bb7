import AtelierEngine
import AtelierRecipe
import AtelierVision

/// The mode `atelier`: the model sees the photo, its numbers, what its recording allows and the list of
/// sliders, and answers values or aims with reasons. Aims are solved, and all is held within the same
/// limits, protections and guard rails as the built-in planner's values.
package struct AtelierMode: PlanningMode {
  /// Makes the mode.
  package init() {}

  package var name: String { "atelier" }

  package func plan(
    _ task: PlanningTask, with model: any LanguageModel
  ) async throws(PlanningFailure) -> Plan {
    var understanding = InstructionParser().understand(task.brief)
    let worn = understanding.take(task.styles)
    // The model reads the whole sentence, so that what we do not understand is not lost.
    understanding.notUnderstood = []
    understanding.overruled = []
    let language: Language = understanding.language == .zh ? .zh : .en
    let wording = Wording(language: language)
    // "Leave it as it is" needs no model.
    if understanding.noChangeWanted, understanding.wishes.isEmpty, worn.isEmpty {
      do throws(RenderError) {
        return try await BuiltInPlanner(catalog: task.catalog).plan(
          task.brief, renderer: task.renderer, quality: task.quality)
      } catch {
        throw .render(error)
      }
    }
    var work: WishWork
    let picture: Conversation.Picture
    let parameters: ModelParameters
    do throws(RenderError) {
      let scene = try await PlanningScene(
        brief: task.brief, renderer: task.renderer, catalog: task.catalog, quality: task.quality,
        naming: Set(understanding.wishes.compactMap(\.region)).union([.sky, .person, .face]))
      work = WishWork(scene: scene, wording: wording, reference: task.styles.like)
      for style in worn { work.wear(style) }
      try await work.carryOutSaid(understanding, style: task.styles.chosen)
      parameters = ModelParameters(
        task.catalog, areas: scene.areas, hasWhole: task.brief.box == nil)
      picture = try await task.camera.picture(
        of: work.draft.recipe,
        description: PictureDescription.text(
          scene.statistics, isRaw: task.renderer.light.isRaw,
          regions: scene.areas.compactMap(\.name)))
    } catch {
      throw .render(error)
    }
    let conversation = AtelierPrompt(
      task: task, understanding: understanding, parameters: parameters, work: work,
      picture: picture
    ).conversation
    let answer: ModelAnswer
    do throws(LanguageModelError) {
      answer = try await model.answer(conversation)
    } catch {
      throw .model(error)
    }
    guard let steps = ModelSteps(answer.text) else {
      throw .model(.nonsense(host: model.name, reason: "it has no list of steps"))
    }
    let plan: Plan
    do throws(RenderError) {
      var work = work
      var modelWork = ModelWork(
        work: work, parameters: parameters, understanding: understanding)
      try await modelWork.carryOut(steps)
      work = modelWork.work
      try await work.finish(understanding)
      plan = work.plan(of: task.brief, understanding, language: language)
    } catch {
      throw .render(error)
    }
    return try plan.signed(
      ModelRecord(mode: name, conversation: conversation, answer: answer), for: understanding,
      by: model)
  }
}

extension PlanningScene {
  /// The places that a model may name: the drawn box, else the regions that were found.
  fileprivate var areas: [WishArea] {
    if brief.box != nil { return [.box] }
    return SceneRegion.Kind.allCases.filter { regions[$0] != nil }.map { .region($0) }
  }
}
