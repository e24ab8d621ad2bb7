import AtelierEngine
import AtelierKernels

/// Adds to L, a and b of Oklab pixels what a table says for their lightness.
struct LightnessTable: PointKernel {
  private let lightness: [Float]
  private let a: [Float]
  private let b: [Float]

  private static let cells = 1024

  /// Makes the table of a change (ΔL, Δa, Δb) for lightness 0…1; beyond, its ends go on.
  ///
  /// ΔL is limited so that the new lightness rises by at least a tenth of the old one's rise.
  init(_ change: (Double) -> SIMD3<Double>) {
    let changes = (0...(Self.cells + 1)).map { change(min(1, Double($0) / Double(Self.cells))) }
    var moves = changes.map(\.x)
    let step = 1 / Double(Self.cells)
    for index in moves.indices.dropFirst() {
      moves[index] = max(moves[index], moves[index - 1] - 0.9 * step)
    }
    lightness = moves.map { Float($0) }
    a = changes.map { Float($0.y) }
    b = changes.map { Float($0.z) }
  }

  func callAsFunction(
    _ lightness: inout MutableSpan<Float>, _ a: inout MutableSpan<Float>,
    _ b: inout MutableSpan<Float>, at position: StripPosition
  ) {
    let count = lightness.count
    precondition(a.count == count && b.count == count)
    let (moves, aMoves, bMoves) = (self.lightness.span, self.a.span, self.b.span)
    precondition(moves.count == Self.cells + 2)
    precondition(aMoves.count == moves.count && bMoves.count == moves.count)
    let top = Float(Self.cells)
    for x in 0..<count {
      let light = lightness[x]
      let place = max(0, min(light * top, top))
      let cell = FastMath.cell(place)
      let f = place - Float(cell)
      // SAFETY: `place` lies in 0…cells, so the cell and its successor lie in the tables.
      let (l0, l1) = unsafe (moves[unchecked: cell], moves[unchecked: cell + 1])
      let (a0, a1) = unsafe (aMoves[unchecked: cell], aMoves[unchecked: cell + 1])
      let (b0, b1) = unsafe (bMoves[unchecked: cell], bMoves[unchecked: cell + 1])
      lightness[x] = light + (l0 + f * (l1 - l0))
      a[x] += a0 + f * (a1 - a0)
      b[x] += b0 + f * (b1 - b0)
    }
  }
}
