import AtelierRecipe
import Testing

@testable import AtelierMonet

@Suite("MonetGPT's way of planning")
struct PlanningTests {
  @Test("answers are processed to the reference's values and haze, exactly")
  func predictions() throws {
    let vectors = try Vectors.json("vector-values")["get_processed_predictions"]?.items ?? []
    #expect(vectors.count == 11)
    for vector in vectors {
      let stage = try #require(MonetStage(rawValue: Int(vector["stage"]?.number ?? -1)))
      var haze = vector["accrued_in"]?.number ?? .nan
      let made = MonetPredictions.processed(vector["in"]?.pairs ?? [], stage: stage, haze: &haze)
      #expect(made == vector["out"]?.pairs)
      #expect(haze == vector["accrued_out"]?.number)
    }
    for vector in try Vectors.json("vector-values")["accelerate"]?.items ?? [] {
      #expect(MonetPredictions.damped(vector["x"]?.number ?? .nan) == vector["f"]?.number)
    }
  }

  @Test("the last stage takes off the accrued haze, and later stages overwrite earlier ones")
  func haze() {
    let last = MonetPredictions.executed(
      [.init("LuminanceAdjustmentRed", 5)], stage: .selective, haze: 17.9)
    #expect(last == [.init("LuminanceAdjustmentRed", 5), .init("Dehaze", 17)])
    #expect(MonetPredictions.executed(last, stage: .light, haze: 5) == last)
    let all = MonetPredictions.union([
      [.init("Contrast", 10)], [.init("Tint", 5), .init("Saturation", 20)],
      [.init("Saturation", -4), .init("Dehaze", 20)],
    ])
    #expect(all.map(\.key) == ["Contrast", "Tint", "Saturation", "Dehaze"])
    #expect(all.map(\.value) == [10, 5, -4, 20])
    #expect(
      MonetPredictions.listing(all + [.init("Whites", 0)])
        == "Contrast: +10\nTint: +5\nSaturation: -4\nDehaze: +20")
    #expect(MonetPredictions.listing([.init("Whites", 0)]) == "No adjustments")
  }

  @Test("the stages hold the 33 settings, four of which are asked for and dropped")
  func stages() {
    let listed = MonetStage.allCases.flatMap(\.listed)
    #expect(listed.count == 33 && Set(listed).isSubset(of: Set(MonetEdit.keys)))
    #expect(MonetStage.allCases.flatMap(\.carriedOut).count == 29)
    #expect(
      MonetStage.selective.listed.prefix(9).joined(separator: " ")
        == "HueAdjustmentAqua HueAdjustmentBlue HueAdjustmentGreen HueAdjustmentYellow "
        + "HueAdjustmentRed HueAdjustmentMagenta HueAdjustmentOrange HueAdjustmentPurple "
        + "LuminanceAdjustmentAqua")
  }

  @Test("the prompts name operations, the three labels, the stop phrase, the legend and the style")
  func prompts() {
    for stage in MonetStage.allCases {
      let text = MonetPrompts.plan(stage, style: "retro", extra: "Keep the sky.")
      #expect(text.contains("[\(stage.listed.joined(separator: ", "))]"))
      for word in ["Adjustment:", "Issue:", "Solution:", "retro", "Keep the sky."] {
        #expect(text.contains(word))
      }
      #expect(text.lowercased().contains(MonetPrompts.stopPhrase))
    }
    let values = MonetPrompts.values(style: "a cold morning")
    #expect(values.contains("JSON") && values.contains("85 to 100"))
    #expect(values.contains("a cold morning"))
  }

  @Test("values are read from sentences, fences, escaped underscores and forgiven mistakes")
  func values() {
    let expected: [MonetEdit.Entry] = [.init("Contrast", 15), .init("Whites", -8)]
    for text in [
      "Here are the values:\n```json\n{\n  \"Contrast\": 15,\n  \"Whites\": -8\n}\n```",
      #"{\"Contrast\": 15, \"Whites\": -8}"#, #"{"Contrast": +15, "Whites": "-8",}"#,
      #"{"Contrast": 3, "Whites": -8, "Contrast": 15}"#,
      #"So: {"Contrast":15.0,"Whites":-8e0} done"#,
    ] {
      #expect(MonetAnswer.values(text) == expected, "\(text)")
    }
    for text in [
      "", "no", "{", "}{", "{\"a\" 5}", "{\"a\": {\"b\": 1}}", "{\"a\": nan}", "{\"a\": 1 2}",
    ] {
      #expect(MonetAnswer.values(text).isEmpty, "\(text)")
    }
  }

  @Test("an answer cut anywhere gives pairs of the whole or none")
  func cut() {
    let text = #"Values: {"Contrast": 15, "Whites": -8, "Exposure": 3} end"#
    for count in 0...text.count {
      let made = MonetAnswer.values(String(text.prefix(count)))
      #expect(made.isEmpty || made.map(\.key) == ["Contrast", "Whites", "Exposure"])
    }
  }

  @Test("the stop phrase counts with its asterisks, in any case")
  func stop() {
    #expect(MonetAnswer.endsStage("All is well. **No further adjustments are needed**."))
    #expect(!MonetAnswer.endsStage("No further adjustments are needed."))
  }

  @Test("proposals are read by their labels, in whatever marks stand around them")
  func proposals() {
    let text = """
      The photo is dull.

      1. **Adjustment:** Increase **Contrast** moderately.
         **Issue:** The scene is flat,
         above all in the valley.
         - **Solution**: Separates the tones.

      ### Adjustment 2: Slightly reduce Highlights.
      *Issue*: The sky is pale.
      Solution: Brings back clouds.
      """
    let made = MonetAnswer.proposals(text)
    #expect(made.count == 2)
    #expect(made.first?.adjustment == "Increase Contrast moderately.")
    #expect(made.first?.issue == "The scene is flat, above all in the valley.")
    #expect(made.first?.solution == "Separates the tones.")
    #expect(made.last?.adjustment == "Slightly reduce Highlights.")
    #expect(made.last?.issue == "The sky is pale.")
    #expect(MonetAnswer.proposals("nothing to say").isEmpty)
  }
}
