package import AtelierEngine
package import AtelierPixels
package import AtelierRecipe

/// The second half of the executor: contrast, saturation, temperature, blacks, tint and whites; every
/// call ends in whole codes.
package struct GimpStage: Sendable {
  private let values: ProcessedValues
  private let keys: [String]

  /// Makes the stage of a plan.
  package init(_ plan: [MonetEdit.Entry], order: MonetEdit.Order) {
    values = ProcessedValues(plan)
    keys = GimpOrder.keys(of: plan, order: order)
  }

  /// Changes a picture.
  ///
  /// - Throws: `RenderError.cancelled`.
  package func render(_ picture: Picture, jobs: Int) async throws(RenderError) -> Picture {
    let steps = steps(CodeScale(top: picture.depth.top))
    guard !steps.isEmpty else { return picture }
    let rows = try await RowWork.make(picture.size.height, jobs: jobs) { y in
      var codes = picture.codes(row: y)
      for step in steps { step.apply(to: &codes) }
      return codes
    }
    return picture.replacing(rows)
  }

  private func steps(_ scale: CodeScale) -> [any GimpStep] {
    keys.flatMap { key -> [any GimpStep] in
      let value = values.value(key)
      switch key {
      case "Contrast": return [MonetContrast.step(value, scale)].compactMap(\.self)
      case "Saturation": return [MonetSaturation.step(value, scale)].compactMap(\.self)
      case "Temperature": return MonetTemperature.steps(value, scale)
      case "Blacks": return [MonetBlacks.step(value, scale)]
      case "Tint": return [MonetGreenTint.step(value, scale)].compactMap(\.self)
      default: return MonetWhites.steps(value, scale)
      }
    }
  }
}
