import AtelierKernels
import AtelierPixels

/// The picture that mattes are drawn to the edges of: square roots of light, so that steps in dark and
/// bright parts count alike.
struct RegionGuide: Sendable {
  let size: PixelSize
  let moments: ColorGuideMoments

  init(_ photo: PlanarPicture) {
    size = photo.size
    func root(_ plane: [Float]) -> [Float] {
      plane.map { max(0, min(1, $0)).squareRoot() }
    }
    moments = ColorGuideMoments(
      root(photo.red), root(photo.green), root(photo.blue), width: size.width,
      height: size.height, radius: max(2, size.longEdge / 130))
  }
}

/// A matte as a function of place and colour: near a place coverage is
/// `slopes · √colour + offset`, with coefficients that are read with linear interpolation.
package struct RegionModel: Sendable {
  let size: PixelSize
  /// Four values a cell: the slopes and the offset. Empty where nothing was found.
  let coefficients: [SIMD4<Float>]
  /// For each block of cells: 0 or 1 where all around it have that coverage, 2 elsewhere.
  let blocks: [UInt8]
  let blockColumns: Int

  /// Cells on the side of a block, and how far around it they are looked at.
  static let block = 8
  static let reach = 5

  init(_ matte: SceneMatte, shape: SceneMaskShape, guide: () -> RegionGuide) {
    size = matte.size
    let (width, height) = (size.width, size.height)
    let long = Double(size.longEdge)
    var values = matte.coverage
    if shape.expansion != 0 {
      values = Self.expanded(values, size, by: Float(shape.expansion * long))
    }
    let isEmpty = !values.contains { $0 > 0 }
    let isSoft = shape.feather > 0
    var cells = values.map { SIMD4<Float>(0, 0, 0, $0) }
    if !isEmpty, matte.followsEdges, shape.expansion == 0 {
      let guide = guide()
      if guide.size == size {
        let model = ColorGuidedModel(values, moments: guide.moments, epsilon: 2e-4)
        for i in cells.indices {
          cells[i] = Self.sharpened(
            SIMD4(
              model.slopes.red[i], model.slopes.green[i], model.slopes.blue[i],
              model.offset[i]))
        }
        if isSoft {
          let planes = guide.moments.guidePlanes
          for i in cells.indices {
            let color = SIMD4(planes[0][i], planes[1][i], planes[2][i], 1)
            values[i] = max(0, min(1, (cells[i] * color).sum()))
          }
        }
      }
    }
    if isSoft {
      let sigma = max(shape.feather * long / 2, 0.5)
      let blurred = Self.blurred(values, size, sigma: sigma)
      cells = blurred.map { SIMD4<Float>(0, 0, 0, $0) }
    }
    coefficients = isEmpty ? [] : cells
    blockColumns = (width + Self.block - 1) / Self.block
    blocks = isEmpty ? [] : Self.blocks(cells, width: width, height: height)
  }

  /// Spreads coverage, so that what the filter leaves of a hint or of a lack becomes nothing or everything.
  private static func sharpened(_ cell: SIMD4<Float>) -> SIMD4<Float> {
    let (low, high): (Float, Float) = (0.06, 0.94)
    var result = cell / (high - low)
    result.w -= low / (high - low)
    return result
  }

  private static func expanded(_ values: [Float], _ size: PixelSize, by distance: Float) -> [Float]
  {
    let isGrown = distance > 0
    // Growing measures from the inside, shrinking from the outside.
    let field = DistanceField.distance(
      values.map { ($0 >= 0.5) == isGrown }, width: size.width, height: size.height)
    var result = values
    for i in result.indices {
      let edge = max(0, min(1, distance.magnitude - field[i] + 0.5))
      result[i] = isGrown ? max(result[i], edge) : min(result[i], 1 - edge)
    }
    return result
  }

  /// Three box filters, close to a Gaussian.
  private static func blurred(_ values: [Float], _ size: PixelSize, sigma: Double) -> [Float] {
    // Variance of three boxes of width w: (w² − 1) / 4.
    let radius = max(1, Int((((4 * sigma * sigma + 1).squareRoot() - 1) / 2).rounded()))
    var result = values
    for _ in 0..<3 {
      result = BoxFilter.mean(result, width: size.width, height: size.height, radius: radius)
    }
    return result
  }

  private static func blocks(_ cells: [SIMD4<Float>], width: Int, height: Int) -> [UInt8] {
    // What coverage a cell can give at most and at least, whatever the colour.
    func kind(_ cell: SIMD4<Float>) -> UInt8 {
      let low = cell.w + min(cell.x, 0) + min(cell.y, 0) + min(cell.z, 0)
      let high = cell.w + max(cell.x, 0) + max(cell.y, 0) + max(cell.z, 0)
      return high <= 0.002 ? 0 : low >= 0.998 ? 1 : 2
    }
    let kinds = cells.map(kind)
    let (columns, rows) = ((width + block - 1) / block, (height + block - 1) / block)
    var result = [UInt8](repeating: 2, count: columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let (left, top) = (max(column * block - reach, 0), max(row * block - reach, 0))
        let right = min((column + 1) * block + reach, width)
        let bottom = min((row + 1) * block + reach, height)
        let first = kinds[top * width + left]
        let isFlat = (top..<bottom).allSatisfy { y in
          (left..<right).allSatisfy { kinds[y * width + $0] == first }
        }
        if isFlat { result[row * columns + column] = first }
      }
    }
    return result
  }
}

/// Covers a region.
struct RegionMaskKernel: MaskKernel {
  private let frame: MaskFrame
  private let model: RegionModel?
  /// Pixels that are looked at together, so that they lie within the reach of one block.
  private let run: Int

