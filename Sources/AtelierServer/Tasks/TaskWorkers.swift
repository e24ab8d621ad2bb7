import AtelierRecipe
import Logging
import ServiceLifecycle

/// Renders tasks in this process and watches the leases of those that others have.
struct TaskWorkers: Service {
  let tasks: TaskService

  func run() async throws {
    // What the last process had in hand when it ended is done again.
    let again = try await tasks.store.release(
      from: TaskService.local, mostAttempts: tasks.settings.leases.attempts, now: Timestamp.now)
    if again > 0 {
      tasks.logger.info("unfinished tasks taken up again", metadata: ["tasks": "\(again)"])
    }
    tasks.wakeup.notify()
    let stop = StopFlag()
    await withGracefulShutdownHandler {
      await withTaskGroup { group in
        for worker in 0..<tasks.settings.workers {
          group.addTask {
            for await _ in tasks.wakeup.stream(worker) {
              while !stop.isRaised, !Task.isCancelled, await renderNext() {}
            }
          }
        }
        group.addTask { await cancelWhenGracefulShutdown { await sweep() } }
      }
    } onGracefulShutdown: {
      stop.raise()
      tasks.wakeup.finish()
    }
  }

  /// Renders the oldest waiting task.
  ///
  /// - Returns: whether there was one.
  private func renderNext() async -> Bool {
    let task: TaskRecord
    do {
      guard
        let next = try await tasks.store.claim(
          for: TaskService.local, as: .processing, now: Timestamp.now)
      else { return false }
      task = next
    } catch {
      tasks.logger.error("no task could be taken", metadata: ["error": "\(error)"])
      // The next wakeup, or the next sweep, tries again.
      return false
    }
    let start = ContinuousClock.now
    do {
      let rendered = try await tasks.gate.run(isGuest: false) { try await render(task) }
      try tasks.write(rendered.chunks, of: task.id)
      let data: JSONValue = [
        "output_path": .string(tasks.resultPath(task.id)),
        "not_rendered": .array(rendered.leftOut.map(\.json)),
        "notes": .array(rendered.notes.map { .string($0) }),
      ]
      await finish(task, error: nil, data: data, since: start)
    } catch is CancellationError {
      // The process is stopping; the next one takes it up again.
    } catch {
      await finish(task, error: "\(error)", data: .null, since: start)
    }
    return true
  }

  @concurrent
  private func render(_ task: TaskRecord) async throws -> RenderedPhoto {
    let content: [UInt8]
    if let kept = task.settings {
      content = kept
    } else {
      content = try tasks.readSettings(task.settingsPath)
    }
    let photo = try tasks.roots.open(task.photoPath, limit: tasks.settings.limits.fileBytes)
    return try await tasks.renderer.render(.file(photo, name: task.photoPath), settings: content)
  }

  private func finish(
    _ task: TaskRecord, error: String?, data: JSONValue, since start: ContinuousClock.Instant
  ) async {
    let elapsed = (ContinuousClock.now - start).inSeconds
    let outcome = TaskOutcome(
      success: error == nil, elapsed: elapsed, error: error, data: data,
      completedAt: Timestamp.now)
    do {
      try await tasks.store.move(
        task.id, of: TaskService.local, from: [.processing],
        to: error == nil ? .completed : .failed, outcome: outcome, now: Timestamp.now)
    } catch {
      tasks.logger.error(
        "a result was lost", metadata: ["task": "\(task.id)", "error": "\(error)"])
    }
    var facts: Logger.Metadata = ["task": "\(task.id)", "seconds": "\(elapsed)"]
    if let error {
      facts["error"] = "\(error)"
      tasks.logger.warning("task failed", metadata: facts)
    } else {
      if case .array(let keys)? = data["not_rendered"], !keys.isEmpty {
        facts["not_rendered"] = "\(JSONValue.array(keys).text(pretty: false))"
      }
      tasks.logger.info("task completed", metadata: facts)
    }
  }

  @concurrent
  private func clean() async -> Int {
    ResultSweep(
      folder: tasks.results, age: tasks.settings.resultAge, bytes: tasks.settings.resultBytes
    ).run(now: Timestamp.now)
  }

  private func sweep() async {
    while !Task.isCancelled {
      do {
        let moved = try await tasks.store.sweep(
          tasks.settings.leases, sparing: TaskService.local, now: Timestamp.now)
        if moved > 0 {
          tasks.logger.warning("leases ran out", metadata: ["tasks": "\(moved)"])
        }
        let gone = await clean()
        if gone > 0 {
          tasks.logger.info("old results taken away", metadata: ["results": "\(gone)"])
        }
        if let age = tasks.settings.resultAge {
          try await tasks.store.forget(finishedBefore: Timestamp.now - age.inSeconds)
        }
      } catch {
        tasks.logger.error("the sweep failed", metadata: ["error": "\(error)"])
      }
      tasks.wakeup.notify()
      do { try await Task.sleep(for: tasks.settings.leases.sweep) } catch { return }
    }
  }
}
