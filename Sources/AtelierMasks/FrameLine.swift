import AtelierEngine

/// Places in the photo of the pixels of a row, in single precision so that loops vectorise.
struct FrameLine {
  private let start: SIMD2<Float>
  private let step: SIMD2<Float>

  init(_ frame: MaskFrame, y: Int) {
    start = SIMD2<Float>(frame.place(x: 0, y: y))
    step = SIMD2<Float>(frame.column)
  }

  /// Fractions of the photo's width and height.
  @inline(__always)
  func place(_ x: Int) -> (Float, Float) {
    let column = Float(Int32(truncatingIfNeeded: x))
    return (start.x + column * step.x, start.y + column * step.y)
  }
}
