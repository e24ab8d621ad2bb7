import AtelierRecipe
import Foundation
import GRDB

/// Keeps tasks and clients in a database file: what was accepted survives a kill.
package struct TaskStore: Sendable {
  private let pool: DatabasePool

  /// Opens or makes the database.
  ///
  /// Commits are in the write-ahead log before they are answered; only a power cut can lose the last.
  ///
  /// - Throws: ``ServerError/environment(_:)``.
  package init(path: String) throws(ServerError) {
    do {
      var configuration = Configuration()
      configuration.maximumReaderCount = 4
      configuration.busyMode = .timeout(5)
      pool = try DatabasePool(path: path, configuration: configuration)
      var migrator = DatabaseMigrator()
      migrator.registerMigration("tasks and clients") { database in
        try database.execute(
          sql: """
            CREATE TABLE task (
              number INTEGER PRIMARY KEY AUTOINCREMENT,
              id TEXT NOT NULL UNIQUE,
              photo_path TEXT NOT NULL,
              settings_path TEXT NOT NULL,
              settings BLOB,
              state TEXT NOT NULL,
              created_at REAL NOT NULL,
              client TEXT,
              changed_at REAL NOT NULL,
              attempts INTEGER NOT NULL DEFAULT 0,
              success BOOLEAN, elapsed REAL, error TEXT, data TEXT, completed_at REAL
            );
            CREATE INDEX task_by_state ON task (state, number);
            CREATE TABLE client (
              id TEXT PRIMARY KEY, kind TEXT NOT NULL, last_seen REAL NOT NULL
            ) WITHOUT ROWID;
            """)
      }
      try migrator.migrate(pool)
    } catch {
      throw .environment("The database '\(path)' cannot be opened (\(error)).")
    }
  }

  // MARK: Tasks

  /// Takes a task.
  ///
  /// - Returns: how many wait before it.
  /// - Throws: ``ServerError/busy(_:)`` where as many wait as may.
  package func add(_ task: TaskRecord, mostPending: Int) async throws(ServerError) -> Int {
    try await write { database in
      let waiting = try Self.count(.pending, database)
      guard waiting < mostPending else {
        throw ServerError.busy(
          "\(waiting) tasks are waiting, as many as may; send this again later.")
      }
      try database.execute(
        sql: """
          INSERT INTO task (id, photo_path, settings_path, settings, state, created_at, changed_at)
          VALUES (?, ?, ?, ?, 'pending', ?, ?)
          """,
        arguments: [
          task.id, task.photoPath, task.settingsPath, task.settings.map { Data($0) },
          task.createdAt, task.createdAt,
        ])
      return waiting
    }
  }

  /// A task without its settings, which may be long.
  ///
  /// - Throws: ``ServerError/notFound(_:)``.
  package func task(_ id: String) async throws(ServerError) -> TaskRecord {
    try await read { database in try Self.task(id, database) }
  }

  /// The settings of a task; nil where only their path is known.
  package func settings(of id: String) async throws(ServerError) -> [UInt8]? {
    try await read { database in
      let data = try Data.fetchOne(
        database, sql: "SELECT settings FROM task WHERE id = ?", arguments: [id])
      return data.map { Array($0) }
    }
  }

  /// Hands the oldest waiting task to a client.
  ///
  /// - Parameters:
  ///   - client: who gets it.
  ///   - state: `reading`, or `processing` for those that have nothing to fetch.
  ///   - now: seconds since 1970.
  /// - Returns: the task, or nil where none waits.
  /// - Throws: ``ServerError/environment(_:)``.
  package func claim(
    for client: String, as state: TaskState, now: Double
  ) async throws(ServerError) -> TaskRecord? {
    try await write { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          UPDATE task SET state = ?, client = ?, changed_at = ?, attempts = attempts + 1
          WHERE number = (SELECT number FROM task WHERE state = 'pending' ORDER BY number LIMIT 1)
          RETURNING *
          """, arguments: [state.rawValue, client, now])
      return row.map(Self.record)
    }
  }

  /// Changes a task that a client has.
  ///
  /// - Parameters:
  ///   - id: the task.
  ///   - client: who must have it; nil for anyone.
  ///   - states: where it must stand.
  ///   - state: where it stands then.
  ///   - outcome: what was reported; nil leaves it as it is.
  ///   - now: seconds since 1970.
  /// - Returns: the task as it was before.
  /// - Throws: ``ServerError/notFound(_:)``, ``ServerError/forbidden(_:)`` for another's task,
  ///   ``ServerError/wrongState(_:)``.
  @discardableResult
  package func move(
    _ id: String, of client: String?, from states: Set<TaskState>, to state: TaskState,
    outcome: TaskOutcome? = nil, now: Double
  ) async throws(ServerError) -> TaskRecord {
    try await write { database in
      let task = try Self.task(id, database)
      if let client, task.client != client {
        throw ServerError.forbidden("Task \(id) was not handed to client '\(client)'.")
      }
      guard states.contains(task.state) else {
        throw ServerError.wrongState(
          "Task \(id) is \(task.state.rawValue); it must be "
            + states.map(\.rawValue).sorted().joined(separator: " or ") + ".")
      }
      try database.execute(
        sql: "UPDATE task SET state = ?, changed_at = ? WHERE id = ?",
        arguments: [state.rawValue, now, id])
      if let outcome { try Self.set(outcome, of: id, database) }
      return task
    }
  }

  /// Sends back what a client has in hand, because it is known not to be working on it any more.
  ///
  /// Tasks that were handed out too often have failed.
  package func release(
    from client: String, mostAttempts: Int, now: Double
  ) async throws(ServerError) -> Int {
    try await write { database in
      try Self.requeue(
        "client = ? AND state IN ('reading', 'processing', 'reported')", [client],
        mostAttempts: mostAttempts, now: now, database)
    }
  }

  /// Sends back tasks whose lease is over and forgets silent clients.
  ///
  /// - Parameters:
  ///   - leases: the times.
  ///   - local: a client whose tasks are watched elsewhere.
  ///   - now: seconds since 1970.
  /// - Returns: the number of tasks that were sent back or have failed.
  /// - Throws: ``ServerError/environment(_:)``.
  package func sweep(
    _ leases: Leases, sparing local: String, now: Double
  ) async throws(ServerError) -> Int {
    try await write { database in
      try database.execute(
        sql: "DELETE FROM client WHERE last_seen < ?", arguments: [now - leases.client.inSeconds])
      return try Self.requeue(
        """
        client <> ? AND (state = 'reading' AND changed_at < ?
          OR state = 'processing' AND changed_at < ? OR state = 'reported' AND changed_at < ?)
        """,
        [
          local, now - leases.reading.inSeconds, now - leases.processing.inSeconds,
          now - leases.upload.inSeconds,
        ], mostAttempts: leases.attempts, now: now, database)
    }
  }

  /// Forgets tasks that were finished before a time, in seconds since 1970.
  ///
  /// - Throws: ``ServerError/environment(_:)``.
  package func forget(finishedBefore time: Double) async throws(ServerError) {
    try await write { database in
      try database.execute(
        sql: "DELETE FROM task WHERE state IN ('completed', 'failed') AND changed_at < ?",
        arguments: [time])
    }
  }

  /// The number of tasks by state.
  package func counts() async throws(ServerError) -> [TaskState: Int] {
    try await read { database in
      var counts: [TaskState: Int] = [:]
      for row in try Row.fetchAll(
        database, sql: "SELECT state, COUNT(*) AS number FROM task GROUP BY state")
      {
        if let state = TaskState(rawValue: row["state"]) { counts[state] = row["number"] }
      }
      return counts
    }
  }

  // MARK: Clients

  /// Takes a client, or hears of it again.
  ///
  /// - Throws: ``ServerError/busy(_:)`` where there are 1,000 others.
  package func register(_ client: ClientRecord) async throws(ServerError) {
    try await write { database in
      let others = try Int.fetchOne(
        database, sql: "SELECT COUNT(*) FROM client WHERE id <> ?", arguments: [client.id])
      guard (others ?? 0) < 1_000 else {
        throw ServerError.busy("1000 clients are registered, as many as may.")
      }
      try database.execute(
        sql: "INSERT OR REPLACE INTO client (id, kind, last_seen) VALUES (?, ?, ?)",
        arguments: [client.id, client.kind, client.lastSeen])
    }
  }

  /// Notes that a client was heard of.
  ///
  /// - Throws: ``ServerError/forbidden(_:)`` where it is not registered.
  package func touch(client id: String, now: Double) async throws(ServerError) {
    try await write { database in
      try database.execute(
        sql: "UPDATE client SET last_seen = ? WHERE id = ?", arguments: [now, id])
      guard database.changesCount == 1 else {
        throw ServerError.forbidden("Client '\(id)' is not registered; register it first.")
      }
    }
  }

  /// All clients.
  package func clients() async throws(ServerError) -> [ClientRecord] {
    try await read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM client ORDER BY id").map {
        ClientRecord(id: $0["id"], kind: $0["kind"], lastSeen: $0["last_seen"])
      }
    }
  }

  // MARK: Rows

  private static func count(_ state: TaskState, _ database: Database) throws -> Int {
    try Int.fetchOne(
      database, sql: "SELECT COUNT(*) FROM task WHERE state = ?", arguments: [state.rawValue]) ?? 0
  }

  private static func task(_ id: String, _ database: Database) throws -> TaskRecord {
    guard
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT id, photo_path, settings_path, state, created_at, client, changed_at, attempts,
            success, elapsed, error, data, completed_at
          FROM task WHERE id = ?
          """, arguments: [id])
    else { throw ServerError.notFound("There is no task '\(id.prefix(80))'.") }
    return record(row)
  }

  private static func set(_ outcome: TaskOutcome, of id: String, _ database: Database) throws {
    try database.execute(
      sql: """
        UPDATE task SET success = ?, elapsed = ?, error = ?, data = ?, completed_at = ? WHERE id = ?
        """,
      arguments: [
        outcome.success, outcome.elapsed, outcome.error, outcome.data.text(pretty: false),
        outcome.completedAt, id,
      ])
  }

  private static func requeue(
    _ condition: String, _ arguments: StatementArguments, mostAttempts: Int, now: Double,
    _ database: Database
  ) throws -> Int {
    let message = "It was handed out \(mostAttempts) times and never finished."
    try database.execute(
      sql: """
        UPDATE task SET state = 'failed', changed_at = ?, success = 0, elapsed = 0, error = ?,
          data = 'null', completed_at = ?
        WHERE attempts >= ? AND (\(condition))
        """, arguments: [now, message, now, mostAttempts] + arguments)
    let failed = database.changesCount
    try database.execute(
      sql: "UPDATE task SET state = 'pending', client = NULL, changed_at = ? WHERE \(condition)",
      arguments: [now] + arguments)
    return failed + database.changesCount
  }

  private static func record(_ row: Row) -> TaskRecord {
    var outcome: TaskOutcome?
    if let success: Bool = row["success"] {
      let data: String = row["data"] ?? "null"
      outcome = TaskOutcome(
        success: success, elapsed: row["elapsed"] ?? 0, error: row["error"],
        data: (try? JSONValue(parsing: Array(data.utf8))) ?? .null,
        completedAt: row["completed_at"] ?? 0)
    }
    let settings: Data? = row["settings"]
    return TaskRecord(
      id: row["id"], photoPath: row["photo_path"], settingsPath: row["settings_path"],
      settings: settings.map { Array($0) }, state: TaskState(rawValue: row["state"]) ?? .failed,
      createdAt: row["created_at"], client: row["client"], changedAt: row["changed_at"],
      attempts: row["attempts"], outcome: outcome)
  }

  // MARK: The database

  private func write<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(ServerError) -> Value {
    do {
      return try await pool.write(work)
    } catch {
      throw Self.failure(error)
    }
  }

  private func read<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(ServerError) -> Value {
    do {
      return try await pool.read(work)
    } catch {
      throw Self.failure(error)
    }
  }

  private static func failure(_ error: any Error) -> ServerError {
    switch error {
    case let error as ServerError: error
    case is CancellationError: ServerError(error)
    default: .environment("The database failed (\(error)).")
    }
  }
}
