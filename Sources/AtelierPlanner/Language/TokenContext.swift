/// Settles what tokens mean by their neighbours, before a text is cut into segments.
struct TokenContext {
  private let text: NormalizedText
  private var tokens: [Token]

  /// The tokens with their senses settled.
  static func settled(_ tokens: [Token], in text: NormalizedText) -> [Token] {
    var context = TokenContext(text: text, tokens: tokens)
    context.settleProhibitions()
    context.joinGenres()
    return context.tokens
  }

  private init(text: NormalizedText, tokens: [Token]) {
    self.text = text
    self.tokens = tokens
  }

  /// "Don't change" before a state prohibits the state: 别变|暗.
  private mutating func settleProhibitions() {
    for index in tokens.indices.dropLast() where tokens[index].sense == .unchanged {
      guard tokens[index].text.hasSuffix(" 变") else { continue }
      switch tokens[index + 1].sense {
      case .trait, .color: tokens[index].sense = .prohibition
      default: break
      }
    }
  }

  // MARK: Kinds of photographs

  private static let photos: Set<String> = [
    "photo", "photos", "picture", "pictures", "image", "images", "shot", "shots", "pic", "pics",
    "photograph", "photography", "snap", "portrait", "selfie", "shoot", "session", "照片", "照",
    "图", "图片", "片", "片子", "相片", "写真", "摄影", "大片", "作品",
  ]

  /// Makes the whole picture of "food shot", "photo of my dog", 婚纱照 and 孩子的照片: they say what kind
  /// of photograph it is, not where to change it.
  private mutating func joinGenres() {
    var joined: [Token] = []
    var index = 0
    // What the segment said so far, kept along the way so that long texts cost no more than short ones.
    var isWanted = false
    var opens = true
    while index < tokens.count {
      var token = tokens[index]
      if !isWanted, let end = endOfGenre(at: index, opens: opens) {
        token.sense = .whole
        token.range = token.range.lowerBound..<tokens[end - 1].range.upperBound
        index = end
      } else {
        index += 1
      }
      joined.append(token)
      switch token.sense {
      case .pause, .stop, .and, .but, .then, .with: (isWanted, opens) = (false, true)
      case .filler, .determiner, .counter, .copula, .whole: break
      case .make, .add, .towards, .like, .replace, .prohibition: (isWanted, opens) = (true, false)
      default: opens = false
      }
    }
    tokens = joined
  }

  /// Where a genre that begins at `index` ends; nil where none does. `opens` says that the segment
  /// said nothing before.
  private func endOfGenre(at index: Int, opens: Bool) -> Int? {
    switch tokens[index].sense {
    case .area:
      return endOfPhoto(after: index)
    case .unknown, .scene, .object, .impossible(.reimagine):
      guard opens else { return nil }
      if tokens[index].sense == .unknown, written(index).hasSuffix("照") { return index + 1 }
      return endOfPhoto(after: index)
    case .whole where opens && isPhoto(index):
      return endOfThing(after: index)
    default:
      return nil
    }
  }

  /// "Food | shot", 孩子|的|照片.
  private func endOfPhoto(after index: Int) -> Int? {
    var next = index + 1
    if next < tokens.count, written(next) == "的" { next += 1 }
    guard next < tokens.count, isPhoto(next) else { return nil }
    return endOfThing(after: next) ?? next + 1
  }

  /// "Photo | of | my | dog".
  private func endOfThing(after index: Int) -> Int? {
    var next = index + 1
    guard next < tokens.count, written(next) == "of" else { return nil }
    next += 1
    while next < tokens.count {
      switch tokens[next].sense {
      case .determiner, .counter, .filler: next += 1
      case .area, .object, .scene: return next + 1
      default: return nil
      }
    }
    return nil
  }

  private func isPhoto(_ index: Int) -> Bool { Self.photos.contains(written(index)) }

  private func written(_ index: Int) -> String { text.written(tokens[index].range).lowercased() }
}
