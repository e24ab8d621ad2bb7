import AtelierEngine
import Synchronization

/// Work on the rows of a picture, row by row on all workers; what a row becomes depends on no other
/// row that is being changed, so that the number of workers does not matter.
enum RowWork {
  /// Makes rows.
  ///
  /// - Throws: ``RenderError/cancelled``.
  static func make<Row: Sendable>(
    _ count: Int, jobs: Int, _ make: @escaping @Sendable (Int) -> Row
  ) async throws(RenderError) -> [Row] {
    let store = RowStore<Row>(Array(repeating: nil, count: count))
    try await Workers.run(count: count, jobs: jobs, progress: { _ in }) {
    } work: { _, index in
      store.put(make(index), at: index)
    }
    return store.finish()
  }

  /// Changes rows in place.
  ///
  /// - Throws: ``RenderError/cancelled``.
  static func change<Row: Sendable>(
    _ rows: inout [Row], jobs: Int, _ change: @escaping @Sendable (inout Row, Int) -> Void
  ) async throws(RenderError) {
    let store = RowStore(rows.map(Optional.some))
    let count = rows.count
    // The store alone holds the rows now, so that they are changed and not copied.
    rows = []
    try await Workers.run(count: count, jobs: jobs, progress: { _ in }) {
    } work: { _, index in
      guard var row = store.take(index) else { return }
      change(&row, index)
      store.put(row, at: index)
    }
    rows = store.finish()
  }
}

/// Rows that several workers take and put back.
private final class RowStore<Row: Sendable>: Sendable {
  private let rows: Mutex<[Row?]>

  init(_ rows: [Row?]) { self.rows = Mutex(rows) }

  func take(_ index: Int) -> Row? {
    rows.withLock { rows in
      let row = rows[index]
      rows[index] = nil
      return row
    }
  }

  func put(_ row: Row, at index: Int) { rows.withLock { $0[index] = row } }

  func finish() -> [Row] { rows.withLock { $0.compactMap(\.self) } }
}
