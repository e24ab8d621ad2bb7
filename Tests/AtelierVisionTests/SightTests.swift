import AtelierEngine
import AtelierKernels
import AtelierModels
import AtelierPixels
import Testing

@testable import AtelierVision

@Suite("Seeing without models")
struct SightTests {
  /// A picture of linear light by a function of place.
  private func picture(
    _ width: Int, _ height: Int, _ color: (Int, Int) -> SIMD3<Float>
  ) -> PlanarPicture {
    var picture = PlanarPicture(size: PixelSize(width: width, height: height))
    for y in 0..<height {
      for x in 0..<width {
        let light = color(x, y)
        let at = y * width + x
        (picture.red[at], picture.green[at], picture.blue[at]) = (light.x, light.y, light.z)
      }
    }
    return picture
  }

  /// A number that looks random, 0…1.
  private func noise(_ x: Int, _ y: Int) -> Float {
    let mixed = UInt64(truncatingIfNeeded: x &* 73_856_093 ^ y &* 19_349_663) &* 0x9e37_79b9
    return Float(mixed >> 7 & 1023) / 1023
  }

  @Test("a blue sky over rough ground is found to its border")
  func sky() {
    let (width, height, horizon) = (300, 200, 90)
    let photo = picture(width, height) { x, y in
      let hill = horizon + (x / 10) % 20
      if y < hill {
        return SIMD3(0.25, 0.4, 0.8) + SIMD3(repeating: 0.2 * Float(y) / Float(horizon))
      }
      return SIMD3(0.15, 0.2, 0.05) * (0.3 + noise(x, y))
    }
    let sky = SkyFinder.find(in: LabPicture(photo)).found
    #expect(sky.confidence > 0.6)
    var (shared, either) = (0, 0)
    for y in 0..<height {
      for x in 0..<width {
        let isSky = y < horizon + (x / 10) % 20
        let isFound = sky.plane.values[y * width + x] > 0.5
        shared += isSky && isFound ? 1 : 0
        either += isSky || isFound ? 1 : 0
      }
    }
    #expect(Double(shared) / Double(either) > 0.95)
  }

  @Test("green, brown or empty pictures have no sky")
  func noSky() {
    let leaves = picture(200, 150) { x, y in SIMD3(0.1, 0.3, 0.05) * (0.4 + noise(x / 3, y / 3)) }
    let wood = picture(200, 150) { x, y in SIMD3(0.4, 0.2, 0.08) * (0.8 + 0.4 * noise(x, y / 9)) }
    let black = picture(200, 150) { _, _ in .zero }
    for photo in [leaves, wood, black] {
      #expect(SkyFinder.find(in: LabPicture(photo)).found.plane.isEmpty)
    }
  }

  @Test(
    "tiny, grey and broken pictures give finite coverage of every kind",
    arguments: [(1, 1), (3, 2), (1, 60), (97, 5), (64, 64)])
  func hostile(_ width: Int, _ height: Int) async {
    for value: Float in [0, 0.18, 1, .nan, .infinity, -1] {
      let photo = picture(width, height) { _, _ in SIMD3(repeating: value) }
      let sight = PhotoEyes.withoutModels.open(photo)
      for kind in SceneRegion.Kind.allCases {
        for which in kind.isOfPeople ? [0, 1, -50] : [0] {
          let matte = await sight.matte(of: SceneRegion(kind, which: which))
          #expect(matte.coverage.allSatisfy { $0 >= 0 && $0 <= 1 }, "\(kind) of \(value)")
          #expect((0...1).contains(matte.confidence))
        }
      }
    }
  }

  @Test("without models nobody's eyes are covered, and it is said why")
  func saysWhy() async {
    let sight = PhotoEyes.withoutModels.open(
      picture(120, 80) { x, y in
        SIMD3(0.5, 0.3, 0.2) * noise(x, y)
      })
    let eyes = await sight.matte(of: SceneRegion(.eyes))
    #expect(eyes.share == 0 && eyes.confidence == 0)
    #expect(sight.notes.contains { $0.contains("models install") })
  }

