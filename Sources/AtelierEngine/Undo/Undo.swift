import AtelierKernels
import AtelierPixels
public import AtelierRecipe

/// Takes the settings off that a picture already carries.
///
/// The operations are undone from the last to the first: curves by the inverse of their common table,
/// others by kernels of their own. What they clipped stays an estimate; what cannot be undone is left.
struct Undo: Sendable {
  private let kernels: [any PointKernel]
  /// The light that the picture is balanced to, as far as the settings tell.
  let light: SourceLight
  /// Operations that change the picture and cannot be undone, in the order of rendering.
  let left: [String]
  /// Their settings.
  let remaining: Adjustments
  /// Whether tones were bent, so that values at the ends may have been clipped.
  private let hasTones: Bool

  /// Compiles settings.
  ///
  /// - Returns: nil for none.
  init?(_ adjustments: Adjustments, catalog: OperationCatalog, light: SourceLight) {
    let operations = catalog.operations(for: adjustments)
    guard !operations.isEmpty else { return nil }
    let context = RenderContext(
      size: PixelSize(width: 1, height: 1), scale: 1, maps: .none, light: light)
    var kernels: [any PointKernel] = []
    var tones: [@Sendable (Double) -> Double] = []
    var domain = PixelDomain.sceneLinear
    var left: [String] = []
    var newLight = light
    var hasTones = false
    func flush() {
      guard !tones.isEmpty else { return }
      hasTones = true
      let inverse = ToneInverse(tones)
      kernels.append(ToneKernel([{ inverse($0) }]))
      tones = []
    }
    func enter(_ wanted: PixelDomain) {
      guard wanted != domain else { return }
      kernels.append(wanted == .perceptual ? ToPerceptual() : FromPerceptual())
      domain = wanted
    }
    for operation in operations.reversed() {
      guard operation.canBeUndone else {
        if operation.changesPicture(in: context) { left.append(type(of: operation).describe.name) }
        continue
      }
      if let invertible = operation as? any InvertibleOperation {
        newLight = invertible.light(after: newLight)
        if let kernel = invertible.makeInverse() {
          flush()
          enter(type(of: operation).domain)
          kernels.append(kernel)
        }
      }
      if let tone = (operation as? any ToneOperation)?.makeTone(in: context) {
        enter(.sceneLinear)
        tones.insert(tone, at: 0)
      }
    }
    flush()
    enter(.sceneLinear)
    self.kernels = kernels
    self.light = newLight
    self.left = left.reversed()
    remaining = adjustments.filter { left.contains($0.key) }
    self.hasTones = hasTones
  }

  /// Whether pixels change.
  var isIdentity: Bool { kernels.isEmpty }

  /// Works on pixels in place.
  func apply(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    for kernel in kernels { kernel(&red, &green, &blue, at: position) }
  }

  /// Works on a picture.
  func apply(to picture: inout PlanarPicture) {
    let size = picture.size
    var (r, g, b) = (picture.red, picture.green, picture.blue)
    do {
      var red = r.mutableSpan
      var green = g.mutableSpan
      var blue = b.mutableSpan
      apply(&red, &green, &blue, at: StripPosition(x: 0, y: 0, size: size))
    }
    (picture.red, picture.green, picture.blue) = (r, g, b)
  }

  /// Share of the pixels of a picture, with the settings still on, that their tones may have clipped:
  /// the largest channel at white, or the largest at black.
  func estimatedShare(of picture: PlanarPicture) -> Double {
    guard hasTones, !picture.red.isEmpty else { return 0 }
    var count = 0
    for x in picture.red.indices {
      let top = max(picture.red[x], picture.green[x], picture.blue[x])
      // One code of 8 bit from the ends, in linear light.
      if top > 0.991 || top < 0.0003 { count += 1 }
    }
    return Double(count) / Double(picture.red.count)
  }
}

extension Operation {
  fileprivate static var domain: PixelDomain { spec.domain }

  /// Whether the settings do anything.
  fileprivate func changesPicture(in context: RenderContext) -> Bool {
    if let area = self as? any AreaOperation { return area.makeKernel(in: context) != nil }
    if self is any OverviewOperation { return true }
    return !Chain.steps(of: self, in: context).isEmpty
  }
}

/// What taking off the settings that a picture carries left open.
public struct UndoReport: Hashable, Sendable {
  /// Names of operations among the settings that cannot be taken off.
  public let left: [String]
  /// Their settings, which the picture still carries.
  public let remaining: Adjustments
  /// Share of the pixels, 0…1, that the settings may have clipped: what comes back there is an
  /// estimate.
  public let estimatedShare: Double
}

/// Rows of a picture with the settings taken off that it carries.
final class UndoneRows: RowSource {
  private let upstream: any RowSource
  private let undo: Undo
  private let size: PixelSize

  init(_ upstream: any RowSource, undo: Undo, size: PixelSize) {
    self.upstream = upstream
    self.undo = undo
    self.size = size
  }

  func read(row y: Int, into buffer: inout RowBuffer) {
    upstream.read(row: y, into: &buffer)
    buffer.edit { red, green, blue in
      undo.apply(&red, &green, &blue, at: StripPosition(x: 0, y: y, size: size))
    }
  }
}
