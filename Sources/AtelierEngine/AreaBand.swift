import AtelierPixels
import Synchronization

/// An area kernel that changes a pixel by the pixel itself and one number that its neighbours give: its
/// band, which does not depend on the strength.
///
/// Bands of a picture that is rendered many times can therefore be kept.
package protocol BandKernel: AreaKernel {
  /// What the band depends on.
  var band: AreaBand { get }

  /// Writes the bands of pixels from the planes of the rows around; see
  /// ``AreaKernel/combine(_:window:_:_:_:at:)``.
  func measure(_ planes: Span<Float>, window: AreaWindow, into bands: inout MutableSpan<Float>)

  /// Changes pixels in place, knowing their bands.
  func apply(
    _ bands: Span<Float>, _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>)
}

extension BandKernel {
  /// Measures and applies.
  package func combine(
    _ planes: Span<Float>, window: AreaWindow, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>,
    at position: StripPosition
  ) {
    var storage = InlineArray<512, Float>(repeating: 0)
    var all = storage.mutableSpan
    var bands = all._mutatingExtracting(0..<red.count)
    measure(planes, window: window, into: &bands)
    apply(bands.span, &red, &green, &blue)
  }
}

/// Kernels with equal ones have the same bands on the same pixels.
package struct AreaBand: Hashable, Sendable {
  /// The operation's name.
  let operation: String
  /// The numbers that its settings made.
  let settings: [Float]

  /// Names the band of an operation.
  package init(operation: String, settings: [Float]) {
    self.operation = operation
    self.settings = settings
  }
}

/// The bands of a picture that renders asked for last, at most two.
final class BandMemory: Sendable {
  private let kept = Mutex<[(band: AreaBand, values: [Float])]>([])

  /// Bands that are kept.
  static let most = 2

  /// The band of every pixel, measured now where it is not kept. Renders that ask for the same one at the
  /// same time may each measure it.
  func values(for kernel: some BandKernel, of picture: PreparedPicture) -> [Float] {
    let band = kernel.band
    let found: [Float]? = kept.withLock { kept in
      guard let index = kept.firstIndex(where: { $0.band == band }) else { return nil }
      kept.append(kept.remove(at: index))
      return kept[kept.count - 1].values
    }
    if let found { return found }
    let values = Self.measure(kernel, picture)
    kept.withLock { kept in
      kept.removeAll { $0.band == band }
      kept.append((band, values))
      if kept.count > Self.most { kept.removeFirst() }
    }
    return values
  }

  private static func measure(_ kernel: some BandKernel, _ picture: PreparedPicture) -> [Float] {
    let size = picture.size
    let stage = AreaStage(
      upstream: picture.makeRows(), global: BandWriter(kernel: kernel), locals: [], size: size)
    var row = RowBuffer(width: size.width)
    var values: [Float] = []
    values.reserveCapacity(size.pixelCount)
    for y in 0..<size.height {
      stage.read(row: y, into: &row)
      values += row.red
    }
    return values
  }
}

/// Puts the bands of a kernel in place of red.
private struct BandWriter<Kernel: BandKernel>: AreaKernel {
  let kernel: Kernel
  var margin: Int { kernel.margin }
  var planeCount: Int { kernel.planeCount }

  func prepare(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>,
    into planes: inout MutableSpan<Float>, width: Int
  ) {
    kernel.prepare(red, green, blue, into: &planes, width: width)
  }

  func combine(
    _ planes: Span<Float>, window: AreaWindow, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>,
    at position: StripPosition
  ) {
    kernel.measure(planes, window: window, into: &red)
  }
}
