import AtelierEngine
import AtelierMasks
import AtelierPixels
import AtelierRecipe
import Testing

/// An area operation whose result is easily worked out.
private struct MeanOfRed: AreaOperation {
  var margin = 0

  static let spec = OperationSpec<MeanOfRed>(
    name: "mean_of_red", stage: .detail, order: 1, meaning: [.en: "Test."],
    parameters: [.integer("margin", \.margin, range: 0...20, meaning: [.en: "Test."])])

  func makeKernel(in context: RenderContext) -> (any AreaKernel)? {
    margin > 0 ? RedMean(margin: margin) : nil
  }
}

/// The mean of the red square around each pixel, by sums of rows.
private struct RedMean: AreaKernel {
  let margin: Int
  let planeCount = 2

  func prepare(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>,
    into planes: inout MutableSpan<Float>, width: Int
  ) {
    let stride = width + 2 * margin
    for x in 0..<width {
      var sum: Float = 0
      for k in 0...(2 * margin) { sum += red[x + k] }
      planes[stride + margin + x] = sum
    }
  }

  func combine(
    _ planes: Span<Float>, window: AreaWindow, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>,
    at position: StripPosition
  ) {
    let area = Float((2 * margin + 1) * (2 * margin + 1))
    for x in red.indices {
      var sum: Float = 0
      for row in -margin...margin { sum += planes[window.start(row: row, plane: 1) + x] }
      red[x] = sum / area
    }
  }
}

@Suite("Area stage")
struct AreaStageTests {
  let engine = RenderEngine(operations: OperationCatalog([MeanOfRed.self]), masks: .builtIn)

  func settings(_ margin: Int) -> Adjustments {
    ["mean_of_red": ["margin": .number(Double(margin))]]
  }

  /// A picture whose codes are linear light.
  func picture(_ width: Int, _ height: Int) -> Picture {
    var random = Seeded(state: 3)
    let size = PixelSize(width: width, height: height)
    let samples = (0..<(3 * size.pixelCount)).map { _ in
      UInt16.random(in: 0...65535, using: &random)
    }
    return Picture(size: size, samples: .sixteen(samples), colorSpace: .working)
  }

  func render(_ recipe: Recipe, of picture: Picture) async throws -> PlanarPicture {
    let prepared = try await engine.prepare(picture, jobs: 1)
    return try await engine.renderPlanar(recipe, of: prepared, in: .working, jobs: 2)
  }

  /// The mean with edges repeated.
  func reference(_ picture: PlanarPicture, _ x: Int, _ y: Int, _ margin: Int) -> Float {
    let size = picture.size
    var sum = 0.0
    for j in -margin...margin {
      for i in -margin...margin {
        let (a, b) = (min(max(x + i, 0), size.width - 1), min(max(y + j, 0), size.height - 1))
        sum += Double(picture.red[b * size.width + a])
      }
    }
    return Float(sum / Double((2 * margin + 1) * (2 * margin + 1)))
  }

  @Test(
    "a kernel sees its neighbours, with edges repeated",
    arguments: [(9, 7, 2), (1, 1, 3), (1, 6, 1), (5, 1, 4), (1500, 3, 2), (4, 70, 9)])
  func equalsReference(_ width: Int, _ height: Int, _ margin: Int) async throws {
    let picture = picture(width, height)
    let source = try await render(Recipe(), of: picture)
    let result = try await render(Recipe(adjustments: settings(margin)), of: picture)
    for y in 0..<height {
      for x in 0..<width {
        let at = y * width + x
        #expect((result.red[at] - reference(source, x, y, margin)).magnitude < 1e-5, "\(x), \(y)")
        #expect((result.green[at] - source.green[at]).magnitude < 1e-6)
        #expect((result.blue[at] - source.blue[at]).magnitude < 1e-6)
      }
    }
  }

  @Test("where a mask covers, its kernel takes the place of the picture's")
  func masked() async throws {
    let picture = picture(40, 20)
    let source = try await render(Recipe(), of: picture)
    // A parameter that masks cannot vary takes the local value where coverage is above a half.
    let local = LocalAdjustment(
      name: "lower half",
      mask: MaskSettings(
        kind: "rectangle", values: ["box": .numbers([0, 0.5, 1, 1]), "feather": .number(0)]),
      adjustments: settings(4))
    for globalMargin in [0, 2] {
      let result = try await render(
        Recipe(adjustments: settings(globalMargin), local: [local]), of: picture)
      for y in 0..<20 {
        for x in 0..<40 {
          let expected =
            y >= 10
            ? reference(source, x, y, 4)
            : globalMargin > 0 ? reference(source, x, y, globalMargin) : source.red[y * 40 + x]
          #expect((result.red[y * 40 + x] - expected).magnitude < 1e-5, "\(x), \(y)")
        }
      }
    }
  }
}
