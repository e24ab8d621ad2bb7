import AtelierRecipe
import Foundation

/// The settings that an edit is told by, as a vector of steps: what a photographer's sliders do to
/// light and colour, in numbers that can be averaged.
struct EditModel: Sendable {
  /// A number of the vector.
  struct Slider: Hashable, Sendable {
    /// What it moves.
    enum Place: Hashable, Sendable {
      /// A parameter.
      case parameter(operation: String, name: String)
      /// Height of a node of the tone curve above the diagonal.
      case node(Int)
      /// One of the two coordinates of a tint.
      case tint(range: String, isVertical: Bool)
    }

    let place: Place
    /// How far edits usually move it: one step.
    let step: Double
    /// How far it may be moved, in its own unit.
    let limit: ClosedRange<Double>
  }

  /// Where the nodes of the tone curve stand.
  static let nodes = [0, 0.25, 0.5, 0.75, 1]

  /// The sliders, in the order of the vector.
  let sliders: [Slider] = Self.light + Self.color + Self.hues

  private static func slider(
    _ operation: String, _ name: String = "amount", step: Double, limit: Double = 100
  ) -> Slider {
    Slider(
      place: .parameter(operation: operation, name: name), step: step, limit: -limit...limit)
  }

  private static let light =
    [
      slider("exposure", "stops", step: 1, limit: 4), slider("contrast", step: 30),
      slider("highlights", step: 35), slider("shadows", step: 35), slider("whites", step: 30),
      slider("blacks", step: 30),
    ]
    + nodes.indices.map { index in
      let isEnd = index == 0 || index == nodes.count - 1
      // Ends move inwards only: black is lifted, white lowered.
      let limit = isEnd ? (index == 0 ? 0...0.3 : -0.3...0) : -0.2...0.2
      return Slider(place: .node(index), step: 0.05, limit: limit)
    }

  private static let color =
    [
      slider("white_balance", "temperature", step: 25), slider("white_balance", "tint", step: 20),
      slider("vibrance", step: 30), slider("saturation", step: 25),
    ]
    + ["shadow", "midtone", "highlight"].flatMap { range in
      [false, true].map { isVertical in
        Slider(place: .tint(range: range, isVertical: isVertical), step: 8, limit: -60...60)
      }
    }

  private static let hues = [
    "red", "orange", "yellow", "green", "aqua", "blue", "purple", "magenta",
  ].flatMap { hue in
    ["hue", "saturation", "luminance"].map { slider("hsl", "\(hue)_\($0)", step: 12, limit: 70) }
  }

  /// The vector at rest.
  var rest: [Double] { sliders.map { _ in 0 } }

  /// A vector within the sliders' limits.
  func limited(_ vector: [Double]) -> [Double] {
    zip(vector, sliders).map { value, slider in
      min(max(value, slider.limit.lowerBound / slider.step), slider.limit.upperBound / slider.step)
    }
  }

  /// The settings of a vector; `isRounded` gives them as many digits as people read, and leaves out what
  /// is then at rest.
  func recipe(of vector: [Double], isRounded: Bool = false) -> Recipe {
    var recipe = Recipe()
    var curve = Self.nodes
    var tints: [String: SIMD2<Double>] = [:]
    func digits(_ value: Double, _ scale: Double) -> Double {
      isRounded ? (value * scale).rounded() / scale : value
    }
    for (value, slider) in zip(vector, sliders) where value != 0 {
      let amount = value * slider.step
      switch slider.place {
      case .parameter(let operation, let name):
        let number = digits(amount, operation == "exposure" ? 100 : 10)
        if number != 0 { recipe[operation, name] = number }
      case .node(let index): curve[index] += amount
      case .tint(let range, let isVertical):
        tints[range, default: .zero] += isVertical ? SIMD2(0, amount) : SIMD2(amount, 0)
      }
    }
    // Nodes stay in order, so that no tone turns over.
    for index in curve.indices {
      let floor = index == 0 ? 0 : curve[index - 1] + 0.01
      curve[index] = digits(min(max(curve[index], floor), 1), 1000)
    }
    if curve != Self.nodes {
      recipe.adjustments["tone_curve"] = [
        "master": .curve(zip(Self.nodes, curve).map { CurvePoint($0, $1) })
      ]
    }
    for (range, tint) in tints {
      let strength = digits(min(100, (tint * tint).sum().squareRoot()), 10)
      guard strength > 0 else { continue }
      let hue = atan2(tint.y, tint.x) * 180 / .pi
      recipe["color_grading", "\(range)_saturation"] = strength
      recipe["color_grading", "\(range)_hue"] = digits(hue < 0 ? hue + 360 : hue, 10)
    }
    return recipe
  }
}
