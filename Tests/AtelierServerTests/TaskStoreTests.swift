import AtelierRecipe
import AtelierTesting
import Testing

@testable import AtelierServer

@Suite("The store of tasks")
struct TaskStoreTests {
  private let folder: TestFolder
  private let store: TaskStore

  init() throws {
    folder = try TestFolder()
    store = try TaskStore(path: folder.file("tasks.sqlite"))
  }

  private func add(_ id: String, at time: Double = 0) async throws {
    _ = try await store.add(
      TaskRecord(
        id: id, photoPath: "/p", settingsPath: "/s", settings: [1, 2, 3], state: .pending,
        createdAt: time, changedAt: time, attempts: 0), mostPending: 100)
  }

  private func refusal(_ work: () async throws -> Void) async -> ServerError? {
    do {
      try await work()
      return nil
    } catch {
      return error as? ServerError
    }
  }

  @Test("tasks are handed out in the order in which they came, each once")
  func order() async throws {
    for id in ["a", "b", "c"] { try await add(id) }
    var seen: [String] = []
    while let task = try await store.claim(for: "x", as: .reading, now: 1) {
      seen.append(task.id)
      #expect(task.settings == [1, 2, 3])
    }
    #expect(seen == ["a", "b", "c"])
  }

  @Test("what was accepted is there after the database is opened again")
  func durable() async throws {
    try await add("a")
    try await store.register(ClientRecord(id: "x", kind: "k", lastSeen: 5))
    let again = try TaskStore(path: folder.file("tasks.sqlite"))
    #expect(try await again.task("a").photoPath == "/p")
    #expect(try await again.settings(of: "a") == [1, 2, 3])
    #expect(try await again.clients() == [ClientRecord(id: "x", kind: "k", lastSeen: 5)])
  }

  @Test("finished tasks are forgotten when they are old, others never")
  func forgetting() async throws {
    for id in ["old", "new", "waiting"] { try await add(id) }
    for (id, time) in [("old", 50.0), ("new", 200)] {
      _ = try await store.claim(for: "x", as: .processing, now: 10)
      try await store.move(id, of: "x", from: [.processing], to: .completed, now: time)
    }
    try await store.forget(finishedBefore: 100)
    #expect(await refusal { _ = try await store.task("old") } != nil)
    #expect(try await store.task("new").state == .completed)
    #expect(try await store.task("waiting").state == .pending)
  }

  @Test("leases end after 10 seconds of reading, 1800 of processing and 120 without a picture")
  func leases() async throws {
    let leases = Leases()
    for (state, lease) in [(TaskState.reading, 10.0), (.processing, 1_800), (.reported, 120)] {
      let id = state.rawValue
      try await add(id)
      _ = try await store.claim(for: "x", as: .reading, now: 100)
      try await store.move(id, of: "x", from: [.reading], to: state, now: 100)
      #expect(try await store.sweep(leases, sparing: "me", now: 100 + lease) == 0)
      #expect(try await store.task(id).state == state)
      #expect(try await store.sweep(leases, sparing: "me", now: 100.1 + lease) == 1)
      let task = try await store.task(id)
      #expect(task.state == .pending)
      #expect(task.client == nil)
      _ = try await store.claim(for: "y", as: .processing, now: 10_000)
      try await store.move(id, of: "y", from: [.processing], to: .completed, now: 10_000)
    }
  }

  @Test("a task that is never finished fails after the last attempt")
  func attempts() async throws {
    try await add("a")
    let leases = Leases()
    for attempt in 1...leases.attempts {
      let now = Double(attempt) * 100
      #expect(try await store.claim(for: "x", as: .reading, now: now) != nil)
      #expect(try await store.sweep(leases, sparing: "me", now: now + 50) == 1)
    }
    let task = try await store.task("a")
    #expect(task.state == .failed)
    #expect(task.outcome?.success == false)
    #expect(try await store.claim(for: "x", as: .reading, now: 9_999) == nil)
  }

  @Test("what a process had in hand goes back when it starts again; others' tasks stay")
  func release() async throws {
    try await add("a")
    try await add("b")
    _ = try await store.claim(for: "me", as: .processing, now: 1)
    _ = try await store.claim(for: "x", as: .reading, now: 1)
    #expect(try await store.release(from: "me", mostAttempts: 5, now: 2) == 1)
    #expect(try await store.task("a").state == .pending)
    #expect(try await store.task("b").state == .reading)
  }

  @Test("another's task, a wrong state and an unknown task are told apart")
  func refusals() async throws {
    try await add("a")
    _ = try await store.claim(for: "x", as: .reading, now: 1)
    func move(_ id: String, _ client: String, _ from: TaskState) async -> ServerError? {
      await refusal { try await store.move(id, of: client, from: [from], to: .failed, now: 2) }
    }
    guard case .forbidden = await move("a", "y", .reading),
      case .wrongState = await move("a", "x", .processing),
      case .notFound = await move("b", "x", .reading)
    else {
      Issue.record("refusals are mixed up")
      return
    }
    #expect(try await store.task("a").state == .reading)
  }

  @Test("a full queue takes no more, and silent clients are forgotten")
  func bounds() async throws {
    for index in 0..<3 { try await add("\(index)") }
    let full = await refusal {
      _ = try await store.add(
        TaskRecord(
          id: "x", photoPath: "/p", settingsPath: "/s", state: .pending, createdAt: 0,
          changedAt: 0, attempts: 0), mostPending: 3)
    }
    guard case .busy = full else {
      Issue.record("the queue has no bound")
      return
    }
    try await store.register(ClientRecord(id: "x", kind: "k", lastSeen: 0))
    _ = try await store.sweep(Leases(), sparing: "me", now: 599)
    #expect(try await store.clients().count == 1)
    _ = try await store.sweep(Leases(), sparing: "me", now: 601)
    #expect(try await store.clients().isEmpty)
    guard case .forbidden = await refusal({ try await store.touch(client: "x", now: 602) }) else {
      Issue.record("a forgotten client is known")
      return
    }
  }
}
