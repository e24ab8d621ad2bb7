import AtelierEngine
import AtelierKernels

/// Undoes a kernel by searching, for each pixel, the one that it takes there: starting at the pixel,
/// half of what is missing is added 40 times.
///
/// It converges wherever the kernel's slopes lie between 0 and 4 and little turns; where the kernel
/// takes several colours to one, the nearest on the way is found.
struct FixedPointInverse: PointKernel {
  let kernel: any PointKernel

  private static let rounds = 40

  func callAsFunction(
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count)
    func copy(_ span: Span<Float>) -> [Float] { span.indices.map { span[$0] } }
    let wanted = (copy(red.span), copy(green.span), copy(blue.span))
    for _ in 0..<Self.rounds {
      var (r, g, b) = (copy(red.span), copy(green.span), copy(blue.span))
      do {
        var first = r.mutableSpan
        var second = g.mutableSpan
        var third = b.mutableSpan
        kernel(&first, &second, &third, at: position)
      }
      for x in 0..<count {
        red[x] += 0.5 * (wanted.0[x] - r[x])
        green[x] += 0.5 * (wanted.1[x] - g[x])
        blue[x] += 0.5 * (wanted.2[x] - b[x])
      }
    }
  }
}
