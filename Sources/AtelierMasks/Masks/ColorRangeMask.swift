package import AtelierEngine
import AtelierKernels
import AtelierPixels
import AtelierRecipe

/// Covers pixels by how near their colour is to samples, before any adjustment.
///
/// Distance is measured in Oklab with lightness counting a third; coverage is 1 up to half of the reach
/// and falls to 0 at the reach along `t²(3 − 2t)`. Of several samples the nearest counts.
package struct ColorRangeMask: Mask {
  /// Samples: red, green and blue on the sRGB axis, 0…1.
  package var samples: [[Double]] = []
  /// How far from a sample coverage reaches; 0 covers the samples alone, 1 nearly all colours.
  package var reach = 0.3

  package init() {}

  package static let spec = MaskSpec<ColorRangeMask>(
    kind: "color_range",
    meaning: [.en: "Pixels of some colours.", .zh: "某些颜色的像素。"],
    parameters: [
      .rows(
        "samples", \.samples,
        columns: [RowColumn("red", 0...1), RowColumn("green", 0...1), RowColumn("blue", 0...1)],
        most: 16,
        meaning: [
          .en: "Colours to cover: red, green and blue of sRGB, 0 to 1.",
          .zh: "要覆盖的颜色：sRGB 的红、绿、蓝，0 到 1。",
        ]),
      .scalar(
        "reach", \.reach, unit: .fraction, range: 0...1,
        meaning: [.en: "How far from a sample coverage reaches.", .zh: "覆盖离样本多远的颜色。"]),
    ])

  package func makeKernel(of frame: MaskFrame) -> any MaskKernel {
    let toWorking = RGBColorSpace.sRGB.matrix(to: .working)
    let (cone, lab) = (ColorMatrix(Oklab.toCone), ColorMatrix(Oklab.toLab))
    let places = samples.map { sample -> SIMD3<Float> in
      let light = SIMD3(sample[0], sample[1], sample[2])
      let linear =
        toWorking
        * SIMD3(
          TransferCurve.sRGB.decode(light.x), TransferCurve.sRGB.decode(light.y),
          TransferCurve.sRGB.decode(light.z))
      let (l, m, s) = cone.times(Float(linear.x), Float(linear.y), Float(linear.z))
      let (x, y, z) = lab.times(
        FastMath.cubeRoot(l), FastMath.cubeRoot(m), FastMath.cubeRoot(s))
      return SIMD3(x, y, z)
    }
    return Kernel(cone: cone, lab: lab, samples: places, reach: Float(0.02 + 0.38 * reach))
  }

  private struct Kernel: MaskKernel {
    let cone: ColorMatrix
    let lab: ColorMatrix
    let samples: [SIMD3<Float>]
    let reach: Float

    func cover(
      _ row: inout MutableSpan<Float>, y: Int, red: Span<Float>, green: Span<Float>,
      blue: Span<Float>
    ) {
      let count = row.count
      precondition(red.count == count && green.count == count && blue.count == count)
      row.update(repeating: 0)
      let (cone, lab, near) = (cone, lab, 1 / reach)
      for sample in samples {
        for x in 0..<count {
          let (l, m, s) = cone.times(red[x], green[x], blue[x])
          let (light, a, b) = lab.times(
            FastMath.cubeRoot(l), FastMath.cubeRoot(m), FastMath.cubeRoot(s))
          let (dl, da, db) = ((light - sample.x) * 0.33, a - sample.y, b - sample.z)
          let distance = max(dl * dl + da * da + db * db, 0).squareRoot() * near
          let t = max(0, min(1, 2 - 2 * distance))
          row[x] = max(row[x], t * t * (3 - 2 * t))
        }
      }
    }
  }
}
