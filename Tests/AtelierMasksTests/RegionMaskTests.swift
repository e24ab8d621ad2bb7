import AtelierEngine
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierRecipe
import Synchronization
import Testing

/// Sees a disc in the middle of every photo, and remembers what it was asked for.
private final class FixedEyes: SceneEyes {
  struct Sight: SceneSight {
    let size: PixelSize
    let eyes: FixedEyes

    func matte(of region: SceneRegion) async -> SceneMatte {
      eyes.asked.withLock { $0.append(region) }
      return SceneMatte(
        size: size, coverage: FixedEyes.disc(size, radius: FixedEyes.radius), followsEdges: false,
        confidence: 0.8, method: "fixed")
    }

    func peopleCount() async -> Int { 2 }
    var notes: [String] { [] }
  }

  static let radius: Float = 0.2
  let asked = Mutex<[SceneRegion]>([])

  func open(_ photo: PlanarPicture) -> any SceneSight { Sight(size: photo.size, eyes: self) }

  /// Coverage of a disc whose radius is a share of the long side.
  static func disc(_ size: PixelSize, radius: Float) -> [Float] {
    let reach = radius * Float(size.longEdge)
    return (0..<size.pixelCount).map { at in
      let x = Float(at % size.width) + 0.5 - Float(size.width) / 2
      let y = Float(at / size.width) + 0.5 - Float(size.height) / 2
      return max(0, min(1, reach - (x * x + y * y).squareRoot() + 0.5))
    }
  }
}

@Suite("Masks of what a photo shows")
struct RegionMaskTests {
  private let eyes = FixedEyes()
  private static let size = PixelSize(width: 240, height: 160)
  private static let picture: Picture = {
    let samples = (0..<size.pixelCount).flatMap { at -> [UInt8] in
      let (x, y) = (at % size.width, at / size.width)
      return [UInt8(x), UInt8(y), UInt8((x * 7 + y * 13) % 256)]
    }
    return Picture(size: size, samples: .eight(samples))
  }()

  private var engine: RenderEngine {
    RenderEngine(operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn, eyes: eyes)
  }

  private func draw(
    _ mask: MaskSettings, geometry: Adjustments = [:], jobs: Int = 1
  ) async throws -> (codes: [UInt8], share: Double) {
    let engine = engine
    let prepared = try await engine.prepare(Self.picture, geometry: geometry, jobs: jobs)
    let collector = SampleCollector()
    let share = try await engine.draw(mask, of: prepared, to: collector, jobs: jobs)
    return (collector.bytes, share)
  }

  static let kinds = SceneRegion.Kind.allCases.map(\.rawValue)

  @Test("every kind of region is a mask kind, and covers what was seen", arguments: kinds)
  func covers(_ kind: String) async throws {
    let (codes, share) = try await draw(MaskSettings(kind: kind))
    let disc = FixedEyes.disc(Self.size, radius: FixedEyes.radius)
    for at in disc.indices { #expect(abs(Float(codes[3 * at]) / 255 - disc[at]) < 0.01) }
    #expect(abs(share - Double.pi * 48 * 48 / 38_400) < 0.005)
    #expect(eyes.asked.withLock { $0 }.map(\.kind.rawValue) == [kind])
  }

  @Test("a person's number reaches the eyes, and each region is looked for once")
  func which() async throws {
    let engine = engine
    let prepared = try await engine.prepare(Self.picture, jobs: 1)
    for number in [0, 2, -1, 2] {
      let mask = MaskSettings(kind: "face", values: ["which": .number(Double(number))])
      _ = try await engine.draw(mask, of: prepared, to: SampleCollector(), jobs: 1)
    }
    #expect(eyes.asked.withLock { $0.map(\.which) } == [0, 2, -1])
  }

  @Test(
    "expanding grows the disc by that much, a negative one shrinks it", arguments: [0.05, -0.05])
  func expands(_ expansion: Double) async throws {
    let mask = MaskSettings(kind: "sky", values: ["expand": .number(expansion)])
    let share = try await draw(mask).share
    let radius = 240 * (Double(FixedEyes.radius) + expansion)
    #expect(abs(share - Double.pi * radius * radius / 38_400) < 0.01)
  }

  @Test("a feather keeps the share and softens the edge")
  func feathers() async throws {
    let sharp = try await draw(MaskSettings(kind: "sky"))
    let soft = try await draw(MaskSettings(kind: "sky", values: ["feather": .number(0.05)]))
    #expect(abs(sharp.share - soft.share) < 0.01)
    func partial(_ codes: [UInt8]) -> Int { codes.count { (20...235).contains($0) } }
    #expect(partial(soft.codes) > 4 * partial(sharp.codes))
  }

  @Test("inverted and itself make everything; without each other nothing is left")
  func groups() async throws {
    let inverted = try await draw(MaskSettings(kind: "sky", isInverted: true))
    let plain = try await draw(MaskSettings(kind: "sky"))
    #expect(zip(inverted.codes, plain.codes).allSatisfy { abs(Int($0) + Int($1) - 255) <= 1 })
    var other = MaskSettings(kind: "person")
    other.combination = .subtract
    let group = MaskSettings(
      kind: MaskSettings.group, components: [MaskSettings(kind: "sky"), other])
    #expect(try await draw(group).share < 0.005)
  }

  @Test("the number of workers does not show", arguments: [2, 5])
  func workers(_ jobs: Int) async throws {
    let mask = MaskSettings(kind: "sky", values: ["feather": .number(0.03)])
    #expect(try await draw(mask, jobs: jobs).codes == draw(mask).codes)
  }

  @Test("a crop shows the part of the region that lies in it")
  func crops() async throws {
    let half = try await draw(
      MaskSettings(kind: "sky"), geometry: ["crop": ["right": .number(0.5)]])
    let whole = try await draw(MaskSettings(kind: "sky"))
    #expect(half.codes.count * 2 == whole.codes.count)
    for y in stride(from: 0, to: 160, by: 7) {
      for x in stride(from: 0, to: 120, by: 5) {
        let (a, b) = (half.codes[3 * (y * 120 + x)], whole.codes[3 * (y * 240 + x)])
        #expect(abs(Int(a) - Int(b)) <= 3, "\(x) \(y)")
      }
    }
  }

  @Test("an engine without eyes refuses such masks instead of leaving them out")
  func blind() async throws {
    let engine = RenderEngine(operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn)
    let prepared = try await engine.prepare(Self.picture, jobs: 1)
    var recipe = Recipe()
    recipe.local = [
      LocalAdjustment(
        name: "", mask: MaskSettings(kind: "sky"),
        adjustments: ["exposure": ["stops": .number(1)]])
    ]
    await #expect(throws: RenderError.self) {
      try await engine.renderPlanar(recipe, of: prepared, jobs: 1)
    }
  }
}
