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
    let cells = model.coefficients.span
    let last = SIMD2(Float(width - 1), Float(height - 1))
    var x = 0
    while x < row.count {
      let end = min(x + run, row.count)
      // Each pixel's place is computed from its column alone, so that runs leave no trace.
      let place = start + step * Double(x)
      let column = max(0, min(width - 1, Int(max(place.x, 0))))
      let line = max(0, min(height - 1, Int(max(place.y, 0))))
      let kind = model.blocks[
        line / RegionModel.block * model.blockColumns + column / RegionModel.block]
      if kind == 1 {
        for at in x..<end { row[at] = 1 }
      } else if kind == 2 {
        for at in x..<end {
          let place = SIMD2<Float>(start + step * Double(at))
          let clamped = place.clamped(lowerBound: .zero, upperBound: last)
          let (left, top) = (Int(clamped.x), Int(clamped.y))
          let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
          let (fx, fy) = (clamped.x - Float(left), clamped.y - Float(top))
          let (a, b) = (cells[top * width + left], cells[top * width + right])
          let (c, d) = (cells[bottom * width + left], cells[bottom * width + right])
          let upper = a + (b - a) * fx
          let lower = c + (d - c) * fx
          let cell = upper + (lower - upper) * fy
          let color = SIMD4(
            max(0, min(1, red[at])).squareRoot(), max(0, min(1, green[at])).squareRoot(),
            max(0, min(1, blue[at])).squareRoot(), 1)
          row[at] = max(0, min(1, (cell * color).sum()))
        }
      }
      x = end
    }
  }
}
