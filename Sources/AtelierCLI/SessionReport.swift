#if Sessions
  import AtelierEngine
  import AtelierPlanner
  import AtelierRecipe
  import AtelierSessions
  import Foundation

  /// A session as it is told, to people and to programs.
  struct SessionReport {
    let session: SessionRecord
    private let history: SessionHistory
    /// What a person should know.
    var notes: [String]
    /// What was planned, and how it was judged.
    var plan: JSONValue?
    var judgement: JSONValue?

    /// Version of the JSON documents.
    static let version = 1

    init(_ store: SessionStore, _ session: SessionRecord, notes: [String] = []) throws {
      self.session = session
      history = try store.history(of: session)
      self.notes = notes
    }

    /// Adds what was said last of all that leads here.
    mutating func addLastPlan(from store: SessionStore) throws {
      guard let run = history.runs(to: session.cursor).last(where: { $0.kind == .say }) else {
        return
      }
      (plan, judgement) = try store.documents(of: run, in: session)
    }

    /// Says what was done: the notes, or the document.
    func tell(_ options: TellOptions) throws {
      if options.json { try StandardStreams.print(document.text()) }
      guard !options.quiet else { return }
      for note in notes { Console.write(note) }
    }

    /// The document.
    var document: JSONValue {
      let edit = session.edit
      let standing = Set(history.path(to: session.cursor).map(\.number))
      func number(_ value: Int) -> JSONValue { .number(Double(value)) }
      return [
        "version": number(Self.version),
        "session": [
          "number": number(session.number), "name": session.name.map { .string($0) } ?? .null,
          "photo": ["path": .string(session.photo.path), "sha256": .string(session.photo.hash)],
          "created_at": .string(Self.time(session.createdAt)),
          "changed_at": .string(Self.time(session.changedAt)), "step": number(session.cursor),
        ],
        "recipe": edit.recipe.json, "steps": .array(edit.steps.map(\.json)),
        "held": .array(
          edit.held.sorted().map { place in
            Self.members(of: place, ["value": edit.recipe.value(at: place)?.json ?? .null])
          }),
        "history": .array(
          history.actions.map {
            [
              "step": number($0.number), "parent": number($0.parent), "run": number($0.run),
              "label": .string($0.label), "stands": .bool(standing.contains($0.number)),
            ]
          }),
        "runs": .array(
          history.runs.map {
            [
              "run": number($0.number), "kind": .string($0.kind.rawValue),
              "text": .string($0.text), "region": $0.region.map { .string($0) } ?? .null,
              "style": $0.style.map { .string($0) } ?? .null,
              "at": .string(Self.time($0.createdAt)),
              "score": $0.score.map { .number($0) } ?? .null,
            ]
          }),
        "snapshots": .array(
          history.snapshots.map { ["name": .string($0.name), "step": number($0.action)] }),
        "plan": plan ?? .null, "judgement": judgement ?? .null,
        "notes": .array(notes.map { .string($0) }),
      ]
    }

    /// The history for people: what was said or done, and what it changed.
    var lines: [String] {
      let standing = Set(history.path(to: session.cursor).map(\.number))
      let name = session.name.map { " '\($0)'" } ?? ""
      var lines = ["Session \(session.number)\(name): \(session.photo.path)"]
      for run in history.runs {
        let actions = history.actions.filter { $0.run == run.number }
        let score = run.score.map { ", looked at: \(JSONValue.number($0).text()) of 100" } ?? ""
        let words =
          (run.text.isEmpty ? [] : [run.text]) + (run.style.map { ["[style \($0)]"] } ?? [])
          + (run.region.map { ["[box \($0)]"] } ?? [])
        lines.append("\(run.kind.rawValue): \(words.joined(separator: " "))\(score)")
        for action in actions {
          let mark = action.number == session.cursor ? ">" : " "
          let undone = standing.contains(action.number) ? "" : "  (undone)"
          lines.append("\(mark) \(action.number)  \(action.label)\(undone)")
        }
      }
      let held = session.edit.held.sorted().map { place in
        "\(place) "
          + (session.edit.recipe.value(at: place).map { $0.json.text(pretty: false) } ?? "out")
      }
      if !held.isEmpty { lines.append("held: \(held.joined(separator: ", "))") }
      if !history.snapshots.isEmpty {
        let names = history.snapshots.map { "\($0.name) = step \($0.action)" }
        lines.append("snapshots: \(names.joined(separator: ", "))")
      }
      return lines
    }

    /// The document of all sessions.
    static func document(_ sessions: [SessionStore.Summary], store: String) -> JSONValue {
      [
        "version": .number(Double(version)), "store": .string(store),
        "sessions": .array(
          sessions.map {
            [
              "number": .number(Double($0.number)), "name": $0.name.map { .string($0) } ?? .null,
              "photo": .string($0.photoPath), "changed_at": .string(time($0.changedAt)),
              "steps": .number(Double($0.steps)),
              "last_said": $0.lastSaid.map { .string($0) } ?? .null,
            ]
          }),
      ]
    }

    /// A place as JSON, with what is said of it.
    static func members(of place: RecipePlace, _ more: [String: JSONValue]) -> JSONValue {
      guard case .object(let members) = place.json else { return .null }
      return .object(members.merging(more) { $1 })
    }

    /// A time in ISO 8601.
    static func time(_ seconds: Double) -> String {
      Date(timeIntervalSince1970: seconds).formatted(.iso8601)
    }
  }
#endif
