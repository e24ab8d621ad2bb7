#if Sessions
  import AtelierPlanner
  package import AtelierRecipe
  import Foundation
  import GRDB

  /// Keeps sessions in a database file, which several processes may use at once.
  ///
  /// Each change is one transaction, in the write-ahead log and synced before it is answered: a kill or a
  /// power cut loses at most the change in flight.
  package struct SessionStore: Sendable {
    let pool: DatabasePool
    package let path: String
    let catalog: RecipeCatalog

    /// How long another process is waited for, in seconds.
    private static let patience = 10.0

    /// The file of this user: `ATELIER_SESSIONS` where that is set, `$XDG_DATA_HOME/atelier/sessions.sqlite`
    /// otherwise, which is `~/.local/share/atelier/sessions.sqlite` by default.
    package static func userPath(_ environment: [String: String]) -> String {
      if let path = environment["ATELIER_SESSIONS"], !path.isEmpty { return path }
      let home = environment["HOME"] ?? FileManager.default.homeDirectoryForCurrentUser.path
      let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      return (data ?? "\(home)/.local/share") + "/atelier/sessions.sqlite"
    }

    /// Opens the database, or makes it and its folder.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - catalog: what recipes may contain.
    /// - Throws: ``SessionError/damaged(path:reason:)``, ``SessionError/storage(path:reason:)``.
    package init(path: String, catalog: RecipeCatalog) throws(SessionError) {
      self.path = path
      self.catalog = catalog
      do {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      } catch {
        throw .storage(path: path, reason: "its folder cannot be made")
      }
      pool = try Self.openPatiently(path)
    }

    /// Opens the file; two processes that make it at once can step on each other's first transaction.
    private static func openPatiently(_ path: String) throws(SessionError) -> DatabasePool {
      let deadline = ContinuousClock.now + .seconds(patience)
      let races: [ResultCode] = [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_ERROR]
      while true {
        do {
          return try open(path)
        } catch {
          guard let code = (error as? DatabaseError)?.resultCode, races.contains(code),
            ContinuousClock.now < deadline
          else { throw failure(error, path: path) }
          Thread.sleep(forTimeInterval: 0.02)
        }
      }
    }

    private static func open(_ path: String) throws -> DatabasePool {
      var configuration = Configuration()
      configuration.maximumReaderCount = 2
      configuration.busyMode = .timeout(patience)
      configuration.foreignKeysEnabled = true
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      let pool = try DatabasePool(path: path, configuration: configuration)
      var migrator = DatabaseMigrator()
      migrator.registerMigration("sessions") { database in
        try database.execute(
          sql: """
            CREATE TABLE session (
              number INTEGER PRIMARY KEY AUTOINCREMENT,
              name TEXT UNIQUE,
              photo_path TEXT NOT NULL,
              photo_hash TEXT NOT NULL,
              created_at REAL NOT NULL,
              changed_at REAL NOT NULL,
              cursor INTEGER NOT NULL DEFAULT 0,
              revision INTEGER NOT NULL DEFAULT 0
            );
            CREATE TABLE run (
              session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
              number INTEGER NOT NULL,
              kind TEXT NOT NULL,
              text TEXT NOT NULL,
              region TEXT, style TEXT,
              plan TEXT, judgement TEXT,
              created_at REAL NOT NULL,
              PRIMARY KEY (session, number)
            );
            CREATE TABLE action (
              session INTEGER NOT NULL,
              number INTEGER NOT NULL,
              parent INTEGER NOT NULL,
              run INTEGER NOT NULL,
              label TEXT NOT NULL,
              edit TEXT NOT NULL,
              PRIMARY KEY (session, number),
              FOREIGN KEY (session, run) REFERENCES run ON DELETE CASCADE
            );
            CREATE TABLE snapshot (
              session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
              name TEXT NOT NULL,
              action INTEGER NOT NULL,
              created_at REAL NOT NULL,
              PRIMARY KEY (session, name)
            );
            """)
      }
      if try pool.read(migrator.hasBeenSuperseded) {
        throw SessionError.damaged(path: path, reason: "a newer version of atelier wrote them")
      }
      try migrator.migrate(pool)
      return pool
    }

    // MARK: The database

    func write<Value>(_ work: (Database) throws -> Value) throws -> Value {
      do {
        return try pool.write(work)
      } catch {
        throw Self.failure(error, path: path)
      }
    }

    func read<Value>(_ work: (Database) throws -> Value) throws -> Value {
      do {
        return try pool.read(work)
      } catch {
        throw Self.failure(error, path: path)
      }
    }

    private static func failure(_ error: any Error, path: String) -> SessionError {
      guard let error = error as? DatabaseError else {
        return error as? SessionError ?? .storage(path: path, reason: "\(error)")
      }
      let reason = error.message ?? "SQLite's error \(error.resultCode.rawValue)"
      return switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: .damaged(path: path, reason: reason)
      default: .storage(path: path, reason: reason)
      }
    }
  }
#endif
