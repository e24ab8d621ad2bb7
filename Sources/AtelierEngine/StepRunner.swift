import AtelierPixels
import AtelierRecipe

/// A compiled step that is ready to run. A class, because an enumeration's kernel is copied out of it
/// for every strip, which takes as long as a short kernel runs.
class StepRunner {
  /// The map that the kernel reads.
  let map: SceneMap?

  fileprivate init(map: SceneMap?) { self.map = map }

  /// Changes a strip; `map` holds the map's values there, and is empty for kernels that read none.
  func run(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, at position: StripPosition
  ) {}

  /// The runner of a step; nil for one that masks vary.
  static func make(_ step: Chain.Step) -> StepRunner? {
    switch step {
    case .point(let kernel): point(kernel)
    case .mapped(let kernel, let map): mapped(kernel, map)
    case .varying: nil
    }
  }

  private static func point(_ kernel: some PointKernel) -> StepRunner { PointRunner(kernel) }
  private static func mapped(_ kernel: some MappedKernel, _ map: SceneMap) -> StepRunner {
    MappedRunner(kernel, map)
  }
}

private final class PointRunner<Kernel: PointKernel>: StepRunner {
  private let kernel: Kernel

  init(_ kernel: Kernel) {
    self.kernel = kernel
    super.init(map: nil)
  }

  override func run(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, at position: StripPosition
  ) {
    kernel(&red, &green, &blue, at: position)
  }
}

private final class MappedRunner<Kernel: MappedKernel>: StepRunner {
  private let kernel: Kernel

  init(_ kernel: Kernel, _ map: SceneMap) {
    self.kernel = kernel
    super.init(map: map)
  }

  override func run(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, map: Span<Float>, at position: StripPosition
  ) {
    kernel(&red, &green, &blue, map: map, at: position)
  }
}
