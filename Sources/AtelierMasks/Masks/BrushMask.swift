package import AtelierEngine
import AtelierRecipe

/// Covers what a brush has painted.
///
/// Each dab is a disc: full coverage up to hardness times its radius, then falling to 0 along
/// `t²(3 − 2t)`. A dab of flow f moves coverage towards 1 (or towards 0, erasing) by f times its own,
/// so strokes build up. Dabs are drawn in their order onto a canvas of 1,024 pixels on the long side,
/// which is read with linear interpolation.
package struct BrushMask: Mask {
  /// Dabs: x and y as fractions of the photo's width and height, radius as a fraction of its long side,
  /// hardness, flow, and 1 for erasing.
  package var dabs: [[Double]] = []

  package init() {}

  package static let spec = MaskSpec<BrushMask>(
    kind: "brush",
    meaning: [.en: "What a brush has painted.", .zh: "画笔涂抹的区域。"],
    parameters: [
      .rows(
        "dabs", \.dabs,
        columns: [
          RowColumn("x", -1...2), RowColumn("y", -1...2), RowColumn("radius", 0...2),
          RowColumn("hardness", 0...1), RowColumn("flow", 0...1), RowColumn("erase", 0...1),
        ], most: 100_000,
        meaning: [
          .en: "Dabs in order: x, y, radius (of the long side), hardness, flow, 1 to erase.",
          .zh: "依次的笔触：x、y、半径（占长边）、硬度、流量、1 为擦除。",
        ])
    ])

  package func makeKernel(of frame: MaskFrame) -> any MaskKernel {
    let long = 1024.0
    let (width, height) = (
      max(1, (frame.aspect > 1 ? long / frame.aspect : long).rounded()),
      max(1, (frame.aspect > 1 ? long : long * frame.aspect).rounded())
    )
    var canvas = Canvas(width: Int(width), height: Int(height))
    for dab in dabs {
      canvas.paint(
        x: dab[0] * width, y: dab[1] * height, radius: max(dab[2] * long, 0.5), hardness: dab[3],
        flow: Float(dab[4]), isErasing: dab[5] >= 0.5)
    }
    return Kernel(frame: frame, canvas: canvas)
  }

  /// Coverage that dabs have left so far.
  private struct Canvas: Sendable {
    let width: Int
    let height: Int
    private(set) var values: [Float]

    init(width: Int, height: Int) {
      self.width = width
      self.height = height
      values = [Float](repeating: 0, count: width * height)
    }

    mutating func paint(
      x: Double, y: Double, radius: Double, hardness: Double, flow: Float, isErasing: Bool
    ) {
      let left = Int(max(0, x - radius - 1))
      let top = Int(max(0, y - radius - 1))
      let right = Int(min(Double(width), x + radius + 1))
      let bottom = Int(min(Double(height), y + radius + 1))
      guard left < right, top < bottom else { return }
      let target: Float = isErasing ? 0 : 1
      // An edge of at least a pixel keeps hard dabs from having steps.
      let soft = max((1 - hardness) * radius, 1)
      for row in top..<bottom {
        for column in left..<right {
          let (dx, dy) = (Double(column) + 0.5 - x, Double(row) + 0.5 - y)
          let distance = (dx * dx + dy * dy).squareRoot()
          let t = Float(min(max((radius - distance) / soft, 0), 1))
          let at = row * width + column
          values[at] += flow * t * t * (3 - 2 * t) * (target - values[at])
        }
      }
    }

    /// Coverage at a place in pixels of the canvas; edges repeat.
    func value(_ x: Float, _ y: Float) -> Float {
      let column = min(max(x - 0.5, 0), Float(width - 1))
      let row = min(max(y - 0.5, 0), Float(height - 1))
      let (left, top) = (Int(column), Int(row))
      let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
      let (fx, fy) = (column - Float(left), row - Float(top))
      let above = values[top * width + left] * (1 - fx) + values[top * width + right] * fx
      let below = values[bottom * width + left] * (1 - fx) + values[bottom * width + right] * fx
      return above * (1 - fy) + below * fy
    }
  }

  private struct Kernel: PlaceMaskKernel {
    let frame: MaskFrame
    let canvas: Canvas

    @inline(__always)
    func cover(_ row: inout MutableSpan<Float>, along line: some PhotoLine) {
      let (width, height) = (Float(canvas.width), Float(canvas.height))
      for index in row.indices {
        let (x, y) = line.place(index)
        row[index] = canvas.value(x * width, y * height)
      }
    }
  }
}
