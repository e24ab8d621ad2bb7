#if Sessions
  package import AtelierPlanner
  package import AtelierRecipe
  import GRDB

  extension SessionStore {
    /// Changes a session by hand, on what it is now, whoever changed it before.
    ///
    /// - Parameters:
    ///   - key: the session.
    ///   - run: the command.
    ///   - changes: makes the changes on the edit that stands and the language of its last plan.
    /// - Returns: the session afterwards.
    /// - Throws: ``SessionError``, or what `changes` throws; nothing is stored then.
    package func change(
      _ key: String, _ run: SessionRun,
      by changes: (StandingEdit, Language) throws -> [SessionChange]
    ) throws -> SessionRecord {
      // What a person wrote wrongly is no failure of the database.
      let result: Result<SessionRecord, any Error> = try write { database in
        let session = try self.record(key, database)
        let made: [SessionChange]
        do {
          made = try changes(session.edit, try Self.language(session.number, database))
        } catch {
          return .failure(error)
        }
        try Self.add(made, of: run, to: session, database)
        return .success(try self.record("\(session.number)", database))
      }
      return try result.get()
    }

    /// Stores what was planned for a session.
    ///
    /// - Parameters:
    ///   - changes: the steps.
    ///   - run: what was said, with its plan.
    ///   - session: the session that it was planned for.
    /// - Returns: the session afterwards.
    /// - Throws: ``SessionError/changedMeanwhile(session:)`` where the session is another by now.
    package func add(
      _ changes: [SessionChange], of run: SessionRun, to session: SessionRecord
    ) throws -> SessionRecord {
      try write { database in
        let now = try self.record("\(session.number)", database)
        guard now.revision == session.revision else {
          throw SessionError.changedMeanwhile(session: session.key)
        }
        try Self.add(changes, of: run, to: session, database)
        return try self.record("\(session.number)", database)
      }
    }

    /// Takes back the last step, or all of the last command.
    ///
    /// - Returns: the session afterwards, and how many steps were taken back.
    /// - Throws: ``SessionError/nothing(_:)`` where there is none.
    package func undo(
      _ key: String, isWholeRun: Bool, now: Double
    ) throws -> (session: SessionRecord, steps: Int) {
      try move(key, now: now) { history, cursor in
        guard let before = history.before(cursor, isWholeRun: isWholeRun) else {
          throw SessionError.nothing("There is nothing to undo.")
        }
        return (before, history.path(to: cursor).count - history.path(to: before).count)
      }
    }

    /// Does again what was undone last.
    ///
    /// - Returns: the session afterwards, and how many steps were made again.
    /// - Throws: ``SessionError/nothing(_:)`` where nothing was undone since the last change.
    package func redo(
      _ key: String, isWholeRun: Bool, now: Double
    ) throws -> (session: SessionRecord, steps: Int) {
      try move(key, now: now) { history, cursor in
        guard let after = history.after(cursor, isWholeRun: isWholeRun) else {
          throw SessionError.nothing("There is nothing to redo.")
        }
        return (after, history.path(to: after).count - history.path(to: cursor).count)
      }
    }

    /// Gives the step that stands a name.
    ///
    /// - Throws: ``SessionError/badName(_:)``, ``SessionError/nameTaken(_:)``.
    package func snapshot(_ key: String, name: String, now: Double) throws -> SessionRecord {
      guard Self.canBeName(name) else { throw SessionError.badName(name) }
      return try write { database in
        let session = try self.record(key, database)
        let taken = try Int.fetchOne(
          database, sql: "SELECT 1 FROM snapshot WHERE session = ? AND name = ?",
          arguments: [session.number, name])
        guard taken == nil else { throw SessionError.nameTaken(name) }
        try database.execute(
          sql: "INSERT INTO snapshot (session, name, action, created_at) VALUES (?, ?, ?, ?)",
          arguments: [session.number, name, session.cursor, now])
        return session
      }
    }

    // MARK: Within a transaction

    private func move(
      _ key: String, now: Double, to place: (SessionHistory, Int) throws -> (Int, Int)
    ) throws -> (session: SessionRecord, steps: Int) {
      try write { database in
        let session = try self.record(key, database)
        let history = try Self.history(session.number, database)
        let (cursor, steps) = try place(history, session.cursor)
        try database.execute(
          sql: """
            UPDATE session SET cursor = ?, revision = revision + 1, changed_at = ? WHERE number = ?
            """, arguments: [cursor, now, session.number])
        return (try self.record("\(session.number)", database), steps)
      }
    }

    private static func add(
      _ changes: [SessionChange], of run: SessionRun, to session: SessionRecord,
      _ database: Database
    ) throws {
      let next = { (table: String) in
        let sql = "SELECT COALESCE(MAX(number), 0) + 1 FROM \(table) WHERE session = ?"
        return try Int.fetchOne(database, sql: sql, arguments: [session.number]) ?? 1
      }
      let number = try next("run")
      try database.execute(
        sql: """
          INSERT INTO run
            (session, number, kind, text, region, style, plan, judgement, created_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          session.number, number, run.kind.rawValue, run.text, run.region, run.style,
          run.plan?.text(pretty: false), run.judgement?.text(pretty: false), run.createdAt,
        ])
      var cursor = session.cursor
      for change in changes {
        let action = try next("action")
        try database.execute(
          sql: """
            INSERT INTO action (session, number, parent, run, label, edit) VALUES (?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            session.number, action, cursor, number, change.label,
            change.edit.json.text(pretty: false),
          ])
        cursor = action
      }
      try database.execute(
        sql: """
          UPDATE session SET cursor = ?, revision = revision + 1, changed_at = ? WHERE number = ?
          """, arguments: [cursor, run.createdAt, session.number])
    }

    /// The language of the session's last plan.
    private static func language(_ session: Int, _ database: Database) throws -> Language {
      let name = try String.fetchOne(
        database,
        sql: """
          SELECT json_extract(plan, '$.language') FROM run
          WHERE session = ? AND plan IS NOT NULL ORDER BY number DESC LIMIT 1
          """, arguments: [session])
      return name.flatMap(Language.init) ?? .en
    }
  }
#endif
