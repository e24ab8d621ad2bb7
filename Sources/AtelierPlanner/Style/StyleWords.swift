/// A style in words: what `--style` says where it names neither a learned style nor a look.
package enum StyleWords {
  /// The styles of MonetGPT that are no looks of the bank, and what they mean to the built-in planner;
  /// the third, "retro", is a name of the look "vintage".
  package static let named = [
    "balanced": "improve it naturally, not too saturated",
    "vibrant": "vivid colors, more contrast",
  ]

  /// What the words ask for; changes of the frame are no style and are left out.
  package static func understanding(of words: String) -> Understanding {
    let meaning = StyleName.key(words).flatMap { named[$0] }
    var understanding = InstructionParser().understand(meaning ?? words)
    if meaning != nil {
      for index in understanding.wishes.indices { understanding.wishes[index].phrase = words }
      for index in understanding.protections.indices {
        understanding.protections[index].phrase = words
      }
    }
    understanding.notUnderstood += understanding.wishes.filter(\.subject.isFrame).map(\.phrase)
    understanding.wishes.removeAll(where: \.subject.isFrame)
    return understanding
  }

  /// Whether the built-in planner makes anything of the words.
  package static func areUnderstood(_ words: String) -> Bool {
    let understanding = understanding(of: words)
    return !understanding.wishes.isEmpty || !understanding.refusals.isEmpty
  }
}

extension Understanding {
  /// Adds what a style in words asks for; where it speaks of the same thing as the sentence, the sentence
  /// counts.
  mutating func add(style: Understanding) {
    let own = wishes
    wishes.insert(
      contentsOf: style.wishes.filter { wish in
        !own.contains { $0.subject == wish.subject && $0.area == wish.area }
      }, at: 0)
    protections += style.protections
    refusals += style.refusals
    notUnderstood += style.notUnderstood
  }
}

extension Subject {
  /// Whether it changes the frame.
  var isFrame: Bool { if case .geometry = self { true } else { false } }
}
