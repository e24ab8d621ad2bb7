import AtelierEngine
import AtelierPixels
import AtelierRecipe
import Testing

@testable import AtelierMonet

@Suite("MonetGPT's edits on pictures")
struct ExecutorTests {
  /// A plan that names every key.
  private static func everything(_ sign: Double) -> [MonetEdit.Entry] {
    MonetEdit.keys.enumerated().map { index, key in
      .init(key, key == "Dehaze" ? 40 : sign * Double(20 + 7 * index % 60))
    }
  }

  /// What a picture is filled with.
  enum Filling: CaseIterable, Sendable {
    case black
    case white
    case grey
    case colors
  }

  private static func picture(
    _ size: PixelSize, _ filling: Filling, _ depth: SampleDepth
  ) -> Picture {
    let top = depth == .eight ? 255 : 65535
    var seed: UInt64 = 9
    let codes = (0..<(3 * size.pixelCount)).map { _ -> Int in
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return switch filling {
      case .black: 0
      case .white: top
      case .grey: top / 2
      case .colors: Int(seed >> 33) % (top + 1)
      }
    }
    return Picture(
      size: size,
      samples: depth == .eight
        ? .eight(codes.map { UInt8($0) }) : .sixteen(codes.map { UInt16($0) }))
  }

  @Test(
    "the smallest pictures, and pictures of one colour, are rendered the same by any number of workers",
    arguments: Filling.allCases, [SampleDepth.eight, .sixteen])
  func degenerate(_ filling: Filling, _ depth: SampleDepth) async throws {
    for (width, height) in [(1, 1), (1, 9), (9, 1), (2, 3), (37, 22)] {
      let picture = Self.picture(PixelSize(width: width, height: height), filling, depth)
      for sign in [-1.0, 1] {
        let executor = MonetExecutor([MonetEdit(Self.everything(sign))])
        let one = try await executor.render(picture, jobs: 1)
        let four = try await executor.render(picture, jobs: 4)
        #expect(one.size == picture.size && one.depth == depth)
        #expect(one.samples == four.samples, "\(width) × \(height)")
        if filling != .colors {
          let first = one.samples[0]
          #expect((0..<one.samples.count / 3).allSatisfy { one.samples[3 * $0] == first })
        }
      }
    }
  }

  @Test("an edit without values changes nothing, and edits follow one another")
  func edits() async throws {
    let source = try Vectors.picture("in16")
    let none = try await MonetExecutor([MonetEdit()]).render(source, jobs: 2)
    #expect(none.samples == source.samples)
    let (first, second) = (
      MonetEdit([.init("Exposure", -20)]), MonetEdit([.init("Temperature", 30)])
    )
    let both = try await MonetExecutor([first, second]).render(source, jobs: 2)
    let step = try await MonetExecutor([first]).render(source, jobs: 2)
    #expect(
      try await MonetExecutor([second]).render(step, jobs: 1).samples == both.samples)
  }

  @Test("the order of Python 2.7 gives another picture")
  func order() async throws {
    let source = try Vectors.picture("in16")
    let plan: [MonetEdit.Entry] = [
      .init("Blacks", -30), .init("Temperature", 40), .init("Tint", -20), .init("Saturation", 30),
      .init("Contrast", 20), .init("Whites", 20),
    ]
    let new = try await MonetExecutor([MonetEdit(plan)]).render(source, jobs: 2)
    let old = try await MonetExecutor([MonetEdit(plan, order: .python2)]).render(source, jobs: 2)
    let deviation = Deviation.of(new, old)
    #expect(deviation.largest > 100)
  }

  @Test("saturation beyond its range is limited, not lost")
  func saturation() async throws {
    let source = try Vectors.picture("in8")
    let plan: [MonetEdit.Entry] = [.init("Blacks", 90), .init("Saturation", 100)]
    let processed = ProcessedValues(plan).value("Saturation")
    #expect(processed > 1)
    let picture = try await GimpStage(plan, order: .plan).render(source, jobs: 2)
    #expect(picture.samples != source.samples)
  }

  @Test("a pixel next to white stays next to white, where the executor divides by zero")
  func nextToWhite() {
    var row = PixelRow(red: [1], green: [1], blue: [Float(1).nextDown])
    HLS.convert(&row)
    #expect(row.blue[0] == 1)
    HLS.restore(&row)
    for value in [row.red[0], row.green[0], row.blue[0]] { #expect(abs(value - 1) < 1e-6) }
  }

  @Test("a picture of another colour space is brought to sRGB first")
  func colorSpace() async throws {
    let size = PixelSize(width: 3, height: 1)
    let picture = Picture(
      size: size, samples: .eight([128, 128, 128, 255, 0, 0, 200, 120, 90]),
      colorSpace: .displayP3)
    let made = try await MonetExecutor([MonetEdit()]).render(picture, jobs: 1)
    #expect(made.colorSpace == .sRGB)
    guard case .eight(let codes) = made.samples else { return }
    #expect(codes.prefix(3) == [128, 128, 128])
    #expect(codes[3] == 255)
    // P3's colours are wider, so the same codes mean more red.
    #expect(codes[6] > 200 && codes[8] < 90)
  }

  @Test("a cancelled task stops")
  func cancelled() async throws {
    let picture = try Vectors.picture("in16")
    let task = Task {
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      return try await MonetExecutor([MonetEdit([.init("Exposure", 5)])]).render(picture, jobs: 2)
    }
    await #expect(throws: RenderError.self) { _ = try await task.value }
  }
}
