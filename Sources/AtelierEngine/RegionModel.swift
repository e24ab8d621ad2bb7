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

/// A matte as a function of place and colour: near a place coverage is what its cells say, read with linear
/// interpolation.
package struct RegionModel: Sendable {
  /// What is known of the places of a photo, row by row.
  enum Cells: Sendable {
    /// Coverage.
    case plain([Float])
    /// Three slopes and an offset: coverage is `slopes · √colour + offset`.
    case guided([SIMD4<Float>])
  }

  let size: PixelSize
  /// Empty where nothing was found.
  let cells: Cells
  /// For each block of cells: 0 or 1 where all around it have that coverage, 2 elsewhere; empty where
  /// nothing was found.
  let blocks: [UInt8]
  let blockColumns: Int

  /// Cells on the side of a block, and how far around it they are looked at: interpolation reads the next
  /// cell, and rows of turned pictures leave a block by a cell before another is looked up.
  static let block = 8
  static let reach = 2

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
    var cells = Cells.plain(isEmpty ? [] : values)
    if !isEmpty, matte.followsEdges, shape.expansion == 0 {
      let guide = guide()
      if guide.size == size {
        let guided = Self.guided(values, guide)
        if isSoft {
          let planes = guide.moments.guidePlanes
          for i in guided.indices {
            let color = SIMD4(planes[0][i], planes[1][i], planes[2][i], 1)
            values[i] = max(0, min(1, (guided[i] * color).sum()))
          }
        }
        cells = .guided(guided)
      }
    }
    if isSoft, !isEmpty {
      let sigma = max(shape.feather * long / 2, 0.5)
      cells = .plain(Self.blurred(values, size, sigma: sigma))
    }
    self.cells = cells
    blockColumns = (width + Self.block - 1) / Self.block
    blocks = isEmpty ? [] : Self.blocks(cells, width: width, height: height)
  }

  /// Coefficients that draw coverage to the edges of a guide.
  private static func guided(_ values: [Float], _ guide: RegionGuide) -> [SIMD4<Float>] {
    let model = ColorGuidedModel(values, moments: guide.moments, epsilon: 2e-4)
    return values.indices.map { i in
      sharpened(
        SIMD4(model.slopes.red[i], model.slopes.green[i], model.slopes.blue[i], model.offset[i]))
    }
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

  private static func blocks(_ cells: Cells, width: Int, height: Int) -> [UInt8] {
    let kinds = kinds(cells)
    let (columns, rows) = ((width + block - 1) / block, (height + block - 1) / block)
    var result = [UInt8](repeating: 2, count: columns * rows)
    var line = [UInt8](repeating: 0, count: width)
    for row in 0..<rows {
      for x in line.indices { line[x] = 0 }
      for y in max(row * block - reach, 0)..<min((row + 1) * block + reach, height) {
        for x in line.indices { line[x] |= kinds[y * width + x] }
      }
      for column in 0..<columns {
        let around = max(column * block - reach, 0)..<min((column + 1) * block + reach, width)
        switch line[around].reduce(0, |) {
        case 1: result[row * columns + column] = 0
        case 2: result[row * columns + column] = 1
        default: break
        }
      }
    }
    return result
  }

  /// For each cell 1 where it covers nothing whatever the colour, 2 where it covers all, 3 elsewhere.
  private static func kinds(_ cells: Cells) -> [UInt8] {
    func kind(_ low: Float, _ high: Float) -> UInt8 { high <= 0.002 ? 1 : low >= 0.998 ? 2 : 3 }
    switch cells {
    case .plain(let values): return values.map { kind($0, $0) }
    case .guided(let cells):
      return cells.map { cell in
        let (low, high) = (pointwiseMin(cell, .zero), pointwiseMax(cell, .zero))
        return kind(cell.w + low.x + low.y + low.z, cell.w + high.x + high.y + high.z)
      }
    }
  }
}
