/// What became of one photo of several.
protocol BatchResult {
  /// The status of this photo alone.
  var exit: ExitStatus { get }
  /// What went wrong, with the photo's name.
  var failure: String { get }
}

/// Commands over several photos.
enum Batch {
  /// Ends with the status of the photo, or of the batch.
  ///
  /// - Throws: ``ExitStatus`` where not all is done.
  static func conclude(_ results: [some BatchResult], count: Int) throws {
    guard count > 1 else {
      if let result = results.first, result.exit != .done { throw result.exit }
      return
    }
    let failed = results.filter { $0.exit != .done }
    if !failed.isEmpty || results.count < count {
      let skipped = count - results.count
      Console.write(
        "\(results.count - failed.count) of \(count) photos done"
          + (failed.isEmpty ? "" : ", \(failed.count) failed")
          + (skipped > 0 ? ", \(skipped) not begun" : "") + ":")
      for result in failed { Console.write("  \(result.failure)") }
    }
    if results.contains(where: { $0.exit == .cancelled }) || Task.isCancelled {
      throw ExitStatus.cancelled
    }
    if !failed.isEmpty { throw ExitStatus.someFailed }
  }
}
