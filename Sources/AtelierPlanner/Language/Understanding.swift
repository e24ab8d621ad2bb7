/// What a sentence was understood to ask for.
package struct Understanding: Hashable, Sendable {
  /// What shall change, in the order in which it was said.
  package var wishes: [Wish]
  /// What must not change.
  package var protections: [Protection]
  /// Whether the picture shall stay as it is, said in so many words and nothing else wanted.
  package var noChangeWanted: Bool
  /// What was asked for and developing a photograph cannot do.
  package var refusals: [Refusal]
  /// Fragments that carry meaning but were not understood, as written.
  package var notUnderstood: [String]
  /// Wishes that a later one took the place of, because both cannot be met.
  package var overruled: [Overruled] = []
  /// The language to answer in.
  package var language: AnswerLanguage

  /// Makes an understanding.
  package init(
    wishes: [Wish] = [], protections: [Protection] = [], noChangeWanted: Bool = false,
    refusals: [Refusal] = [], notUnderstood: [String] = [], language: AnswerLanguage = .en
  ) {
    self.wishes = wishes
    self.protections = protections
    self.noChangeWanted = noChangeWanted
    self.refusals = refusals
    self.notUnderstood = notUnderstood
    self.language = language
  }
}

/// Words that go against others, and what became of them.
package struct Overruled: Hashable, Sendable {
  /// How the two were brought together.
  package enum Way: Hashable, Sendable {
    /// The others count.
    case replaced
    /// It is done by half: more contrast, but soft.
    case halved
    /// It is done by colour, since what it usually moves shall stay.
    case byColor
  }

  /// The words, as written.
  package var phrase: String
  /// The words that they go against.
  package var by: String
  /// How the two were brought together.
  package var way = Way.replaced
}

/// Something that must not change.
package struct Protection: Hashable, Sendable {
  /// What is protected.
  package enum Target: Hashable, Sendable {
    /// One quality.
    case quality(Quality)
    /// Hue and chroma of all colours.
    case colors
    /// All colours that no wish names.
    case otherColors
    /// One colour.
    case band(ColorBand)
    /// All there is in the area.
    case everything
    /// All that no wish names.
    case everythingElse
  }

  /// What is protected.
  package var target: Target
  /// The change that is unwanted; `.none` means any.
  package var against: Direction
  /// Where.
  package var area: Area
  /// The words that said it, as written.
  package var phrase: String

  /// Makes a protection.
  package init(
    _ target: Target, against: Direction = .none, area: Area = .whole, phrase: String = ""
  ) {
    self.target = target
    self.against = against
    self.area = area
    self.phrase = phrase
  }
}

/// A part of a sentence that cannot be done.
package struct Refusal: Hashable, Sendable {
  /// Why it cannot be done by developing.
  package enum Reason: String, Hashable, Sendable, CaseIterable {
    /// Things, people, weather or light sources to add.
    case addObject
    /// Things or people to take out.
    case removeObject
    /// Things, sky or background to exchange or recolour into others.
    case replaceObject
    /// Things to move, turn or resize within the picture.
    case moveObject
    /// Words, dates, logos, frames or watermarks to add.
    case addText
    /// Expression, age, body, clothes or make-up.
    case alterPerson
    /// A painting, drawing or cartoon made out of the picture, or another scene or time of day.
    case reimagine
    /// More pixels than there are.
    case upscale
    /// What was done before, to be taken back; a look that lies in the pixels already.
    case takeBack
    /// Blur of movement, mirror images and whatever else the program has no step for.
    case unsupported
  }

  /// The words, as written.
  package var phrase: String
  /// Why not.
  package var reason: Reason

  /// Makes a refusal.
  package init(phrase: String, reason: Reason) {
    self.phrase = phrase
    self.reason = reason
  }
}

/// A language that answers are written in.
package enum AnswerLanguage: String, Hashable, Sendable, CaseIterable {
  case en, zh
}
