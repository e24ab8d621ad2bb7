import AtelierKernels
import AtelierPixels

/// Covers a region.
struct RegionMaskKernel: MaskKernel {
  private let frame: MaskFrame
  private let model: RegionModel?
  /// Where the pixels of all rows lie; nil in turned pictures.
  private let columns: CellColumns?

  init(_ frame: MaskFrame, _ model: RegionModel?) {
    self.frame = frame
    self.model = model
    guard let model, frame.column.y == 0, frame.row.x == 0 else {
      columns = nil
      return
    }
    let width = Double(model.size.width)
    columns = CellColumns(
      count: frame.size.width, from: frame.place(x: 0, y: 0).x * width - 0.5,
      step: frame.column.x * width, over: model.size.width)
  }

  func cover(
    _ row: inout MutableSpan<Float>, y: Int, red: Span<Float>, green: Span<Float>,
    blue: Span<Float>
  ) {
    row.update(repeating: 0)
    guard let model, !model.blocks.isEmpty else { return }
    guard let columns else { return coverTurned(&row, y: y, red, green, blue, by: model) }
    let scale = Double(model.size.height)
    let place = Float(frame.place(x: 0, y: y).y * scale - 0.5)
    let line = model.line(at: place)
    let blocks = model.blocks.span.extracting(model.blocks(of: line.top))
    var scratch = RunScratch()
    for part in columns.parts {
      switch blocks[part.block] {
      case 0: continue
      case 1:
        var covered = row._mutatingExtracting(part.pixels)
        covered.update(repeating: 1)
      default:
        let runs = columns.runs.span.extracting(part.runs)
        switch model.cells {
        case .plain(let cells): Self.cover(&row, runs, model, cells.span, line)
        case .guided(let cells):
          scratch.load(part.pixels, red, green, blue)
          Self.cover(&row, part.pixels, runs, model, cells.span, line, &scratch)
        }
      }
    }
  }

  /// Covers runs of pixels by the coverage of cells.
  private static func cover(
    _ row: inout MutableSpan<Float>, _ runs: Span<CellColumns.Run>, _ model: RegionModel,
    _ cells: Span<Float>, _ line: RegionModel.Line
  ) {
    let width = model.size.width
    for index in runs.indices {
      let run = runs[index]
      let right = min(run.cell + 1, width - 1)
      func value(_ column: Int) -> Float {
        let (a, b) = (cells[line.top * width + column], cells[line.bottom * width + column])
        return a + (b - a) * line.way
      }
      let (a, b) = (value(run.cell), value(right))
      for at in run.pixels {
        let way = run.way + run.step * Float(at - run.pixels.lowerBound)
        row[at] = FastMath.limited(a + (b - a) * way, to: 1)
      }
    }
  }

  /// Covers the runs of some pixels by cells' coefficients, eight pixels at a time.
  private static func cover(
    _ row: inout MutableSpan<Float>, _ pixels: Range<Int>, _ runs: Span<CellColumns.Run>,
    _ model: RegionModel, _ cells: Span<SIMD4<Float>>, _ line: RegionModel.Line,
    _ scratch: inout RunScratch
  ) {
    let width = model.size.width
    let (top, bottom) = (line.top * width, line.bottom * width)
    for index in runs.indices {
      let run = runs[index]
      let (left, right) = (run.cell, min(run.cell + 1, width - 1))
      let (upperLeft, lowerLeft) = (cells[top + left], cells[bottom + left])
      let (upperRight, lowerRight) = (cells[top + right], cells[bottom + right])
      let cell = upperLeft + (lowerLeft - upperLeft) * line.way
      let rise = upperRight + (lowerRight - upperRight) * line.way - cell
      var way = run.way + run.step * RunScratch.ramp
      for at in stride(from: run.pixels.lowerBound, to: run.pixels.upperBound, by: 8) {
        scratch.cover(at - pixels.lowerBound, cell, rise, way)
        way += 8 * run.step
      }
    }
    var part = row._mutatingExtracting(pixels)
    scratch.store(in: &part)
  }

  /// Covers a row of a picture that lies over the cells in any direction.
  private func coverTurned(
    _ row: inout MutableSpan<Float>, y: Int, _ red: Span<Float>, _ green: Span<Float>,
    _ blue: Span<Float>, by model: RegionModel
  ) {
    precondition(red.count == row.count && green.count == row.count && blue.count == row.count)
    let scale = SIMD2(Double(model.size.width), Double(model.size.height))
    let start = frame.place(x: 0, y: y) * scale - 0.5
    let step = frame.column * scale
    // Pixels that are looked at together, so that they lie within the reach of one block.
    let length = max(step.x.magnitude, step.y.magnitude)
    let run = max(1, min(64, Int(Double(RegionModel.reach - 1) / max(length, 1e-6))))
    for first in stride(from: 0, to: row.count, by: run) {
      let range = first..<min(first + run, row.count)
      // Each pixel's place is computed from its column alone, so that runs leave no trace.
      let kind = model.kind(at: start + step * Double(first))
      guard kind != 0 else { continue }
      for at in range {
        guard kind > 1 else {
          row[at] = 1
          continue
        }
        let color = SIMD4(
          FastMath.limited(red[at], to: 1), FastMath.limited(green[at], to: 1),
          FastMath.limited(blue[at], to: 1), 1)
        let cell = model.cell(at: start + step * Double(at))
        row[at] = FastMath.limited((cell * color.squareRoot()).sum(), to: 1)
      }
    }
  }
}

