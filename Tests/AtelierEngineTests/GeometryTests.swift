import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Testing

@Suite("Geometry")
struct GeometryTests {
  let engine = RenderEngine(operations: .builtIn, masks: .builtIn)

  func render(_ picture: Picture, _ geometry: Adjustments) async throws -> (PixelSize, [Int]) {
    let recipe = Recipe(geometry: geometry)
    let prepared = try await engine.prepare(picture, geometry: geometry, jobs: 1)
    return (prepared.size, try await engine.values(recipe, of: picture))
  }

  @Test("quarter turns move every pixel to its place", arguments: 0..<4)
  func quarterTurns(_ turns: Int) async throws {
    let (width, height) = (7, 4)
    let (size, values) = try await render(
      .coordinates(width, height), ["rotate": ["quarter_turns": .number(Double(turns))]])
    #expect(size == PixelSize(width: [7, 4, 7, 4][turns], height: [4, 7, 4, 7][turns]))
    for y in 0..<size.height {
      for x in 0..<size.width {
        // The source of the pixel that a clockwise turn brings to (x, y).
        let source = [
          (x, y), (y, height - 1 - x), (width - 1 - x, height - 1 - y), (width - 1 - y, x),
        ][turns]
        let at = 3 * (y * size.width + x)
        #expect(values[at] == source.0 && values[at + 1] == source.1)
      }
    }
  }

  @Test("no angle changes nothing")
  func noAngle() async throws {
    let picture = Picture.scene(23, 17)
    let (size, values) = try await render(picture, ["straighten": ["degrees": .number(0)]])
    #expect(size == picture.size)
    for index in values.indices {
      #expect(values[index] == Int((picture.samples[index] * 255).rounded()))
    }
  }

  @Test("a crop shows its fraction of the pixels, exactly")
  func crop() async throws {
    let (size, values) = try await render(
      .coordinates(20, 10),
      [
        "crop": [
          "left": .number(0.25), "top": .number(0.2), "right": .number(0.75),
          "bottom": .number(0.9),
        ]
      ])
    #expect(size == PixelSize(width: 10, height: 7))
    #expect(values[0] == 5 && values[1] == 2)
    #expect(values[values.count - 3] == 14 && values[values.count - 2] == 8)
  }

  @Test(
    "a crop with sides in the wrong order or at the edge keeps one pixel",
    arguments: [[1.0, 1, 0, 0], [1, 1, 1, 1], [0, 0, 0, 0], [0.5, 0.5, 0.5, 0.5]])
  func degenerateCrop(_ sides: [Double]) async throws {
    let (size, values) = try await render(
      .coordinates(9, 5),
      [
        "crop": [
          "left": .number(sides[0]), "top": .number(sides[1]), "right": .number(sides[2]),
          "bottom": .number(sides[3]),
        ]
      ])
    #expect(size == PixelSize(width: 1, height: 1))
    #expect(values.count == 3)
  }

  @Test("a straightened picture is the rotated one", arguments: [-30.0, -3.5, 8, 45])
  func straighten(_ degrees: Double) async throws {
    // A smooth ramp, so that interpolation is exact up to rounding.
    let (width, height) = (120, 80)
    var samples: [UInt16] = []
    for y in 0..<height {
      for x in 0..<width { samples += [UInt16(400 * x + 3000), UInt16(500 * y + 3000), 20000] }
    }
    let picture = Picture(
      size: PixelSize(width: width, height: height), samples: .sixteen(samples),
      colorSpace: .working)
    let geometry: Adjustments = ["straighten": ["degrees": .number(degrees)]]
    let prepared = try await engine.prepare(picture, geometry: geometry, jobs: 1)
    let values = try await engine.values(
      Recipe(geometry: geometry), of: picture, depth: .sixteen)
    let size = prepared.size
    let angle = degrees * .pi / 180
    for (x, y) in [(2, 2), (size.width / 2, 3), (size.width - 3, size.height - 3)] {
      // The frame turns clockwise: its columns lead right and down.
      let (dx, dy) = (
        Double(x) + 0.5 - Double(size.width) / 2, Double(y) + 0.5 - Double(size.height) / 2
      )
      let u = 60 + dx * Self.cosine(angle) - dy * Self.sine(angle) - 0.5
      let v = 40 + dx * Self.sine(angle) + dy * Self.cosine(angle) - 0.5
      let at = 3 * (y * size.width + x)
      #expect((Double(values[at]) - (400 * u + 3000)).magnitude < 4, "\(x), \(y)")
      #expect((Double(values[at + 1]) - (500 * v + 3000)).magnitude < 4, "\(x), \(y)")
    }
  }

