package import AtelierPlanner
package import AtelierRecipe

/// A session as it stands.
package struct SessionRecord: Sendable {
  /// Its number.
  package let number: Int
  /// Its name, where it has one.
  package let name: String?
  /// The photo.
  package let photo: SessionPhoto
  /// When it was begun and last changed, in seconds since 1970.
  package let createdAt: Double
  package let changedAt: Double
  /// The step that it stands at; 0 before the first.
  package let cursor: Int
  /// Raised by every change: who planned for another one is late.
  package let revision: Int
  /// The edit at that step.
  package let edit: StandingEdit

  /// Its name, else its number: what commands take.
  package var key: String { name ?? "\(number)" }
}

/// What steps were made by: one command.
package struct SessionRun: Sendable {
  /// What a person did.
  package enum Kind: String, Sendable, CaseIterable {
    case say, set, lock, unlock, remove
  }

  /// Its place among the session's runs; 0 before it is stored.
  package var number = 0
  /// What the person did.
  package let kind: Kind
  /// What was said, or the words of the command.
  package let text: String
  /// The box and the style that were named with it.
  package var region: String?
  package var style: String?
  /// The plan's document, of what was said, and what the critic found on it. A history is read without
  /// them; the store's `documents(of:in:)` has them.
  package let plan: JSONValue?
  package let judgement: JSONValue?
  /// The language of the plan, and the critic's score, where a history was read.
  package internal(set) var language: Language?
  package internal(set) var score: Double?
  /// When, in seconds since 1970.
  package let createdAt: Double

  /// Makes a run.
  package init(
    _ kind: Kind, _ text: String, region: String? = nil, style: String? = nil,
    plan: JSONValue? = nil, judgement: JSONValue? = nil, createdAt: Double
  ) {
    self.kind = kind
    self.text = text
    self.region = region
    self.style = style
    self.plan = plan
    self.judgement = judgement
    self.createdAt = createdAt
  }
}

/// All that happened in a session. Nothing is ever taken out of it: what was undone and then done
/// otherwise stays beside what took its place.
package struct SessionHistory: Sendable {
  /// A step.
  package struct Action: Sendable, Hashable {
    /// Its number, from 1 in the order in which steps were made.
    package let number: Int
    /// The step before it; 0 for the photo as it is.
    package let parent: Int
    /// The run that it belongs to.
    package let run: Int
    /// What it changed, in a line.
    package let label: String
  }

  /// A step with a name.
  package struct Snapshot: Sendable, Hashable {
    /// The name.
    package let name: String
    /// The step.
    package let action: Int
  }

  /// The steps in the order in which they were made.
  package let actions: [Action]
  /// The runs.
  package let runs: [SessionRun]
  /// The snapshots by name.
  package let snapshots: [Snapshot]

  /// Makes a history.
  package init(actions: [Action], runs: [SessionRun], snapshots: [Snapshot]) {
    self.actions = actions
    self.runs = runs
    self.snapshots = snapshots
  }

  /// The steps that lead to one, the first one first.
  package func path(to number: Int) -> [Action] {
    var path: [Action] = []
    var number = number
    // Parents are older, so this ends.
    while number > 0, number <= actions.count {
      let action = actions[number - 1]
      path.append(action)
      number = action.parent
    }
    return path.reversed()
  }

  /// The runs whose steps lead to one.
  package func runs(to number: Int) -> [SessionRun] {
    let numbers = Set(path(to: number).map(\.run))
    return runs.filter { numbers.contains($0.number) }
  }

  /// Where undoing leads to.
  ///
  /// - Parameters:
  ///   - number: the step that stands.
  ///   - isWholeRun: whether all that its command did is undone.
  /// - Returns: the step before; nil at the photo as it is.
  func before(_ number: Int, isWholeRun: Bool) -> Int? {
    guard number > 0 else { return nil }
    let run = actions[number - 1].run
    var number = actions[number - 1].parent
    while isWholeRun, number > 0, actions[number - 1].run == run {
      number = actions[number - 1].parent
    }
    return number
  }

  /// Where redoing leads to: the last step that was made from here; nil where there is none.
  func after(_ number: Int, isWholeRun: Bool) -> Int? {
    func next(_ number: Int) -> Action? { actions.last { $0.parent == number } }
    guard var action = next(number) else { return nil }
    while isWholeRun, let more = next(action.number), more.run == action.run { action = more }
    return action.number
  }

  /// Finds the step that a word means.
  ///
  /// - Parameters:
  ///   - text: "start", "now", a number or a snapshot's name.
  ///   - cursor: the step that stands.
  /// - Returns: its number.
  /// - Throws: ``SessionError/unknownPoint(_:snapshots:steps:)``.
  package func point(_ text: String, now cursor: Int) throws(SessionError) -> Int {
    switch text {
    case "start": return 0
    case "now": return cursor
    default:
      if let snapshot = snapshots.first(where: { $0.name == text }) { return snapshot.action }
      guard let number = Int(text), (0...actions.count).contains(number) else {
        throw .unknownPoint(text, snapshots: snapshots.map(\.name), steps: actions.count)
      }
      return number
    }
  }
}
