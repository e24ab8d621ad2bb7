/// Why a model could not be installed or run.
package enum ModelError: Error, Sendable, Hashable {
  /// No package index is configured and none can be found out.
  case noIndex
  /// A folder or an index does not have a wheel.
  case missingWheel(name: String, place: String)
  /// A transfer failed.
  case notFetched(address: String, reason: String)
  /// A file is not what was pinned.
  case wrongContent(file: String, found: String, wanted: String)
  /// A wheel that is no readable archive, or holds other files than it should.
  case badArchive(file: String, reason: String)
  /// A file or a folder that cannot be written or read.
  case fileSystem(path: String, reason: String)
  /// A library that this system lacks.
  case missingLibrary(name: String, hint: String)
  /// There is no package of this name.
  case unknownPackage(name: String, known: [String])
  /// A model whose files are not installed.
  case notInstalled(model: String)
  /// A model that cannot be loaded or run.
  case failed(model: String, reason: String)
  /// The task was cancelled.
  case cancelled
}

extension ModelError: CustomStringConvertible {
  /// What was found, what is allowed, and what to do.
  package var description: String {
    switch self {
    case .noIndex:
      "No package index is configured: set PIP_INDEX_URL or 'index-url' in pip.conf to the address of "
        + "a simple index, or give a folder of wheels with --from DIR."
    case .missingWheel(let name, let place):
      "\(place) has no '\(name)'; that file is needed, no other version."
    case .notFetched(let address, let reason):
      "\(address) could not be fetched: \(reason). What came is kept; the same command goes on there."
    case .wrongContent(let file, let found, let wanted):
      "\(file) has the SHA-256 \(found); it must be \(wanted). It was not used."
    case .badArchive(let file, let reason):
      "\(file) cannot be unpacked: \(reason). Nothing was installed of it."
    case .fileSystem(let path, let reason):
      "\(path): \(reason)."
    case .missingLibrary(let name, let hint):
      "\(name) is not installed on this system; \(hint)."
    case .unknownPackage(let name, let known):
      "There is no package '\(name)'; it must be one of \(known.joined(separator: ", "))."
    case .notInstalled(let model):
      "The model '\(model)' is not installed; `atelier models install` fetches it."
    case .failed(let model, let reason):
      "The model '\(model)' failed: \(reason). `atelier models list --verify` checks its files."
    case .cancelled:
      "Cancelled; what was fetched is kept."
    }
  }
}
