import AtelierRecipe
import AtelierVision
import Foundation

/// How far each parameter may go before it shows what the recording did badly: noise, the steps
/// between codes, the blocks of compression, and highlights that were lost.
///
/// A parameter that makes noise `gain` times as strong at its `full` value makes it `gain^(v ÷ full)`
/// times as strong at `v`; its limit is where that brings noise or steps to what is plain to see. The
/// gains were measured by rendering grey noise, and a test measures them again. That of exposure follows
/// from L* being a cube root of light: ∛2 for each EV.
struct FrameLimits: Sendable {
  /// What a limit protects from.
  enum Cause: Sendable, Hashable {
    case noise, colorNoise, banding, blocks, lostHighlights
  }

  /// What a parameter makes stronger.
  enum Flaw: Sendable {
    case dark, mid, color
  }

  /// How much stronger a parameter makes a flaw.
  struct Amplifier: Sendable {
    var operation: String
    var parameter: String
    /// The value at which `gain` was measured.
    var full: Double
    var flaw: Flaw
    var gain: Double
    /// Whether it makes smooth gradients steeper too, and not only fine structure.
    var steepens = false
  }

  static let amplifiers = [
    Amplifier(
      operation: "exposure", parameter: "stops", full: 2, flaw: .dark, gain: 1.58,
      steepens: true),
    Amplifier(
      operation: "shadows", parameter: "amount", full: 100, flaw: .dark, gain: 1.5,
      steepens: true),
    Amplifier(
      operation: "contrast", parameter: "amount", full: 100, flaw: .mid, gain: 1.42,
      steepens: true),
    Amplifier(operation: "clarity", parameter: "amount", full: 100, flaw: .mid, gain: 1.95),
    Amplifier(
      operation: "dehaze", parameter: "amount", full: 100, flaw: .mid, gain: 3,
      steepens: true),
    Amplifier(operation: "sharpening", parameter: "amount", full: 150, flaw: .mid, gain: 2.7),
    Amplifier(operation: "saturation", parameter: "amount", full: 100, flaw: .color, gain: 2),
    Amplifier(operation: "vibrance", parameter: "amount", full: 100, flaw: .color, gain: 1.7),
  ]

  /// Deviations of L* from pixel to pixel that are plain to see at full size.
  private static let plainNoise = 4.0
  /// Deviations of a* and b* that are.
  private static let plainColorNoise = 9.0
  /// Steps of L* in a smooth surface that are.
  private static let plainStep = 1.2
  /// What every wish may do, as a share of `full`: noise that is there already must not forbid all.
  private static let leastShare = 0.5
  /// With more of the frame lost in white, exposure below this turns it into grey patches.
  private static let lostShare = 0.01
  private static let darkestOfLost = -1.5

  /// Where the values of a parameter end, and why.
  struct Limit: Sendable {
    var operation: String
    var parameter: String
    var range: ClosedRange<Double>
    var cause: Cause
  }

  let limits: [Limit]

  /// Derives the limits of a frame.
  init(_ quality: FrameQuality, isRaw: Bool) {
    var limits = Self.amplifiers.map { Self.limit($0, quality) }
    if !isRaw, quality.clippedShare > Self.lostShare {
      limits.append(
        Limit(
          operation: "exposure", parameter: "stops", range: Self.darkestOfLost...(.infinity),
          cause: .lostHighlights))
    }
    self.limits = limits
  }

  private static func limit(_ amplifier: Amplifier, _ quality: FrameQuality) -> Limit {
    /// How many times as strong a flaw may become.
    func room(_ plain: Double, _ flaw: Double) -> Double { plain / max(flaw, 1e-3) }
    var least: (room: Double, cause: Cause) =
      switch amplifier.flaw {
      case .dark: (room(plainNoise, quality.darkNoise), .noise)
      case .mid: (room(plainNoise, quality.midNoise), .noise)
      case .color: (room(plainColorNoise, quality.colorNoise), .colorNoise)
      }
    let steps = [
      (room(plainStep, quality.codeStep), Cause.banding, amplifier.steepens),
      (room(plainStep, quality.blockStep), Cause.blocks, amplifier.flaw != .color),
    ]
    for (room, cause, matters) in steps where matters && room < least.room { least = (room, cause) }
    let share = max(leastShare, log(max(least.room, 1)) / log(amplifier.gain))
    return Limit(
      operation: amplifier.operation, parameter: amplifier.parameter,
      range: -.infinity...(share * amplifier.full), cause: least.cause)
  }

  /// Brings what was planned within the limits, except for values that the person said, and says so.
  func hold(_ draft: inout Draft, in areas: [WishArea], wording: Wording) {
    draft.holdWhatWasSaid()
    for area in areas {
      for limit in limits {
        let (operation, parameter) = (limit.operation, limit.parameter)
        let value = draft.value(operation, parameter, in: area)
        // Local values come on top of the global one.
        let below = area == .whole ? 0 : draft.value(operation, parameter, in: .whole)
        // What a local value takes back of the global one is not held.
        let sum = value + below
        guard
          value > 0
            ? sum > limit.range.upperBound : value < 0 && sum < limit.range.lowerBound
        else { continue }
        let place = RecipePlace(operation, parameter, area: area.name)
        let isSaid = draft.held.contains(place)
        // What the person had before was told then.
        if isSaid, draft.scene.brief.standing.recipe.value(at: place) == .number(value) { continue }
        let allowed = min(max(sum, limit.range.lowerBound), limit.range.upperBound) - below
        // A local value is only brought back to none, not turned round.
        let held = Solver.rounded(value > 0 ? max(0, allowed) : min(0, allowed))
        let text = wording.limited(operation, parameter, value, held, limit.cause, isSaid: isSaid)
        let kind: Plan.Note.Kind = isSaid ? .information : .heldBack
        draft.notes.append(Plan.Note(kind: kind, text: text))
        guard !isSaid else { continue }
        draft.set(operation, parameter, to: .number(held), in: area)
        draft.explain(
          operation, parameter, in: area, issue: text,
          solution: wording.step(operation, parameter, .number(held), nil), by: .guardRail)
      }
    }
  }
}