/// Where the pixels of a row lie over a row of cells.
private struct CellColumns: Sendable {
  /// Pixels between the same two cells.
  struct Run: Sendable {
    /// The cell on their left.
    var cell: Int
    /// The way of the first to the next cell, and from pixel to pixel.
    var way: Float
    var step: Float
    var pixels: Range<Int>
  }

  /// Runs that lie in a block of cells, and in scratch memory.
  struct Part: Sendable {
    var block: Int
    var pixels: Range<Int>
    var runs: Range<Int>
  }

  private(set) var runs: [Run] = []
  private(set) var parts: [Part] = []

  /// Places pixels from the first one's place on; what lies beyond the cells belongs to the outermost.
  init(count: Int, from start: Double, step: Double, over cells: Int) {
    var isOutside = false
    for x in 0..<count {
      let place = start + step * Double(x)
      let inside = max(0, min(place, Double(cells - 1)))
      let cell = Int(inside)
      if let last = runs.last, last.cell == cell, isOutside == (inside != place),
        last.pixels.count < RunScratch.length / 2
      {
        runs[runs.count - 1].pixels = last.pixels.lowerBound..<(x + 1)
      } else {
        isOutside = inside != place
        runs.append(
          Run(
            cell: cell, way: Float(inside - Double(cell)), step: isOutside ? 0 : Float(step),
            pixels: x..<(x + 1)))
      }
    }
    for (index, run) in runs.enumerated() {
      let block = run.cell / RegionModel.block
      if let last = parts.last, last.block == block,
        run.pixels.upperBound - last.pixels.lowerBound <= RunScratch.length
      {
        parts[parts.count - 1].pixels = last.pixels.lowerBound..<run.pixels.upperBound
        parts[parts.count - 1].runs = last.runs.lowerBound..<(index + 1)
      } else {
        parts.append(Part(block: block, pixels: run.pixels, runs: index..<(index + 1)))
      }
    }
  }
}

extension RegionModel {
  /// A place between two rows of cells.
  struct Line {
    var top: Int
    var bottom: Int
    /// The way from the upper to the lower.
    var way: Float
  }

  fileprivate func line(at place: Float) -> Line {
    let place = max(0, min(place, Float(size.height - 1)))
    let top = Int(place)
    return Line(top: top, bottom: min(top + 1, size.height - 1), way: place - Float(top))
  }

  /// Where the blocks of a row of cells stand.
  fileprivate func blocks(of line: Int) -> Range<Int> {
    let first = line / Self.block * blockColumns
    return first..<(first + blockColumns)
  }

  /// What covers the pixels around a place of cells: 0 nothing, 1 all, 2 a part.
  fileprivate func kind(at place: SIMD2<Double>) -> UInt8 {
    let column = max(0, min(size.width - 1, Int(max(place.x, 0))))
    let line = max(0, min(size.height - 1, Int(max(place.y, 0))))
    return blocks[line / Self.block * blockColumns + column / Self.block]
  }

  /// A cell between four of the model's.
  fileprivate func cell(at place: SIMD2<Double>) -> SIMD4<Float> {
    let place = SIMD2<Float>(place).clamped(
      lowerBound: .zero, upperBound: SIMD2(Float(size.width - 1), Float(size.height - 1)))
    let (left, top) = (Int(place.x), Int(place.y))
    let (right, bottom) = (min(left + 1, size.width - 1), min(top + 1, size.height - 1))
    let (fx, fy) = (place.x - Float(left), place.y - Float(top))
    let (above, below) = (top * size.width, bottom * size.width)
    func mix(_ value: (Int) -> SIMD4<Float>) -> SIMD4<Float> {
      let (a, b, c, d) = (
        value(above + left), value(above + right), value(below + left), value(below + right)
      )
      let (upper, lower) = (a + (b - a) * fx, c + (d - c) * fx)
      return upper + (lower - upper) * fy
    }
    switch cells {
    case .plain(let values): return mix { SIMD4(0, 0, 0, values[$0]) }
    case .guided(let cells): return mix { cells[$0] }
    }
  }
}
