import AtelierPlanner
import Testing

@Suite("Wishes that go against each other")
struct ContradictionTests {
  private func wishes(_ sentence: String) -> Understanding {
    InstructionParser().understand(sentence)
  }

  @Test(
    "the later wish counts, and what it took the place of is said",
    arguments: [
      ("brighter but darker", Quality.brightness, Direction.less),
      ("warmer, no, cooler", .warmth, .less),
      ("a bit darker, wait, lighter please", .brightness, .more),
      ("make it brighter, actually darker", .brightness, .less),
      ("less contrast, more contrast", .contrast, .more),
      ("亮一点，算了，还是暗一点", .brightness, .less),
      ("暖一点，不对，冷一点", .warmth, .less),
      ("提亮，还是压暗吧", .brightness, .less),
    ])
  func later(_ sentence: String, _ quality: Quality, _ direction: Direction) {
    let understanding = wishes(sentence)
    #expect(understanding.wishes.map(\.subject) == [.quality(quality)])
    #expect(understanding.wishes.first?.direction == direction)
    #expect(understanding.overruled.map(\.way) == [.replaced])
    #expect(understanding.notUnderstood.isEmpty, "\(understanding.notUnderstood)")
  }

  @Test(
    "softness bounds contrast and does not turn it round",
    arguments: ["more contrast but keep it soft", "对比强一点但要柔和"])
  func softness(_ sentence: String) {
    let understanding = wishes(sentence)
    #expect(understanding.wishes.map(\.direction) == [.more])
    #expect((understanding.wishes.first?.amount.strength ?? 1) <= 0.5)
    #expect(understanding.overruled.map(\.way) == [.halved])
  }

  @Test("what pops without contrast does so by colour")
  func byColor() {
    let understanding = wishes("make it pop without touching the contrast")
    #expect(understanding.wishes.map(\.subject) == [.quality(.vibrance)])
    #expect(understanding.overruled.map(\.way) == [.byColor])
  }

  @Test(
    "wishes for different places or things do not contradict",
    arguments: [
      "darken the sky and brighten the ground", "warmer skin, cooler background",
      "too dark, make it brighter", "not too bright but brighter than now", "皮肤亮一点，背景暗一点",
      "sharper but smoother skin", "更鲜艳，更亮",
    ])
  func none(_ sentence: String) {
    #expect(wishes(sentence).overruled.isEmpty, "\(wishes(sentence).overruled)")
  }
}
