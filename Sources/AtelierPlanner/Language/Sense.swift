/// What a phrase of the lexicon does in a sentence.
enum Sense: Hashable, Sendable {
  /// A noun that names a quality: "contrast".
  case quality(Quality)
  /// "Exposure", whose plain numbers are stops.
  case exposure
  /// A word that states a quality and its direction: "vivid". A fault ("flat") asks for its
  /// opposite unless it is wanted in so many words.
  case trait(Quality, Direction, Degree)
  /// A verb that holds quality and direction: "brighten".
  case act(Quality, Direction)
  /// Shadows, midtones or highlights.
  case tones(ToneRange)
  /// Light in general; names brightness where nothing else does.
  case illumination
  /// Colour in general; names saturation where nothing else does.
  case colors
  /// All colours but those of a wish.
  case otherColors
  /// A colour; as a noun ("reds") it is a band.
  case color(Hue, isNoun: Bool)
  /// A colour cast.
  case cast
  /// White balance.
  case whiteBalance
  /// "Detail", which belongs to the tones where they are named.
  case detail

  /// A change up or down: "increase".
  case change(Direction)
  /// A state that is high or low: "strong".
  case level(Direction)
  /// A verb whose direction a particle may override: "bring … down".
  case carrier(Direction)
  /// "Up", "down", "back".
  case particle(Direction)
  /// Bring back what is lost: up for shadows, down for highlights.
  case recover
  /// Take away.
  case remove
  /// Put in.
  case add
  /// Put right.
  case correct
  /// Make better; strong verbs stand beside other wishes.
  case improve(Aspect, isStrong: Bool)

  /// "Too".
  case excess
  /// "So", which asks for less when negated.
  case soMuch
  /// "Not enough".
  case lacking
  /// "Enough", which needs a negator.
  case enough
  /// A prohibition: "don't", "without".
  case prohibition
  /// A denial: "isn't".
  case denial
  /// "Keep"; `against` is what a guarded highlight must not do.
  case keep
  /// "Alone", "as it is".
  case unchanged
  /// "Touch", "change": harmless, unless prohibited.
  case affect
  /// "Except".
  case except
  /// Everything else.
  case rest
  /// "Is", "looks": what follows describes the picture.
  case copula
  /// "Should", "needs": what follows is wanted after all.
  case modal
  /// "Make", "let".
  case make
  /// A little, and a complaint where a state follows.
  case rather
  /// Chinese for a change that has come about.
  case hasBecome
  /// Chinese "leaning to".
  case lean
  /// "Towards".
  case towards
  /// Where an area or reference follows or precedes: "in", "of".
  case preposition
  /// "The", "her": an unknown noun that follows is a thing in the picture.
  case determiner
  /// "A", "some", measure words: an unknown noun that follows is a thing to add.
  case counter

  /// Words of quantity.
  case amount(Double, Affinity)
  /// A number with its unit.
  case measure(Amount, Direction)
  /// A plain number.
  case number(Double, isSigned: Bool)
  /// A proportion, width over height.
  case ratio(Double)
  /// "Not too much": at most this strength.
  case limit(Double)

  /// A place or thing.
  case area(RegionNoun.Kind)
  /// The drawn box.
  case box
  /// The whole picture.
  case whole
  /// What shall be neutral: "as grey reference".
  case reference

  case look(String)
  /// The picture that the person gave to look like: "like this one".
  case likeReference
  case blackAndWhite
  case splitTone
  /// "Stand out".
  case emphasis
  case crop, straighten, rotate
  case clockwise, counterclockwise
  /// Nothing shall be done.
  case noChange
  /// The clause means nothing for the picture.
  case dismiss

  /// Asks for what cannot be done, whatever stands around it.
  case impossible(Refusal.Reason)
  /// A scene or technique that can only be painted; harmless where it describes the picture.
  case scene
  /// A thing that may be in a picture, or be wanted there.
  case object
  /// Erases or pastes things.
  case erase
  /// Exchanges things.
  case replace
  /// Moves things.
  case move

  /// "Ignore", an attack when instructions follow.
  case disregard
  /// Instructions, prompts and rules.
  case instructions
  /// Nothing that a photograph needs: files, passwords.
  case machine
  /// Speaks to the program as someone else, until the sentence ends.
  case role
  /// Back to the photograph after an attack.
  case resume

  case and, or, but, then, with
  /// "So that": what follows explains.
  case purpose
  case like
  case filler
  /// A pause inside a sentence; a colon keeps the topic.
  case pause(isColon: Bool)
  /// The end of a sentence.
  case stop
  case unknown

  /// How a trait is said.
  enum Degree: Hashable, Sendable {
    /// "Bright".
    case plain
    /// "Brighter".
    case comparative
    /// "Flat", "noisy": nobody wants it.
    case fault
  }

  /// Where the words that an amount belongs to stand.
  enum Affinity: Hashable, Sendable {
    case before, after, either
  }
}

/// A phrase found in a sentence.
struct Token: Hashable, Sendable {
  /// What it does.
  var sense: Sense
  /// Where it stands, in scalars.
  var range: Range<Int>
  /// The phrase in normal form.
  var text: String
}

/// Phrases that share a sense.
struct LexiconEntry: Sendable {
  /// What the phrases do.
  let sense: Sense
  /// The phrases, separated by "; ", in normal form.
  let phrases: String

  init(_ sense: Sense, _ phrases: String) {
    self.sense = sense
    self.phrases = phrases
  }
}
