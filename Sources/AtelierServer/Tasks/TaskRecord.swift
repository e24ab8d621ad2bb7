package import AtelierRecipe
import Foundation

/// Where a task stands.
package enum TaskState: String, Sendable, CaseIterable {
  /// It waits.
  case pending
  /// A client has taken it and reads its files.
  case reading
  /// It is being rendered.
  case processing
  /// It was reported as done; the picture has not arrived yet.
  case reported
  /// The picture is there.
  case completed
  /// It will not be done.
  case failed

  /// The state as the protocol names it: a task without its picture is still being processed.
  package var publicName: String { self == .reported ? Self.processing.rawValue : rawValue }
}

/// A task.
package struct TaskRecord: Sendable, Hashable {
  /// The identifier.
  package var id: String
  /// The photo's path.
  package var photoPath: String
  /// The settings' path.
  package var settingsPath: String
  /// The settings as they were when the task came; nil where only the path is known.
  package var settings: [UInt8]?
  /// Where it stands.
  package var state: TaskState
  /// Seconds since 1970 when it came.
  package var createdAt: Double
  /// Who has it, or had it last.
  package var client: String?
  /// Seconds since 1970 when the state last changed.
  package var changedAt: Double
  /// How often it was handed out.
  package var attempts: Int
  /// What was reported.
  package var outcome: TaskOutcome?
}

/// What was reported about a task.
package struct TaskOutcome: Sendable, Hashable {
  /// Whether it was done.
  package var success: Bool
  /// Seconds.
  package var elapsed: Double
  /// Why it was not done.
  package var error: String?
  /// What else the client says.
  package var data: JSONValue
  /// Seconds since 1970.
  package var completedAt: Double

  /// Makes an outcome.
  package init(
    success: Bool, elapsed: Double, error: String? = nil, data: JSONValue = .null,
    completedAt: Double
  ) {
    self.success = success
    self.elapsed = elapsed
    self.error = error
    self.data = data
    self.completedAt = completedAt
  }
}

/// A program that fetches tasks.
package struct ClientRecord: Sendable, Hashable {
  /// The identifier that it chose.
  package var id: String
  /// What it calls itself.
  package var kind: String
  /// Seconds since 1970 when it was last heard of.
  package var lastSeen: Double
}

/// Points in time as the protocol writes them.
enum Timestamp {
  /// Seconds since 1970.
  static var now: Double { Date().timeIntervalSince1970 }

  /// ISO 8601 with milliseconds, UTC.
  static func text(_ seconds: Double) -> String {
    Date(timeIntervalSince1970: seconds).formatted(
      Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}
