extension PhraseReader {
  /// Whether the quality, said of shadows or highlights, moves those tones themselves.
  static func movesTones(_ quality: Quality) -> Bool {
    [.brightness, .highlights, .shadows, .blacks, .whites, .midtones].contains(quality)
  }

  /// Reads shadows, midtones and highlights.
  mutating func readTones() {
    guard !facts.tones.isEmpty else { return }
    if let act = facts.acts.first {
      if Self.movesTones(act.quality) {
        let direction =
          facts.change == .less || facts.has(.excess) ? act.direction.opposite : act.direction
        wishTones(direction)
      } else if act.quality == .contrast {
        for range in facts.tones {
          let way = Self.recovered(range)
          wish(.quality(Self.quality(of: range)), act.direction == .less ? way : way.opposite)
        }
      }
      return
    }
    if let trait = facts.traits.first {
      readTrait(trait)
      return
    }
    let others = facts.qualities.filter { $0 != .brightness && $0 != .warmth }
    guard others.isEmpty else { return }
    readNoun()
  }

  private mutating func readTrait(_ trait: Facts.Trait) {
    let (direction, isComplaint) = direction(of: trait)
    switch trait.quality {
    case let quality where Self.movesTones(quality):
      wishTones(direction, isComplaint: isComplaint)
    case .contrast:
      for range in facts.tones {
        let recovered = Self.recovered(range)
        let way = direction == .less ? recovered : recovered.opposite
        wish(.quality(Self.quality(of: range)), way, isComplaint: isComplaint)
      }
    default:
      break
    }
  }

  private mutating func readNoun() {
    if facts.has(.detail), !facts.has(.remove), facts.change != .less {
      return recover()
    }
    if facts.has(.lacking) {
      for range in facts.tones {
        wish(.quality(Self.quality(of: range)), Self.recovered(range).opposite, isComplaint: true)
      }
    } else if facts.has(.excess) {
      recover(isComplaint: true)
    } else if facts.has(.recover) || facts.has(.correct) || facts.improvement != nil {
      recover()
    } else if facts.has(.remove) {
      recover()
    } else if let level = facts.level, facts.isDescription {
      wishTones(level.opposite, isComplaint: true)
    } else if let direction = facts.statedDirection {
      wishTones(direction)
    } else if facts.has(.add) {
      for range in facts.tones {
        wish(.quality(Self.quality(of: range)), range == .shadows ? .less : .more)
      }
    } else if facts.has(.lean) == false {
      recover()
    }
  }

  private mutating func recover(isComplaint: Bool = false) {
    for range in facts.tones {
      wish(.quality(Self.quality(of: range)), Self.recovered(range), isComplaint: isComplaint)
    }
  }

  private mutating func wishTones(_ direction: Direction, isComplaint: Bool = false) {
    for range in facts.tones {
      wish(.quality(Self.quality(of: range)), direction, isComplaint: isComplaint)
    }
  }

  static func quality(of range: ToneRange) -> Quality {
    switch range {
    case .shadows: .shadows
    case .midtones: .midtones
    case .highlights: .highlights
    case .all: .brightness
    }
  }

  /// The direction that brings detail back.
  static func recovered(_ range: ToneRange) -> Direction { range == .highlights ? .less : .more }
}
