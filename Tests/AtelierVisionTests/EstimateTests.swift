import AtelierPixels
import AtelierVision
import Testing

@Suite("Sky, skin and subject")
struct EstimateTests {
  /// Mean coverage of a box of pixels.
  private func mean(
    _ estimate: CoverageEstimate, _ rows: Range<Int>, _ columns: Range<Int>
  ) -> Float {
    var sum: Float = 0
    for y in rows { for x in columns { sum += estimate.coverage[y * estimate.size.width + x] } }
    return sum / Float(rows.count * columns.count)
  }

  /// A picture whose pixels are chosen by place.
  private func picture(_ width: Int, _ height: Int, _ color: (Int, Int) -> [Int]) -> LabPicture {
    let codes = (0..<width * height).flatMap { color($0 % width, $0 / width) }
    return LabPicture(
      SyntheticScene.planar(codes, size: PixelSize(width: width, height: height)))
  }

  @Test("a picture of green leaves has no skin")
  func leaves() {
    let scene = picture(120, 80) { x, y in [50 + (x * 13 + y * 7) % 50, 110, 40] }
    #expect(SkinEstimate.find(in: scene).confidence < 0.05)
  }

  @Test(
    "a patch of skin is found on grey, whatever its complexion",
    arguments: [[240, 205, 185], [198, 145, 115], [120, 80, 60]])
  func skin(color: [Int]) {
    let scene = picture(120, 80) { x, y in
      (40..<80).contains(x) && (20..<60).contains(y) ? color : [120, 122, 125]
    }
    let skin = SkinEstimate.find(in: scene)
    #expect(skin.confidence > 0.3)
    #expect(mean(skin, 26..<54, 46..<74) > 0.7)
    #expect(mean(skin, 0..<80, 0..<30) < 0.05)
  }

  @Test("a red thing in the middle of grey is the subject")
  func subject() {
    let scene = picture(120, 80) { x, y in
      (48..<72).contains(x) && (28..<52).contains(y) ? [200, 40, 40] : [110, 115, 110]
    }
    let subject = SubjectEstimate.find(in: scene)
    #expect(subject.confidence > 0.3)
    #expect(mean(subject, 32..<48, 52..<68) > 0.8)
    #expect(mean(subject, 0..<80, 0..<20) < 0.1)
  }

  @Test("coverage lies in 0…1 on tiny and plain pictures, and nothing is sure of itself there")
  func tiny() {
    for (width, height) in [(1, 1), (1, 50), (50, 1), (0, 0), (300, 2)] {
      for code in [0, 128, 255] {
        let scene = picture(width, height) { _, _ in [code, code, code] }
        for estimate in [
          SkinEstimate.find(in: scene), SubjectEstimate.find(in: scene),
        ] {
          #expect(estimate.coverage.count == width * height)
          #expect(estimate.coverage.allSatisfy { $0 >= 0 && $0 <= 1.0001 })
          #expect(estimate.confidence < 0.1, "\(estimate.method) \(width) × \(height) \(code)")
        }
      }
    }
  }
}
