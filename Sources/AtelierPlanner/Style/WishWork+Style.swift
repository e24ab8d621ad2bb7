import AtelierEngine
import AtelierRecipe

/// A learned style that a plan puts on.
struct WornStyle: Hashable, Sendable {
  let style: LearnedStyle
  /// How much of it: 1 as the examples have it.
  var strength = 1.0
  /// Whether a built-in look has the same name.
  var hidesLook = false
}

extension WishWork {
  /// Puts on a learned style: the edits of its nearest examples, mixed.
  mutating func wear(_ worn: WornStyle) {
    let style = worn.style
    let input: LearnedStyle.Input = draft.scene.renderer.light.isRaw ? .raw : .rendered
    let examples = style.examples(of: input)
    if worn.hidesLook {
      draft.notes.append(
        Plan.Note(kind: .information, text: wording.learnedWins(style.name)))
    }
    guard examples.count >= LearnedStyle.leastExamples else {
      draft.notes.append(
        Plan.Note(
          kind: .cannotBeDone,
          text: wording.otherInput(style.name, input, count: examples.count)))
      return
    }
    let catalog = draft.scene.catalog
    let blend = StyleBlend(
      of: examples, for: SceneFeatures(of: draft.scene.statistics), catalog: catalog)
    let adjustments =
      worn.strength == 1
      ? blend.adjustments : blend.scaled(by: worn.strength, catalog: catalog)
    for operation in catalog.operations {
      for parameter in operation.parameters {
        guard let value = adjustments[operation.name]?[parameter.name] else { continue }
        draft.set(operation.name, parameter.name, to: value, in: .whole)
        draft.explain(
          operation.name, parameter.name, in: .whole,
          issue: wording.styled(style.name, examples.count),
          solution: wording.step(operation.name, parameter.name, value, nil))
      }
    }
    draft.notes.append(
      Plan.Note(kind: .information, text: wording.follows(style.name, blend)))
    if blend.strength < 0.85 {
      draft.notes.append(
        Plan.Note(kind: .heldBack, text: wording.unlikeExamples(style.name, blend.strength)))
    }
    if examples.count < LearnedStyle.comfortableExamples {
      draft.notes.append(
        Plan.Note(kind: .information, text: wording.fewExamples(style.name, examples.count)))
    }
    if !blend.leftOut.isEmpty {
      draft.notes.append(
        Plan.Note(kind: .information, text: wording.noAverage(style.name, blend.leftOut)))
    }
  }
}

extension Wording {
  func styled(_ name: String, _ count: Int) -> String {
    say(
      "The style “\(name)”, learned from \(count) examples.", "风格“\(name)”，学自 \(count) 个样例。")
  }

  /// The examples that have most to say, and how far to trust them.
  func follows(_ name: String, _ blend: StyleBlend) -> String {
    let percent = { (share: Double) in Int((share * 100).rounded()) }
    let named = blend.neighbors.prefix(StyleBlend.nearest).map { neighbor in
      "\(neighbor.name) (\(percent(neighbor.share)) %)"
    }
    let rest = blend.neighbors.count - named.count
    return say(
      "The style “\(name)” follows \(named.joined(separator: ", "))"
        + (rest > 0 ? " and a little of \(rest) more" : "")
        + "; confidence \(percent(blend.confidence)) %.",
      "风格“\(name)”参照 \(named.joined(separator: "、"))"
        + (rest > 0 ? "，以及另外 \(rest) 个样例的少许成分" : "")
        + "；置信度 \(percent(blend.confidence))%。")
  }

  func unlikeExamples(_ name: String, _ strength: Double) -> String {
    let percent = Int((strength * 100).rounded())
    return say(
      "The photo is unlike the examples of the style “\(name)”, and they were not all treated alike: "
        + "\(percent) % of their edit is made.",
      "本图与风格“\(name)”的样例差别较大，样例的处理也不尽相同：只应用其 \(percent)%。")
  }

  func fewExamples(_ name: String, _ count: Int) -> String {
    say(
      "The style “\(name)” was learned from \(count) examples only; from "
        + "\(LearnedStyle.comfortableExamples) on it is surer.",
      "风格“\(name)”只有 \(count) 个样例；\(LearnedStyle.comfortableExamples) 个以上会更可靠。")
  }

  func noAverage(_ name: String, _ parameters: [String]) -> String {
    say(
      "Of the style “\(name)” these are left out, since its examples have no common value: "
        + parameters.joined(separator: ", ") + ".",
      "风格“\(name)”的样例在以下参数上没有共同的取值，已略去：\(parameters.joined(separator: "、"))。")
  }

  func learnedWins(_ name: String) -> String {
    say(
      "“\(name)” is a learned style here; the built-in look of that name is not used.",
      "“\(name)”在此是学得的风格，未使用同名的内置风格。")
  }

  func otherInput(_ name: String, _ input: LearnedStyle.Input, count: Int) -> String {
    let (english, chinese) = input == .raw ? ("RAW", "RAW 文件") : ("rendered", "成品图片")
    let (otherEnglish, otherChinese) =
      input == .raw ? ("rendered", "成品图片") : ("RAW", "RAW 文件")
    return say(
      "The style “\(name)” was learned from \(otherEnglish) photos; for \(english) ones like this it "
        + "has \(count) of the \(LearnedStyle.leastExamples) examples that are needed.",
      "风格“\(name)”学自\(otherChinese)；本图是\(chinese)，只有 \(count) 个样例，"
        + "至少需要 \(LearnedStyle.leastExamples) 个。")
  }
}