  @Test("subject and background make the whole photo")
  func complement() async {
    let photo = picture(160, 120) { x, y in
      (50..<100).contains(x) && (40..<90).contains(y)
        ? SIMD3(0.7, 0.1, 0.1) : SIMD3(0.2, 0.3, 0.25)
    }
    let sight = PhotoEyes.withoutModels.open(photo)
    let subject = await sight.matte(of: SceneRegion(.subject))
    let background = await sight.matte(of: SceneRegion(.background))
    #expect(subject.coverage[65 * 160 + 75] > 0.9 && subject.coverage[0] < 0.1)
    for (a, b) in zip(subject.coverage, background.coverage) { #expect(abs(a + b - 1) < 0.002) }
  }

  @Test("several people share what all cover, each the part below the own face")
  func shares() {
    let size = PixelSize(width: 200, height: 100)
    let faces = [30, 100, 170].map { x in
      Face(score: 1, low: [Float(x) - 8, 10], high: [Float(x) + 8, 30], marks: [])
    }
    let all = Plane(size: size).map { _ in 1 }
    let parts = faces.indices.map { PeopleFinder.share(of: $0, among: faces, in: all) }
    for (index, x) in [30, 100, 170].enumerated() {
      for (part, plane) in parts.enumerated() {
        #expect(plane.values[70 * 200 + x] == (part == index ? 1 : 0))
      }
    }
  }
}

@Suite("Planes")
struct PlaneTests {
  @Test("a polygon covers its area, wherever it lies")
  func area() {
    let points: [SIMD2<Float>] = [[3.3, 2.1], [17.8, 4.2], [14.1, 15.9], [5.2, 12.4]]
    var doubled: Float = 0
    for (index, a) in points.enumerated() {
      let b = points[(index + 1) % points.count]
      doubled += a.x * b.y - b.x * a.y
    }
    var plane = Plane(size: PixelSize(width: 20, height: 20))
    plane.fill(points)
    #expect(abs(Float(plane.share) * 400 - doubled / 2) < 1.5)
    plane.fill(points, value: 0)
    // What an edge covers in part is taken away in part.
    #expect(plane.share < 0.03)
  }

  @Test("polygons that leave the plane, or are none, do no harm")
  func outside() {
    var plane = Plane(size: PixelSize(width: 9, height: 7))
    plane.fill([[-1e9, -50], [1e9, -50], [1e9, 1e9], [-1e9, 1e9]])
    #expect(plane.values.allSatisfy { abs($0 - 1) < 1e-5 })
    plane.fill([[.nan, 1], [3, 3], [1, 5]], value: 0)
    plane.fill([[1, 1], [5, 5]], value: 0)
    #expect(plane.values.allSatisfy { abs($0 - 1) < 1e-5 })
  }

  @Test("another size keeps the mean")
  func resized() {
    let size = PixelSize(width: 60, height: 40)
    let plane = Plane(size: size, values: (0..<2400).map { Float($0 % 60) / 59 })
    for target in [PixelSize(width: 30, height: 20), PixelSize(width: 120, height: 80)] {
      #expect(abs(plane.resized(to: target).share - plane.share) < 0.01)
    }
  }

  @Test("distances are those of the nearest pixel of the set")
  func distances() {
    let (width, height) = (23, 17)
    let seeds = [(2, 3), (20, 1), (11, 16)]
    let flags = (0..<(width * height)).map { at in
      seeds.contains { $0 == (at % width, at / width) }
    }
    let field = DistanceField.distance(flags, width: width, height: height)
    for at in field.indices {
      let nearest =
        seeds.map { seed -> Float in
          let (dx, dy) = (Float(at % width - seed.0), Float(at / width - seed.1))
          return (dx * dx + dy * dy).squareRoot()
        }.min() ?? 0
      #expect(abs(field[at] - nearest) < 1e-3)
    }
  }

  @Test("the colour guided filter moves a blurred step onto the guide's edge")
  func guided() {
    let (width, height) = (60, 40)
    let red = (0..<(width * height)).map { Float($0 % width < 30 ? 0.2 : 0.7) }
    let blue = red.map { 0.9 - $0 }
    let green = red.map { _ in Float(0.5) }
    let soft = (0..<(width * height)).map { max(0, min(1, Float($0 % width - 24) / 12)) }
    let moments = ColorGuideMoments(red, green, blue, width: width, height: height, radius: 8)
    let model = ColorGuidedModel(soft, moments: moments, epsilon: 1e-4)
    func value(_ x: Int) -> Float {
      let at = 20 * width + x
      return model.slopes.red[at] * red[at] + model.slopes.green[at] * green[at]
        + model.slopes.blue[at] * blue[at] + model.offset[at]
    }
    #expect(value(31) - value(28) > 0.5)
    #expect(value(5) < 0.02 && value(55) > 0.98)
  }
}
