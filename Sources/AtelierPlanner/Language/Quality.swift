/// A quality of a picture that can go up or down.
package enum Quality: String, Hashable, Sendable, CaseIterable {
  /// Exposure; more is lighter.
  case brightness
  /// Colour temperature; more is warmer.
  case warmth
  /// Green to magenta; more is towards magenta.
  case tint
  case contrast
  /// The bright end; less is recovered.
  case highlights
  /// The dark end; more is opened.
  case shadows
  /// The white point; more is whiter.
  case whites
  /// The black point; less is deeper.
  case blacks
  case midtones
  case saturation
  case vibrance
  /// Contrast of middle-sized structures.
  case clarity
  /// Contrast of fine structures.
  case texture
  case sharpness
  /// Speckle; less is smoother.
  case noise
  /// Colour speckle.
  case colorNoise
  /// Veil; less is dehazed.
  case haze
  /// Darker corners; less is brighter corners.
  case vignette
  /// Film grain to add; taking grain out is `noise`.
  case grain
  /// Lifted blacks and a soft top, as a matte print has.
  case fade
  /// Blur as of a lens; less is sharper.
  case blur
  /// Light that skin mirrors; less is matter.
  case shine
  /// Red of skin that others have less; less is paler.
  case redness
}

extension Quality {
  /// Whether only skin has it.
  var isOfSkin: Bool { self == .shine || self == .redness }
}

/// A band of colours as the eight-colour mixer has them, and skin.
package enum ColorBand: String, Hashable, Sendable, CaseIterable {
  case red, orange, yellow, green, aqua, blue, purple, magenta, skin
}

/// What of a colour band changes.
package enum BandComponent: String, Hashable, Sendable, CaseIterable {
  case hue, saturation, luminance
}

/// A colour that a wish names as its goal.
package enum Hue: String, Hashable, Sendable, CaseIterable {
  case red, orange, gold, yellow, green, teal, cyan, blue, purple, magenta, pink, brown
  /// Neither: only "warm".
  case warm
  /// Neither: only "cool".
  case cool

  /// The angle on the colour wheel of colour grading, 0 ..< 360 (0 red, 120 green, 240 blue).
  package var degrees: Double {
    switch self {
    case .red: 0
    case .brown: 25
    case .orange: 32
    case .warm: 38
    case .gold: 45
    case .yellow: 55
    case .green: 125
    case .teal: 185
    case .cyan: 190
    case .cool: 215
    case .blue: 225
    case .purple: 275
    case .magenta: 305
    case .pink: 335
    }
  }

  /// The band of the colour mixer nearest to it.
  package var band: ColorBand {
    switch self {
    case .red: .red
    case .orange, .brown, .warm: .orange
    case .gold, .yellow: .yellow
    case .green: .green
    case .teal, .cyan: .aqua
    case .blue, .cool: .blue
    case .purple: .purple
    case .magenta, .pink: .magenta
    }
  }
}

/// A colour cast that is complained of.
package enum Cast: String, Hashable, Sendable, CaseIterable {
  /// Yellow or orange.
  case warm
  /// Blue.
  case cool
  case green
  /// Magenta, pink or red.
  case magenta
  /// A cast without a name, or a white balance to correct.
  case unknown
}

/// In which respect a picture shall get better.
package enum Aspect: String, Hashable, Sendable, CaseIterable {
  case all
  /// Exposure and tone.
  case light
  case color
}

/// What is complained of where an improvement is asked for.
package enum Complaint: String, Hashable, Sendable, CaseIterable {
  case none, underexposed, overexposed
}

/// A change of the frame.
package enum FrameChange: Hashable, Sendable {
  /// A crop; `ratio` is width over height, and absent where none was said.
  case crop(ratio: Double?)
  /// Make the horizon level; `degrees` turn the picture clockwise, where an angle was said.
  case straighten(degrees: Double?)
  /// Quarter turns clockwise, 1…3.
  case rotate(quarterTurns: Int)
}