  @Test("the straightened frame lies inside the picture", arguments: [-45.0, -10, -0.3, 5, 30, 45])
  func frameInside(_ degrees: Double) {
    var plan = GeometryPlan()
    plan.angleInDegrees = degrees
    for photo in [PixelSize(width: 300, height: 200), PixelSize(width: 90, height: 400)] {
      let frame = plan.frame(of: photo)
      let (w, h) = (Double(frame.size.width), Double(frame.size.height))
      for corner in [SIMD2(0, 0), SIMD2(w, 0), SIMD2(0, h), SIMD2(w, h)] {
        let place = frame.origin + frame.column * corner.x + frame.row * corner.y
        #expect(place.x > -1e-6 && place.x < Double(photo.width) + 1e-6)
        #expect(place.y > -1e-6 && place.y < Double(photo.height) + 1e-6)
      }
    }
  }

  @Test("a mask stays on its place of the photo under turns, angles and crops")
  func masksFollow() async throws {
    // Grey; what the mask covers becomes brighter.
    let picture = Picture(
      size: PixelSize(width: 80, height: 60),
      samples: .eight([UInt8](repeating: 90, count: 80 * 60 * 3)))
    let local = LocalAdjustment(
      name: "box",
      mask: MaskSettings(
        kind: "rectangle",
        values: ["box": .numbers([0.3, 0.3, 0.6, 0.7]), "feather": .number(0)]),
      adjustments: ["exposure": ["stops": .number(1)]])
    let geometries: [Adjustments] = [
      [:], ["rotate": ["quarter_turns": .number(1)]],
      ["rotate": ["quarter_turns": .number(3)], "straighten": ["degrees": .number(10)]],
      [
        "straighten": ["degrees": .number(-7)],
        "crop": ["left": .number(0.2), "right": .number(0.8), "top": .number(0.1)],
      ],
    ]
    for geometry in geometries {
      let prepared = try await engine.prepare(picture, geometry: geometry, jobs: 1)
      let values = try await engine.values(
        Recipe(local: [local], geometry: geometry), of: picture)
      var plan = GeometryPlan()
      for operation in engine.operations.operations {
        guard let type = operation as? any GeometryOperation.Type,
          let settings = geometry[type.describe.name]
        else { continue }
        type.init(settings).apply(to: &plan)
      }
      let frame = plan.frame(of: picture.size)
      for y in 0..<prepared.size.height {
        for x in 0..<prepared.size.width {
          let place =
            frame.origin + frame.column * (Double(x) + 0.5) + frame.row * (Double(y) + 0.5)
          let (u, v) = (place.x / 80, place.y / 60)
          // Distance from the box's sides, to leave pixels on them aside.
          let inside = min(u - 0.3, 0.6 - u, v - 0.3, 0.7 - v)
          guard inside.magnitude > 0.02 else { continue }
          let isBright = values[3 * (y * prepared.size.width + x)] > 100
          #expect(isBright == (inside > 0))
        }
      }
    }
  }

  private static func sine(_ x: Double) -> Double {
    x - x * x * x / 6 + x * x * x * x * x / 120 - x * x * x * x * x * x * x / 5040
  }

  private static func cosine(_ x: Double) -> Double {
    1 - x * x / 2 + x * x * x * x / 24 - x * x * x * x * x * x / 720
  }
}
