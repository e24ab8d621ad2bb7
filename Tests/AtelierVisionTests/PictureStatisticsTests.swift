import AtelierPixels
import AtelierVision
import Foundation
import Testing

@Suite("Picture statistics")
struct PictureStatisticsTests {
  private let scene = PictureStatistics(of: SyntheticScene.before)

  // Of the same scene as `MetricReferenceTests`.
  @Test("the document holds what the metrics say")
  func agreesWithMetrics() {
    #expect(abs(scene.lightness.mean - 66.9983) < 0.01)
    #expect(abs(scene.lightness.p95 - 83.1794) < 0.01)
    #expect(abs(scene.contrast.localMid - 2.1162) < 0.01)
    #expect(abs(scene.noise.lightness - 1.1135) < 0.01)
    #expect(abs(scene.noise.color - 3.1092) < 0.01)
    #expect(abs(scene.chroma.colorfulness - 61.3124) < 0.03)
    #expect(abs((scene.cornerRatio ?? 0) - 1.0739) < 0.001)
    #expect(abs(scene.clipping.white - 0.0047) < 0.0001)
  }

  @Test("zones, cells and bands are complete")
  func completeness() throws {
    #expect(scene.zones.count == 11)
    #expect(abs(scene.zones.reduce(0, +) - 1) < 1e-9)
    #expect(scene.grid.count == 5 && scene.grid.allSatisfy { $0.count == 5 })
    let cells = scene.grid.flatMap { $0 }
    #expect(abs(cells.map(\.lightness).reduce(0, +) / 25 - scene.lightness.mean) < 0.5)
    #expect(scene.grid[0][2].b < -5, "the sky is blue")
    #expect(try #require(scene.bands["skin"]).share > 0.2)
  }

  @Test("middle grey is zone V at 0 EV, and twice its light is an EV and a zone more")
  func exposure() {
    func grey(_ light: Float) -> PictureStatistics {
      let plane = [Float](repeating: light, count: 64)
      return PictureStatistics(
        of: PlanarPicture(
          size: PixelSize(width: 8, height: 8), red: plane, green: plane, blue: plane))
    }
    let (middle, double) = (grey(0.18), grey(0.36))
    #expect(abs(middle.exposure.median) < 1e-3 && abs(middle.exposure.meanLog) < 1e-3)
    #expect(abs(double.exposure.median - 1) < 1e-3 && abs(double.exposure.meanLog - 1) < 1e-3)
    #expect(middle.zones[5] == 1 && double.zones[6] == 1)
  }

  @Test("a document survives JSON, with keys in snake case")
  func json() throws {
    let data = try JSONEncoder().encode(scene)
    #expect(try JSONDecoder().decode(PictureStatistics.self, from: data) == scene)
    let text = String(decoding: data, as: UTF8.self)
    for key in ["corner_ratio", "any_channel", "local_fine", "mean_log", "neutral_share"] {
      #expect(text.contains("\"\(key)\""))
    }
    #expect(!text.contains(/"[^"]*[A-Z][^"]*":/))
  }

  @Test(
    "tiny, black and white pictures give finite numbers",
    arguments: [(1, 1), (1, 40), (40, 1), (2, 3), (7, 7)], [0, 255])
  func tiny(size: (Int, Int), code: Int) throws {
    let picture = SyntheticScene.plain([code, code, code], width: size.0, height: size.1)
    let statistics = PictureStatistics(of: picture)
    // JSONEncoder refuses NaN and infinity.
    _ = try JSONEncoder().encode(statistics)
    #expect(statistics.clipping.black == (code == 0 ? 1 : 0))
    #expect(statistics.clipping.white == (code == 255 ? 1 : 0))
    #expect(statistics.contrast.deviation < 1e-3)
  }

  @Test("a picture without pixels gives zeros")
  func empty() throws {
    let statistics = PictureStatistics(of: PlanarPicture(size: PixelSize(width: 0, height: 0)))
    _ = try JSONEncoder().encode(statistics)
    #expect(statistics.lightness.mean == 0 && statistics.bands.isEmpty)
  }
}

@Suite("Colour cast")
struct ColorCastTests {
  @Test("a warm light is found on grey things")
  func warmLight() {
    var picture = SyntheticScene.plain([0, 0, 0], width: 60, height: 40)
    for index in picture.red.indices {
      let grey = 0.1 + 0.5 * Float((index % 60 / 6 + index / 240) % 4) / 4
      (picture.red[index], picture.green[index], picture.blue[index]) = (
        1.25 * grey, grey, 0.7 * grey
      )
    }
    let cast = PictureStatistics(of: picture).cast
    #expect(cast.grey.b > 8 && cast.confidence > 0.8)
    #expect(cast.light[0] > 1 && cast.light[2] < 0.8)
  }

  @Test("neutral greys have no cast")
  func neutral() {
    var picture = SyntheticScene.plain([0, 0, 0], width: 60, height: 40)
    for index in picture.red.indices {
      let grey = 0.1 + 0.5 * Float((index % 60 / 6 + index / 240) % 4) / 4
      (picture.red[index], picture.green[index], picture.blue[index]) = (grey, grey, grey)
    }
    let cast = PictureStatistics(of: picture).cast
    #expect(abs(cast.grey.a) < 0.1 && abs(cast.grey.b) < 0.1 && cast.confidence > 0.9)
  }
}
