#if Sessions
  package import AtelierPlanner
  package import AtelierRecipe
  import GRDB

  extension SessionStore {
    /// What is listed of a session.
    package struct Summary: Sendable {
      /// Its number.
      package let number: Int
      /// Its name, where it has one.
      package let name: String?
      /// Where its photo was last seen.
      package let photoPath: String
      /// When it was last changed, in seconds since 1970.
      package let changedAt: Double
      /// How many steps were made.
      package let steps: Int
      /// What was said last; nil where nothing was.
      package let lastSaid: String?
    }

    /// Begins a session.
    ///
    /// - Parameters:
    ///   - photo: its photo.
    ///   - name: a name; nil for none.
    ///   - now: seconds since 1970.
    /// - Returns: the session, which has no steps yet.
    /// - Throws: ``SessionError``.
    package func begin(
      _ photo: SessionPhoto, name: String?, now: Double
    ) throws -> SessionRecord {
      if let name, !Self.canBeName(name) { throw SessionError.badName(name) }
      return try write { database in
        if let name, try Self.number(of: name, database) != nil {
          throw SessionError.nameTaken(name)
        }
        try database.execute(
          sql: """
            INSERT INTO session (name, photo_path, photo_hash, created_at, changed_at)
            VALUES (?, ?, ?, ?, ?)
            """, arguments: [name, photo.path, photo.hash, now, now])
        return try self.record("\(database.lastInsertedRowID)", database)
      }
    }

    /// All sessions, the last changed first.
    package func summaries() throws -> [Summary] {
      try read { database in
        try Row.fetchAll(
          database,
          sql: """
            SELECT *,
              (SELECT COUNT(*) FROM action WHERE session = session.number) AS steps,
              (SELECT text FROM run WHERE session = session.number AND kind = 'say'
                ORDER BY number DESC LIMIT 1) AS said
            FROM session ORDER BY changed_at DESC, number DESC
            """
        ).map {
          Summary(
            number: $0["number"], name: $0["name"], photoPath: $0["photo_path"],
            changedAt: $0["changed_at"], steps: $0["steps"], lastSaid: $0["said"])
        }
      }
    }

    /// A session by its number or name, or the last changed one by "last".
    ///
    /// - Throws: ``SessionError/unknownSession(_:)``.
    package func session(_ key: String) throws -> SessionRecord {
      try read { try self.record(key, $0) }
    }

    /// All that happened in a session.
    package func history(of session: SessionRecord) throws -> SessionHistory {
      try read { try Self.history(session.number, $0) }
    }

    /// The edit at a step of a session.
    package func edit(at number: Int, of session: SessionRecord) throws -> StandingEdit {
      try read { try self.edit(number, session.number, $0) }
    }

    /// What was planned in a run of a session's history, and how it was judged.
    package func documents(
      of run: SessionRun, in session: SessionRecord
    ) throws -> (plan: JSONValue?, judgement: JSONValue?) {
      try read { database in
        let row = try Row.fetchOne(
          database, sql: "SELECT plan, judgement FROM run WHERE session = ? AND number = ?",
          arguments: [session.number, run.number])
        func document(_ text: String?) throws -> JSONValue? {
          guard let text else { return nil }
          do {
            return try JSONValue(parsing: Array(text.utf8))
          } catch {
            throw SessionError.damaged(
              path: path, reason: "run \(run.number) of session \(session.number): \(error)")
          }
        }
        return (try document(row?["plan"]), try document(row?["judgement"]))
      }
    }

    /// Says where a session's photo lies now.
    package func move(_ session: SessionRecord, to photo: SessionPhoto) throws {
      try write {
        try $0.execute(
          sql: "UPDATE session SET photo_path = ? WHERE number = ?",
          arguments: [photo.path, session.number])
      }
    }

    /// Removes a session with all its history.
    package func forget(_ session: SessionRecord) throws {
      try write {
        try $0.execute(
          sql: "DELETE FROM session WHERE number = ?", arguments: [session.number])
      }
    }

    /// Whether something can be the name of a session or a snapshot.
    static func canBeName(_ name: String) -> Bool {
      (1...80).contains(name.count) && Int(name) == nil
        && !["last", "start", "now"].contains(name)
        && !name.contains(where: { $0.isNewline || $0.unicodeScalars.allSatisfy { $0.value < 32 } })
    }

    // MARK: Rows

    private static func number(of key: String, _ database: Database) throws -> Int? {
      if key == "last" {
        return try Int.fetchOne(
          database,
          sql: "SELECT number FROM session ORDER BY changed_at DESC, number DESC LIMIT 1")
      }
      return try Int.fetchOne(
        database, sql: "SELECT number FROM session WHERE number = ? OR name = ?",
        arguments: [Int(key), key])
    }

    func record(_ key: String, _ database: Database) throws -> SessionRecord {
      guard let number = try Self.number(of: key, database),
        let row = try Row.fetchOne(
          database, sql: "SELECT * FROM session WHERE number = ?", arguments: [number])
      else { throw SessionError.unknownSession(key) }
      return SessionRecord(
        number: number, name: row["name"],
        photo: SessionPhoto(path: row["photo_path"], hash: row["photo_hash"]),
        createdAt: row["created_at"], changedAt: row["changed_at"], cursor: row["cursor"],
        revision: row["revision"], edit: try edit(row["cursor"], number, database))
    }

    func edit(_ action: Int, _ session: Int, _ database: Database) throws -> StandingEdit {
      guard action > 0 else { return StandingEdit() }
      let text = try String.fetchOne(
        database, sql: "SELECT edit FROM action WHERE session = ? AND number = ?",
        arguments: [session, action])
      do {
        guard let text else { throw RecipeError.malformedJSON("it is missing") }
        return try StandingEdit(json: JSONValue(parsing: Array(text.utf8)), catalog: catalog)
      } catch let error as RecipeError {
        throw SessionError.damaged(
          path: path, reason: "step \(action) of session \(session): \(error)")
      }
    }

    static func history(_ session: Int, _ database: Database) throws -> SessionHistory {
      let actions = try Row.fetchAll(
        database,
        sql: "SELECT number, parent, run, label FROM action WHERE session = ? ORDER BY number",
        arguments: [session]
      ).map {
        SessionHistory.Action(
          number: $0["number"], parent: $0["parent"], run: $0["run"], label: $0["label"])
      }
      let runs = try Row.fetchAll(
        database,
        sql: """
          SELECT number, kind, text, region, style, created_at,
            json_extract(plan, '$.language') AS language,
            json_extract(judgement, '$.score') AS score
          FROM run WHERE session = ? ORDER BY number
          """, arguments: [session]
      ).map { row in
        var run = SessionRun(
          SessionRun.Kind(rawValue: row["kind"]) ?? .say, row["text"], region: row["region"],
          style: row["style"], createdAt: row["created_at"])
        run.number = row["number"]
        run.language = (row["language"] as String?).flatMap(Language.init)
        run.score = row["score"]
        return run
      }
      let snapshots = try Row.fetchAll(
        database, sql: "SELECT name, action FROM snapshot WHERE session = ? ORDER BY name",
        arguments: [session]
      ).map { SessionHistory.Snapshot(name: $0["name"], action: $0["action"]) }
      return SessionHistory(actions: actions, runs: runs, snapshots: snapshots)
    }
  }
#endif