  init(_ frame: MaskFrame, _ model: RegionModel?) {
    self.frame = frame
    self.model = model
    guard let model else {
      run = 1
      return
    }
    let step = frame.column * SIMD2(Double(model.size.width), Double(model.size.height))
    let length = max(step.x.magnitude, step.y.magnitude)
    run = max(1, min(64, Int(Double(RegionModel.reach - 1) / max(length, 1e-6))))
  }

  func cover(
    _ row: inout MutableSpan<Float>, y: Int, red: Span<Float>, green: Span<Float>,
    blue: Span<Float>
  ) {
    row.update(repeating: 0)
    guard let model, !model.coefficients.isEmpty else { return }
    let (width, height) = (model.size.width, model.size.height)
    let scale = SIMD2(Double(width), Double(height))
    let start = frame.place(x: 0, y: y) * scale - 0.5
    let step = frame.column * scale
    var cells = BlockEntries()
    var line: [SIMD4<Float>] = []
    var x = 0
    while x < row.count {
      let range = x..<min(x + run, row.count)
      x = range.upperBound
      // Each pixel's place is computed from its column alone, so that runs leave no trace.
      let place = start + step * Double(range.lowerBound)
      switch model.kind(at: place) {
      case 0: continue
      case 1: for at in range { row[at] = 1 }
      default:
        if step.y == 0 {
          // Pixels along the cells' rows, as in all frames but turned ones.
          if line.isEmpty { line = model.line(at: start.y) }
          Self.read(line.span, from: start.x, step.x, range, into: &cells)
        } else {
          for at in range {
            cells.store(model.cell(at: start + step * Double(at)), at: at - range.lowerBound)
          }
        }
        var part = row._mutatingExtracting(range)
        Self.cover(
          &part, &cells, red.extracting(range), green.extracting(range), blue.extracting(range))
      }
    }
  }

  /// Reads a row of cells, whose last one is repeated, at the places of a run.
  @inline(__always)
  private static func read(
    _ line: Span<SIMD4<Float>>, from start: Double, _ step: Double, _ range: Range<Int>,
    into cells: inout BlockEntries
  ) {
    let last = Float(line.count - 2)
    precondition(last >= 0)
    for at in range {
      let place = max(0, min(Float(start + step * Double(at)), last))
      let left = FastMath.cell(place)
      // SAFETY: the place lies in 0…count − 2, so the cell and its right neighbour lie in the line.
      let (a, b) = unsafe (line[unchecked: left], line[unchecked: left &+ 1])
      cells.store(a + (b - a) * (place - Float(left)), at: at &- range.lowerBound)
    }
  }

  /// Coverage of pixels by their cells and colours.
  @inline(__always)
  private static func cover(
    _ row: inout MutableSpan<Float>, _ cells: inout BlockEntries, _ red: Span<Float>,
    _ green: Span<Float>, _ blue: Span<Float>
  ) {
    precondition(red.count == row.count && green.count == row.count && blue.count == row.count)
    for x in row.indices {
      let r = FastMath.limited(red[x], to: 1).squareRoot()
      let g = FastMath.limited(green[x], to: 1).squareRoot()
      let b = FastMath.limited(blue[x], to: 1).squareRoot()
      let sum = FastMath.multiplyAdd(
        cells.value(0, at: x), r,
        FastMath.multiplyAdd(
          cells.value(1, at: x), g,
          FastMath.multiplyAdd(cells.value(2, at: x), b, cells.value(3, at: x))))
      row[x] = FastMath.limited(sum, to: 1)
    }
  }
}

extension RegionModel {
  /// What covers the pixels around a place of cells: 0 nothing, 1 all, 2 a part.
  fileprivate func kind(at place: SIMD2<Double>) -> UInt8 {
    let column = max(0, min(size.width - 1, Int(max(place.x, 0))))
    let line = max(0, min(size.height - 1, Int(max(place.y, 0))))
    return blocks[line / Self.block * blockColumns + column / Self.block]
  }

  /// A row of cells between two of the model's, with its last one repeated.
  fileprivate func line(at place: Double) -> [SIMD4<Float>] {
    let place = Float(place).clamped(to: 0...Float(size.height - 1))
    let top = Int(place)
    let bottom = min(top + 1, size.height - 1)
    let fraction = place - Float(top)
    var line = (0..<size.width).map { x in
      let (a, b) = (coefficients[top * size.width + x], coefficients[bottom * size.width + x])
      return a + (b - a) * fraction
    }
    line.append(line[size.width - 1])
    return line
  }

  /// A cell between four of the model's.
  fileprivate func cell(at place: SIMD2<Double>) -> SIMD4<Float> {
    let place = SIMD2<Float>(place).clamped(
      lowerBound: .zero, upperBound: SIMD2(Float(size.width - 1), Float(size.height - 1)))
    let (left, top) = (Int(place.x), Int(place.y))
    let (right, bottom) = (min(left + 1, size.width - 1), min(top + 1, size.height - 1))
    let (fx, fy) = (place.x - Float(left), place.y - Float(top))
    let (a, b) = (coefficients[top * size.width + left], coefficients[top * size.width + right])
    let (c, d) = (
      coefficients[bottom * size.width + left], coefficients[bottom * size.width + right]
    )
    let upper = a + (b - a) * fx
    let lower = c + (d - c) * fx
    return upper + (lower - upper) * fy
  }
}

extension Float {
  fileprivate func clamped(to range: ClosedRange<Float>) -> Float {
    Swift.max(range.lowerBound, Swift.min(self, range.upperBound))
  }
}
