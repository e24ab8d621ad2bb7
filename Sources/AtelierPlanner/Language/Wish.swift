/// One thing that a sentence asks for.
package struct Wish: Hashable, Sendable {
  /// What shall change.
  package var subject: Subject
  /// Which way; `.none` where a subject has no two ways (a look, an improvement, a correction).
  package var direction: Direction
  /// How much. Amounts are magnitudes, the direction carries the sign.
  package var amount: Amount
  /// Where.
  package var area: Area
  /// The words that said it, as the person wrote them.
  package var phrase: String

  /// Makes a wish.
  package init(
    subject: Subject, direction: Direction = .none, amount: Amount = .unspecified,
    area: Area = .whole, phrase: String = ""
  ) {
    self.subject = subject
    self.direction = direction
    self.amount = amount
    self.area = area
    self.phrase = phrase
  }
}

/// What a wish is about.
package enum Subject: Hashable, Sendable {
  /// A quality that can go up or down.
  case quality(Quality)
  /// One colour of the picture. `towards` is set where the hue shall turn to another colour; with
  /// `.less` it shall turn away from it.
  case band(ColorBand, component: BandComponent, towards: Hue?)
  /// A colour laid over a tonal range, as in split toning; with `.less` it is taken out of it.
  case grade(ToneRange, towards: Hue)
  /// A neutral white balance. `cast` is the cast that is complained of, `reference` the thing that
  /// is said to be grey or white.
  case whiteBalance(cast: Cast, reference: RegionNoun?)
  /// A monochrome picture.
  case blackAndWhite
  /// A look of the bank, by its identifier.
  case look(String)
  /// The look of another picture, which the person gave.
  case like
  /// A better picture in general, or in one respect.
  case improve(Aspect, complaint: Complaint)
  /// A change of the frame.
  case geometry(FrameChange)
}

/// Which way a quality shall go.
package enum Direction: String, Hashable, Sendable {
  /// Up.
  case more
  /// Down.
  case less
  /// There is no direction.
  case none

  /// The other way.
  package var opposite: Direction {
    switch self {
    case .more: .less
    case .less: .more
    case .none: .none
    }
  }
}

/// How much of a change is wanted.
package enum Amount: Hashable, Sendable {
  /// Nothing was said.
  case unspecified
  /// Words: a touch 0.35, a little 0.5, normal 1, a lot 1.8, extreme 2.5.
  case strength(Double)
  /// Exposure steps, at least 0.
  case stops(Double)
  /// Points of a slider from 0 to 100.
  case slider(Double)
  /// Hundredths of what is there.
  case percent(Double)
  /// A colour temperature to set, in kelvin.
  case kelvin(Double)
  /// An angle, at least 0.
  case degrees(Double)

  /// The strength where words gave one, otherwise 1.
  package var strength: Double {
    if case .strength(let value) = self { value } else { 1 }
  }
}

/// Where a wish or a protection applies.
package enum Area: Hashable, Sendable {
  /// Everywhere.
  case whole
  /// The box that was drawn.
  case box
  /// A tonal range.
  case tones(ToneRange)
  /// A named thing.
  case noun(RegionNoun)
  /// Whatever has this colour.
  case color(ColorBand)
}

/// A tonal range.
package enum ToneRange: String, Hashable, Sendable, CaseIterable {
  /// The dark quarter.
  case shadows
  /// The middle.
  case midtones
  /// The bright quarter.
  case highlights
  /// All tones.
  case all
}

/// A thing in the picture, with the word that named it.
package struct RegionNoun: Hashable, Sendable {
  /// Kinds of things that masks know, and places in the frame.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case sky, person, face, skin, hair, eyes, lips, teeth, clothes
    case subject, background, foreground
    case water, vegetation, ground, building, animal, snow, mountain, road, light, flower, food
    case corners, center, top, bottom, left, right
    /// Something that no mask knows; the word says what.
    case other
  }

  /// What kind of thing it is.
  package var kind: Kind
  /// The word as it was written.
  package var word: String
  /// The part of the frame in which it lies: "the person on the left".
  package var side: Kind?

  /// Makes a noun.
  package init(_ kind: Kind, word: String) {
    self.kind = kind
    self.word = word
  }
}
