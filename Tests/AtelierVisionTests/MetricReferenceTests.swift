import AtelierPixels
import AtelierVision
import Testing

/// Numbers that the Python of the instruction benchmark gives (numpy 2, scikit-image 0.26) for the
/// scene of `SyntheticScene` and its edit: `picture_metric(name, picture, pair, pair.area(where))`
/// with the box [0.1, 0.2, 0.75, 0.8].
private let references: [(name: String, place: String, before: Double?, after: Double?)] = [
  ("L_mean", "all", 66.9983, 70.7965),
  ("L_median", "all", 68.3444, 72.1471),
  ("L_p1", "all", 46.4305, 49.9378),
  ("L_p95", "all", 83.1794, 86.9887),
  ("a_mean", "all", -2.3062, -0.3754),
  ("b_mean", "all", 7.2786, 23.0447),
  ("C_mean", "all", 23.6954, 28.7158),
  ("cast", "all", 7.6352, 23.0477),
  ("contrast", "all", 10.695, 10.6174),
  ("range", "all", 39.6008, 39.9254),
  ("local_fine", "all", 3.2414, 3.2424),
  ("local_mid", "all", 2.1162, 2.1179),
  ("noise", "all", 1.1135, 1.1014),
  ("noise_colour", "all", 3.1092, 3.0344),
  ("clip_low", "all", 0.0037, 0.0),
  ("clip_high", "all", 0.0047, 0.0),
  ("clip_channel", "all", 0.0047, 0.0076),
  ("corner_ratio", "all", 1.0739, 1.0285),
  ("colourfulness", "all", 61.3124, 69.8154),
  ("greyness", "all", 0.0367, 0.037),
  ("hue", "all", 107.5806, 90.9334),
  ("L_shadows", "all", 53.049, 57.2165),
  ("L_mids", "all", 67.7273, 71.4117),
  ("L_highlights", "all", 79.486, 83.1424),
  ("a_shadows", "all", -4.2443, -0.4179),
  ("a_mids", "all", -1.6295, -0.4687),
  ("a_highlights", "all", -1.7215, -0.1467),
  ("b_shadows", "all", 25.7673, 36.9482),
  ("b_mids", "all", 2.8458, 19.2073),
  ("b_highlights", "all", -2.3427, 16.8166),
  ("C_shadows", "all", 30.4872, 41.435),
  ("C_mids", "all", 27.0526, 27.8133),
  ("C_highlights", "all", 10.1946, 17.8047),
  ("C_mean@blue", "all", 21.2429, 8.7738),
  ("L_mean@skin", "all", 63.397, 68.0343),
  ("hue@green", "all", 126.1107, 118.8473),
  ("C_mean@magenta", "all", nil, nil),
  ("L_mean", "in", 66.2503, 70.1571),
  ("local_mid", "in", 2.1183, 2.1228),
  ("noise", "in", 1.1665, 1.1737),
  ("L_shadows", "in", 54.3806, 58.6815),
  ("C_mean@blue", "in", 18.9096, 7.8776),
  ("L_mean", "out", 67.7464, 71.4912),
  ("local_mid", "out", 2.1372, 2.1338),
  ("noise", "out", 1.1138, 1.0852),
  ("L_shadows", "out", 51.9362, 56.0188),
  ("C_mean@blue", "out", 23.6261, 9.8313),
]

@Suite("Metrics agree with the reference")
struct MetricReferenceTests {
  private let before = LabPicture(SyntheticScene.before)
  private let after = LabPicture(SyntheticScene.after)

  private func area(_ place: String) -> PixelArea? {
    let margin = place == "out" ? 0.02 : 0
    let box = PixelArea(
      size: before.size, left: 0.1, top: 0.2, right: 0.75, bottom: 0.8, margin: margin)
    return place == "all" ? nil : place == "in" ? box : box.inverse
  }

  @Test("metrics of a picture and of its edit are those of numpy and scikit-image")
  func agree() throws {
    for reference in references {
      let metric = try #require(Metric(name: reference.name))
      #expect(metric.description == reference.name)
      let probe = MetricProbe(metric, before: before, in: area(reference.place))
      for (measured, expected) in [
        (probe.baseline, reference.before), (probe.value(of: after), reference.after),
      ] {
        #expect((measured == nil) == (expected == nil), "\(metric) \(reference.place)")
        let difference = (measured ?? 0) - (expected ?? 0)
        #expect(difference.magnitude < 0.03, "\(metric) \(reference.place): \(difference)")
      }
    }
  }

  @Test("changes and ratios compare the edit with the picture before")
  func changes() throws {
    let lightness = MetricProbe(try #require(Metric(name: "L_mean")), before: before)
    #expect(abs(try #require(lightness.change(to: after)) - 3.798) < 0.01)
    #expect(abs(try #require(lightness.ratio(to: after)) - 1.0567) < 0.001)
    let hue = MetricProbe(try #require(Metric(name: "hue@green")), before: before)
    #expect(abs(try #require(hue.change(to: after)) + 7.263) < 0.02)
  }

  @Test(
    "names that are no metric are refused",
    arguments: ["", "L", "L_", "L_p101", "a_p5", "L_mean@", "L_mean@teal", "hue@red@blue", "C_px"])
  func unknownNames(name: String) {
    #expect(Metric(name: name) == nil)
  }
}
