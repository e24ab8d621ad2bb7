import COpenVINO
import Foundation
import Synchronization

/// Runs installed models: each is compiled once, when it is first needed, and kept.
///
/// Inference is in 32 bit floats with two threads on every machine, so that the same processor gives the
/// same numbers whatever else runs; other processors may differ in the last digits.
package final class ModelRuntime: Sendable {
  /// An output of a model.
  package struct Tensor: Sendable {
    /// Sizes of the dimensions, the slowest first.
    package let shape: [Int]
    /// The values, row by row.
    package let values: [Float]
  }

  /// A compiled model, or why there is none. One caller at a time uses it; a failure stays.
  private final class Session: Sendable {
    private let state = Mutex<Result<Compiled, ModelError>?>(nil)
    /// Held by whoever runs the model, for as long as that takes.
    private let turn = NSLock()

    func run(
      _ input: [Float], _ model: Model, compile: () -> Result<Compiled, ModelError>
    ) throws(ModelError) -> [Tensor] {
      turn.lock()
      defer { turn.unlock() }
      let known = state.withLock { $0 }
      let result = known ?? compile()
      if known == nil { state.withLock { $0 = result } }
      return try result.get().run(input)
    }
  }

  private let stores: [ModelStore]
  private let sessions = Mutex<[Key: Session]>([:])

  private struct Key: Hashable {
    let model: Model
    let shape: [Int]
  }

  /// Threads of an inference.
  private static let threads: Int32 = 2
  /// Sessions that are kept; models of free shape may be compiled for many.
  private static let sessionLimit = 12

  /// A runtime that looks for models in stores, the first one first.
  package init(stores: [ModelStore]) { self.stores = stores }

  /// The runtime of the environment, shared by all that the program does.
  package static let shared = ModelRuntime(
    stores: ModelStore.search(ProcessInfo.processInfo.environment))

  /// Whether a model and the library that runs it are installed.
  package func has(_ model: Model) -> Bool { path(of: model) != nil && library != nil }

  /// Runs a model.
  ///
  /// - Parameters:
  ///   - model: which one.
  ///   - input: its only input, row by row.
  ///   - shape: sizes of the input where the model leaves them open; nil for its own.
  /// - Returns: the outputs in the model's order.
  /// - Throws: ``ModelError/notInstalled(model:)`` or ``ModelError/failed(model:reason:)``.
  package func run(
    _ model: Model, _ input: [Float], shape: [Int]? = nil
  ) throws(ModelError) -> [Tensor] {
    guard let path = path(of: model), let library else { throw .notInstalled(model: model.name) }
    let key = Key(model: model, shape: shape ?? [])
    let session = sessions.withLock { sessions in
      if let session = sessions[key] { return session }
      if sessions.count >= Self.sessionLimit { sessions.removeAll() }
      let session = Session()
      sessions[key] = session
      return session
    }
    return try session.run(input, model) {
      do throws(ModelError) {
        return .success(
          try Compiled(
            library: library, path: path, model: model.name, shape: shape, threads: Self.threads))
      } catch {
        return .failure(error)
      }
    }
  }

  private var library: String? { file("libopenvino_c.so.2641", of: .openvino) }

  private func path(of model: Model) -> String? { file(model.file, of: model.source) }

  /// A file of a package in the first store that has the whole package.
  private func file(_ name: String, of package: ModelPackage) -> String? {
    stores.first { $0.has(package) }.map { "\($0.folder(of: package))/\(name)" }
  }
}

/// A compiled model.
///
/// `@unchecked Sendable`: the handle is only used under the turn of its session.
@safe
private final class Compiled: @unchecked Sendable {
  private let handle: OpaquePointer
  private let model: String

  private static let messageSize = 1024

  init(
    library: String, path: String, model: String, shape: [Int]?, threads: Int32
  ) throws(ModelError) {
    var message = [CChar](repeating: 0, count: Self.messageSize)
    let sizes = (shape ?? []).map { Int64($0) }
    // SAFETY: texts, sizes and message outlive the call; the message is ended by a zero.
    let handle = unsafe sizes.withUnsafeBufferPointer { sizes in
      unsafe atelier_model_open(
        library, path, shape == nil ? nil : sizes.baseAddress, sizes.count, threads, &message,
        message.count)
    }
    guard let handle = unsafe handle else {
      throw .failed(model: model, reason: Self.text(message))
    }
    unsafe self.handle = handle
    self.model = model
  }

  deinit { unsafe atelier_model_close(handle) }

  func run(_ input: [Float]) throws(ModelError) -> [ModelRuntime.Tensor] {
    var message = [CChar](repeating: 0, count: Self.messageSize)
    // SAFETY: the handle is valid until deinit; input and message outlive the call.
    let status = unsafe atelier_model_run(handle, input, input.count, &message, message.count)
    guard status == 0 else { throw .failed(model: model, reason: Self.text(message)) }
    var tensors: [ModelRuntime.Tensor] = []
    for index in 0..<(unsafe atelier_model_outputs(handle)) {
      var tensor = unsafe AtelierTensor()
      // SAFETY: as above; the values are copied before the next call.
      let status = unsafe atelier_model_output(handle, index, &tensor, &message, message.count)
      guard status == 0 else { throw .failed(model: model, reason: Self.text(message)) }
      let values = unsafe UnsafeBufferPointer(start: tensor.values, count: tensor.count)
      let rank = Int(unsafe tensor.rank)
      let shape = unsafe withUnsafeBytes(of: tensor.sizes) { bytes in
        unsafe bytes.bindMemory(to: Int64.self).prefix(rank).map { Int($0) }
      }
      tensors.append(ModelRuntime.Tensor(shape: shape, values: unsafe Array(values)))
    }
    return tensors
  }

  /// The first line of a message.
  private static func text(_ message: [CChar]) -> String {
    let bytes = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    return lines.last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown error"
  }
}
