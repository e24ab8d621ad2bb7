/// English spelling and inflection, as far as finding words in the lexicon needs them.
enum EnglishForms {
  /// A form that a word may be looked up under.
  struct Form: Hashable {
    var word: String
    /// Whether the ending "-er" or "-est" was taken off.
    var isComparative = false
  }

  /// American spelling without apostrophes, so that each phrase is listed once.
  static func spelling(of word: String) -> String {
    var word = word.filter { $0 != "'" }
    for (british, american) in spellings where word.hasPrefix(british) {
      word = american + word.dropFirst(british.count)
      break
    }
    return word
  }

  private static let spellings = [
    ("colour", "color"), ("discolour", "discolor"), ("grey", "gray"), ("centre", "center"),
    ("neutralis", "neutraliz"), ("colouris", "coloriz"), ("greyscale", "grayscale"),
    ("favourit", "favorit"), ("optimis", "optimiz"), ("emphasis", "emphasiz"),
    ("normalis", "normaliz"), ("maximis", "maximiz"), ("minimis", "minimiz"),
    ("recognis", "recogniz"), ("equalis", "equaliz"), ("desaturis", "desaturiz"),
    ("neighbour", "neighbor"),
  ]

  /// The word itself, then what it may be derived from.
  static func forms(of unit: Unit) -> [Form] {
    let word = unit.text
    guard unit.kind == .word, word.utf8.count >= 3 else { return [Form(word: word)] }
    var forms = [Form(word: word)]
    func add(_ stem: some StringProtocol, comparative: Bool = false) {
      guard stem.utf8.count >= 3 else { return }
      forms.append(Form(word: String(stem), isComparative: comparative))
    }
    /// The stem, the stem with "e", and the stem without its doubled consonant.
    func addStems(of stem: Substring, comparative: Bool = false) {
      add(stem, comparative: comparative)
      add(stem + "e", comparative: comparative)
      if let last = stem.last, stem.dropLast().last == last {
        add(stem.dropLast(), comparative: comparative)
      }
      if stem.hasSuffix("i") { add(stem.dropLast() + "y", comparative: comparative) }
    }
    if word.hasSuffix("s"), !word.hasSuffix("ss") {
      add(word.dropLast())
      if word.hasSuffix("es") { addStems(of: word.dropLast(2)) }
    }
    if word.hasSuffix("ed") { addStems(of: word.dropLast(2)) }
    if word.hasSuffix("ing") { addStems(of: word.dropLast(3)) }
    if word.hasSuffix("er") { addStems(of: word.dropLast(2), comparative: true) }
    if word.hasSuffix("est") { addStems(of: word.dropLast(3), comparative: true) }
    if word.hasSuffix("ly") { addStems(of: word.dropLast(2)) }
    if word.hasSuffix("ish") { addStems(of: word.dropLast(3)) }
    return forms
  }

  /// Words that differ from a word of the lexicon by one letter and mean something else.
  static let commonWords: Set<String> = [
    "night", "might", "sight", "fight", "tight", "right", "house", "mouse", "stone", "stones",
    "shape", "share", "place", "plate", "plane", "plant", "later", "water", "lower", "tower",
    "power", "other", "would", "could", "world", "words", "there", "these", "those", "their",
    "weather", "leather", "feather", "father", "rather", "model", "story", "store", "great",
    "reach", "teach", "peach", "crowd", "clown", "crown", "bread", "break", "board", "beard",
    "horse", "nurse", "purse", "table", "cable", "class", "grade", "trade", "chair", "chain",
    "train", "brain", "drain", "paint", "point", "print", "sound", "round", "pound", "bound",
    "shirt", "short", "start", "chart", "heart", "earth", "month", "mouth", "south", "north",
    "thing", "think", "thank", "white", "write", "quite", "quiet", "while", "whole", "where",
    "candy", "handy", "sandy", "party", "pretty", "better", "letter", "butter", "matter",
    "winter", "writer", "number", "member", "summer", "cooler", "colder", "older", "folder",
    "holder", "tender", "render", "sender", "winner", "dinner", "thinner", "loving", "living",
    "giving", "moving", "having", "coming", "going", "doing", "being", "seeing", "string",
    "spring", "during", "evening", "morning", "meeting", "feeling", "filling", "falling",
    "calling", "walking", "talking", "working", "looking", "cooking", "booking", "hooking",
    "flowers", "powers", "towers", "covers", "lovers", "rivers", "drivers", "sliders",
  ]
}
