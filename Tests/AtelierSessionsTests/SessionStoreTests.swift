#if Sessions
  import AtelierEngine
  import AtelierMasks
  import AtelierOperations
  import AtelierPlanner
  import AtelierRecipe
  import AtelierSessions
  import AtelierTesting
  import Foundation
  import Testing

  @Suite("The store of sessions")
  struct SessionStoreTests {
    private let folder: TestFolder
    private let store: SessionStore
    private static let catalog = RenderEngine(operations: .builtIn, masks: .builtIn).catalog

    init() throws {
      folder = try TestFolder()
      try folder.write(Array("a photo".utf8), to: "photo.jpg")
      store = try Self.open(folder.file("data/sessions.sqlite"))
    }

    private static func open(_ path: String) throws -> SessionStore {
      try SessionStore(path: path, catalog: catalog)
    }

    private func begin(_ name: String? = nil) throws -> SessionRecord {
      try store.begin(SessionPhoto(at: folder.file("photo.jpg")), name: name, now: 1)
    }

    /// Sets values by hand, all in one run.
    @discardableResult
    private func set(_ words: String..., in session: SessionRecord) throws -> SessionRecord {
      try store.change(
        "\(session.number)", SessionRun(.set, words.joined(separator: " "), createdAt: 2)
      ) { edit, _ in
        var edit = edit
        return try words.map { word in
          let change = try PersonEdit(catalog: Self.catalog).set(word, in: edit)
          edit = change.edit
          return change
        }
      }
    }

    @Test("undo takes back a step or a run, and redo brings it again")
    func undo() throws {
      let session = try begin()
      let one = try set("exposure.stops=0.1", in: session)
      let run = try set("contrast.amount=1", "vibrance.amount=2", "grain.amount=3", in: session)
      #expect(run.cursor == 4)
      let step = try store.undo(session.key, isWholeRun: false, now: 3)
      #expect(step.session.cursor == 3 && step.steps == 1)
      #expect(step.session.edit.recipe["grain", "amount"] == nil)
      let whole = try store.undo(session.key, isWholeRun: true, now: 3)
      #expect(whole.session.edit == one.edit && whole.steps == 2)
      let again = try store.redo(session.key, isWholeRun: true, now: 3)
      #expect(again.session.edit == run.edit && again.steps == 3)
      #expect(throws: SessionError.self) {
        try store.redo(session.key, isWholeRun: false, now: 3)
      }
      _ = try store.undo(session.key, isWholeRun: true, now: 3)
      _ = try store.undo(session.key, isWholeRun: true, now: 3)
      #expect(try store.session(session.key).edit == StandingEdit())
      #expect(throws: SessionError.self) { try store.undo(session.key, isWholeRun: true, now: 3) }
    }

    @Test("what was undone and done otherwise stays in the history, and in snapshots")
    func branches() throws {
      let session = try begin("porch")
      try set("exposure.stops=0.1", in: session)
      let bright = try set("exposure.stops=1", in: session)
      _ = try store.snapshot("porch", name: "bright", now: 3)
      _ = try store.undo("porch", isWholeRun: false, now: 3)
      let dark = try set("exposure.stops=-1", in: session)
      let history = try store.history(of: dark)
      #expect(history.actions.map(\.parent) == [0, 1, 1])
      #expect(history.path(to: dark.cursor).map(\.number) == [1, 3])
      let point = try history.point("bright", now: dark.cursor)
      #expect(try store.edit(at: point, of: dark) == bright.edit)
      #expect(try store.undo("porch", isWholeRun: false, now: 3).session.cursor == 1)
      #expect(try store.redo("porch", isWholeRun: false, now: 3).session.edit == dark.edit)
      #expect(throws: SessionError.nameTaken("bright")) {
        try store.snapshot("porch", name: "bright", now: 3)
      }
      for point in ["9", "-1", "dim", ""] {
        #expect(throws: SessionError.self) { try history.point(point, now: 1) }
      }
    }

    /// A generator whose numbers follow from a seed (SplitMix64).
    private struct Seeded: RandomNumberGenerator {
      var state: UInt64

      mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
      }
    }

    @Test("the laws of undo hold along any way", arguments: 1...6)
    func laws(seed: Int) throws {
      var random = Seeded(state: UInt64(seed))
      var session = try begin()
      // What stood at each step that was ever made.
      var edits: [Int: StandingEdit] = [0: StandingEdit()]
      for _ in 0..<60 {
        let before = session
        switch Int.random(in: 0..<5, using: &random) {
        case 0, 1:
          let stops = Double(Int.random(in: -40...40, using: &random)) / 10
          let amount = Int.random(in: -90...90, using: &random)
          session =
            Bool.random(using: &random)
            ? try set("exposure.stops=\(stops)", in: session)
            : try set("exposure.stops=\(stops)", "contrast.amount=\(amount)", in: session)
          for action in try store.history(of: session).actions where edits[action.number] == nil {
            edits[action.number] = try store.edit(at: action.number, of: session)
          }
          // undo ∘ do = id
          let undone = try store.undo(session.key, isWholeRun: true, now: 4).session
          #expect(undone.edit == before.edit && undone.cursor == before.cursor)
          session = try store.redo(session.key, isWholeRun: true, now: 4).session
        default:
          let isWholeRun = Bool.random(using: &random)
          guard let undone = try? store.undo(session.key, isWholeRun: isWholeRun, now: 4) else {
            #expect(session.cursor == 0)
            continue
          }
          // redo ∘ undo = id, step by step as at once
          for _ in 0..<undone.steps {
            session = try store.redo(session.key, isWholeRun: false, now: 4).session
          }
          #expect(session.edit == before.edit && session.cursor == before.cursor)
          if Bool.random(using: &random) {
            session = try store.undo(session.key, isWholeRun: false, now: 4).session
          }
        }
        #expect(session.edit == edits[session.cursor])
      }
      // Nothing that was ever made has changed.
      for (number, edit) in edits { #expect(try store.edit(at: number, of: session) == edit) }
    }

    @Test("a plan for a session that changed meanwhile is refused, and nothing of it is stored")
    func late() throws {
      let seen = try begin()
      try set("exposure.stops=0.5", in: seen)
      let change = SessionChange("late", StandingEdit())
      #expect(throws: SessionError.changedMeanwhile(session: seen.key)) {
        try store.add([change], of: SessionRun(.say, "warmer", createdAt: 3), to: seen)
      }
      let now = try store.session(seen.key)
      #expect(now.edit.recipe["exposure", "stops"] == 0.5)
      #expect(try store.history(of: now).runs.map(\.kind) == [.set])
    }

    @Test("two stores on one file see each other's changes and lose none")
    func two() async throws {
      let session = try begin()
      let path = store.path
      try await withThrowingTaskGroup(of: Void.self) { group in
        for name in ["contrast", "vibrance", "saturation", "clarity"] {
          group.addTask {
            let store = try Self.open(path)
            for value in 1...10 {
              _ = try store.change(session.key, SessionRun(.set, name, createdAt: 2)) { edit, _ in
                [try PersonEdit(catalog: Self.catalog).set("\(name).amount=\(value)", in: edit)]
              }
            }
          }
        }
        try await group.waitForAll()
      }
      let end = try store.session(session.key)
      for name in ["contrast", "vibrance", "saturation", "clarity"] {
        #expect(end.edit.recipe[name, "amount"] == 10)
      }
      #expect(try store.history(of: end).path(to: end.cursor).count == 40)
    }

    @Test("sessions are found by number, name and 'last', and forgotten with all of theirs")
    func keys() throws {
      let one = try begin("porch")
      let two = try begin()
      try set("exposure.stops=0.5", in: one)
      #expect(try store.session("porch").number == one.number)
      #expect(try store.session("\(two.number)").number == two.number)
      #expect(try store.session("last").number == one.number)
      #expect(try store.summaries().map(\.steps) == [1, 0])
      for name in ["", "last", "7", "a\nb", String(repeating: "x", count: 81)] {
        #expect(throws: SessionError.badName(name)) { try begin(name) }
      }
      #expect(throws: SessionError.nameTaken("porch")) { try begin("porch") }
      try store.forget(store.session("porch"))
      #expect(throws: SessionError.unknownSession("porch")) { try store.session("porch") }
      #expect(try store.summaries().map(\.number) == [two.number])
    }

    @Test("a photo is known by its content")
    func photos() throws {
      let photo = try begin().photo
      #expect(try photo.found() == photo)
      try folder.write(Array("a photo".utf8), to: "moved.jpg")
      try folder.write(Array("another".utf8), to: "photo.jpg")
      #expect(throws: SessionError.photoChanged(path: photo.path)) { try photo.found() }
      #expect(try photo.found(at: folder.file("moved.jpg")).hash == photo.hash)
      try FileManager.default.removeItem(atPath: photo.path)
      #expect(throws: SessionError.photoMissing(path: photo.path)) { try photo.found() }
    }

    @Test("what was stored is there after the file is opened again, and damage is told")
    func files() throws {
      let session = try begin()
      try set("exposure.stops=0.5", in: session)
      #expect(try Self.open(store.path).session("last").edit.recipe["exposure", "stops"] == 0.5)
      try folder.write(Array("no database, but long enough to be looked at".utf8), to: "bad")
      do {
        _ = try Self.open(folder.file("bad"))
        Issue.record("opened")
      } catch {
        guard case .damaged = error as? SessionError else { throw error }
      }
    }
  }
#endif
