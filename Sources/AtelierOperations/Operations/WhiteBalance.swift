package import AtelierEngine
import AtelierKernels
import AtelierPixels
package import AtelierRecipe

/// Makes the picture warmer or cooler, greener or more magenta, as another light would.
///
/// The picture is adapted from one white to another in linear light. `temperature` 100 takes a light
/// 100 mired cooler than 5,500 K for white, so the picture becomes that much warmer; `tint` 100 takes
/// one 0.033 of CIE 1960 uv greener, so it becomes more magenta. `kelvin` and `kelvin_tint` name the
/// light itself where the picture was developed from sensor data, or where settings that it carries
/// already name the light it is balanced to; `kelvin` 0 is as shot, values below 2,000 count as
/// 2,000. The luminance of grey stays.
///
/// - Domain: scene-linear RGB.
/// - Identity: `temperature == 0`, `tint == 0`, `kelvin == 0` or the picture's own light not known.
/// - Source: Bradford's adaptation (Lam 1985) between whites of Krystek 1985; 3,000 units of tint are
///   1.0 across the locus.
package struct WhiteBalance: PointOperation, VaryingOperation, InvertibleOperation {
  /// Relative warmth.
  package var temperature = 0.0
  /// Relative shift from green to magenta.
  package var tint = 0.0
  /// Colour temperature of the light, 0 for as shot.
  package var kelvin = 0.0
  /// Tint of the light beside `kelvin`.
  package var kelvinTint = 0.0

  package init() {}

  package static let spec = OperationSpec<WhiteBalance>(
    name: "white_balance", stage: .light, order: 10,
    meaning: [
      .en: "Makes the picture warmer or cooler, greener or more magenta.",
      .zh: "让画面偏暖或偏冷、偏绿或偏洋红。",
    ],
    parameters: [
      .scalar(
        "temperature", \.temperature, lightroom: "IncrementalTemperature",
        local: .added(lightroom: "LocalTemperature", scale: 0.01),
        meaning: [
          .en: "Positive values are warmer (yellow), negative ones cooler (blue).",
          .zh: "正值偏暖（黄），负值偏冷（蓝）。",
        ]),
      .scalar(
        "tint", \.tint, lightroom: "IncrementalTint",
        local: .added(lightroom: "LocalTint", scale: 0.01),
        meaning: [
          .en: "Positive values are more magenta, negative ones greener.",
          .zh: "正值偏洋红，负值偏绿。",
        ]),
      .scalar(
        "kelvin", \.kelvin, unit: .kelvin, range: 0...50000, usual: 2000...50000,
        lightroom: "Temperature",
        meaning: [
          .en: "Colour temperature of the light where the photo's own is known; 0 is as shot.",
          .zh: "光源色温，仅在原照光源已知时有效；0 为原照设置。",
        ]),
      .scalar(
        "kelvin_tint", \.kelvinTint, range: -150...150, lightroom: "Tint",
        meaning: [
          .en: "Tint of the light that kelvin names; positive is more magenta.",
          .zh: "与色温配套的色调；正值偏洋红。",
        ]),
    ])

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? {
    let matrix = matrix(light: context.light)
    return matrix == .identity ? nil : Kernel(matrix: ColorMatrix(matrix))
  }

  package func makeVaryingKernel(
    of parameters: [String], in context: RenderContext
  ) -> (any VaryingKernel)? {
    guard Set(parameters).isSubset(of: ["temperature", "tint"]) else { return nil }
    return VaryingWhiteBalance(of: parameters) { temperature, tint in
      var balance = self
      balance.temperature = temperature ?? self.temperature
      balance.tint = tint ?? self.tint
      return balance.matrix(light: context.light)
    }
  }

  /// Undoes the relative part. Kelvin need no undoing: they tell what light the picture is balanced
  /// to, and the next white balance starts there.
  package func makeInverse() -> (any PointKernel)? {
    let matrix = matrix(light: SourceLight())
    guard matrix != .identity, let inverse = matrix.inverse else { return nil }
    return Kernel(matrix: ColorMatrix(inverse))
  }

  package func light(after light: SourceLight) -> SourceLight {
    guard !light.isRaw, kelvin > 0 else { return light }
    var light = light
    light.isKnown = true
    light.kelvin = max(kelvin, 2000)
    light.tint = kelvinTint
    return light
  }

  /// The change of linear Rec. 2020 values.
  func matrix(light: SourceLight) -> Matrix3 {
    let isNamed = light.isKnown && kelvin > 0
    guard temperature != 0 || tint != 0 || isNamed else { return .identity }
    var adaptation = Matrix3.identity
    if isNamed {
      adaptation = RGBColorSpace.adaptation(
        from: WhitePoint.xyz(kelvin: max(kelvin, 2000), tint: kelvinTint),
        to: WhitePoint.xyz(kelvin: light.kelvin, tint: light.tint))
    }
    if temperature != 0 || tint != 0 {
      let daylight = 5500.0
      let relative = RGBColorSpace.adaptation(
        from: WhitePoint.xyz(kelvin: 1e6 / (1e6 / daylight - temperature), tint: tint),
        to: WhitePoint.xyz(kelvin: daylight, tint: 0))
      adaptation = relative * adaptation
    }
    let toXYZ = RGBColorSpace.working.toXYZ
    let change = (toXYZ.inverse ?? .identity) * adaptation * toXYZ
    let grey = (RGBColorSpace.working.luminanceWeights * (change * SIMD3(1, 1, 1))).sum()
    return Matrix3(change.elements.map { $0 / grey })
  }

  /// Multiplies pixels by a matrix.
  struct Kernel: PointKernel {
    let matrix: ColorMatrix

    func callAsFunction(
      _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
      _ blue: inout MutableSpan<Float>, at position: StripPosition
    ) {
      matrix.apply(&red, &green, &blue)
    }
  }
}
