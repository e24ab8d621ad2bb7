import Testing

@testable import AtelierPlanner

@Suite("The bank of looks")
struct LookBankTests {
  @Test("has at least 45 looks with names of their own")
  func size() {
    #expect(LookBank.all.count >= 45)
    #expect(Set(LookBank.all.map(\.id)).count == LookBank.all.count)
  }

  @Test("each look has names in both languages and settings", arguments: LookBank.all)
  func complete(_ look: Look) {
    let chinese = look.phrases.filter { $0.unicodeScalars.contains { $0.isCJK } }
    #expect(chinese.count >= 2)
    #expect(look.phrases.count - chinese.count >= 2)
    #expect(look.ingredients.count >= 3)
    #expect(look.english.hasSuffix("."))
    #expect(look.chinese.hasSuffix("。"))
    #expect(LookBank.look(look.id) == look)
  }

  @Test("every setting names a parameter and lies in its range", arguments: LookBank.all)
  func ranges(_ look: Look) {
    for ingredient in look.ingredients {
      let name = ingredient.parameter
      #expect(Self.parameters.contains(name), "\(name)")
      switch ingredient.value {
      case .scalar(let value):
        let limit: ClosedRange<Double> =
          name == "exposure.stops"
          ? -5...5
          : name.hasPrefix("grain.") || name.hasSuffix("_saturation") && name.hasPrefix("color_")
            ? 0...100 : name == "sharpening.amount" ? 0...150 : -100...100
        #expect(limit.contains(value), "\(name) \(value)")
      case .fixed(let value):
        #expect(name.hasSuffix("_hue") ? (0..<360).contains(value) : (-100...100).contains(value))
      case .curve(let points):
        #expect(points.count >= 2)
        #expect(points.first?.x == 0)
        #expect(points.last?.x == 1)
        #expect(zip(points, points.dropFirst()).allSatisfy { $0.x < $1.x && $0.y <= $1.y })
      case .flag(let isOn):
        #expect(isOn)
      }
    }
    #expect(Set(look.ingredients.map(\.parameter)).count == look.ingredients.count)
  }

  @Test("the bank writes nothing that cannot be read")
  func readable() {
    #expect(Ingredient.list("contrast.amount 5; nonsense; tone_curve.master 0,0 1").count == 1)
    for look in LookBank.all {
      #expect(look.ingredients.count == look.settingCount, "\(look.id)")
    }
  }

  @Test("strength moves settings along the line from nothing")
  func scaling() {
    let half = Ingredient("contrast.amount", .scalar(10)).scaled(by: 0.5)
    #expect(half.value == .scalar(5))
    let curve = Ingredient.list("tone_curve.master 0,0.1 1,0.9")[0].scaled(by: 0.5)
    #expect(curve == Ingredient.list("tone_curve.master 0,0.05 1,0.95")[0])
    let angle = Ingredient.list("color_grading.shadow_hue 200")[0]
    #expect(angle.scaled(by: 0.5) == angle)
  }

  @Test("the names of a look are understood as this look", arguments: LookBank.all)
  func names(_ look: Look) {
    let parser = InstructionParser()
    let understood = look.phrases.filter { phrase in
      parser.understand(phrase).wishes.contains { $0.subject == .look(look.id) }
    }
    #expect(understood.count * 4 >= look.phrases.count * 3, "\(look.id)")
  }

  private static let parameters: Set<String> = {
    let colors = ["red", "orange", "yellow", "green", "aqua", "blue", "purple", "magenta"]
    var names: Set<String> = [
      "exposure.stops", "white_balance.temperature", "white_balance.tint", "tone_curve.master",
      "tone_curve.red", "tone_curve.green", "tone_curve.blue", "black_and_white.enabled",
      "color_grading.blending", "color_grading.balance", "vignette.amount", "grain.amount",
      "grain.size", "grain.roughness", "sharpening.amount", "noise_reduction.luminance",
      "noise_reduction.color",
    ]
    for name in [
      "contrast", "highlights", "shadows", "whites", "blacks", "vibrance", "saturation", "clarity",
      "texture", "dehaze",
    ] { names.insert("\(name).amount") }
    for color in colors {
      names.insert("black_and_white.\(color)")
      for component in ["hue", "saturation", "luminance"] {
        names.insert("hsl.\(color)_\(component)")
      }
    }
    for range in ["shadow", "midtone", "highlight", "global"] {
      for component in ["hue", "saturation", "luminance"] {
        names.insert("color_grading.\(range)_\(component)")
      }
    }
    return names
  }()
}
