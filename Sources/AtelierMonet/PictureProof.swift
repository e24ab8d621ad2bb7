package import AtelierEngine
package import AtelierPixels

extension Picture {
  /// A smaller version, on which edits can be tried in a fraction of the time: the mean of square blocks of
  /// codes, in 16 bits and without alpha.
  ///
  /// MonetGPT's filters have radii in pixels and so reach farther in it; tones and colours are those of the
  /// whole picture.
  ///
  /// - Parameters:
  ///   - longEdge: the least pixels of its longer side; a picture below twice as many stays as it is.
  ///   - jobs: number of workers.
  /// - Returns: the smaller version, or the picture itself.
  /// - Throws: `RenderError.cancelled`.
  package func proof(longEdge: Int, jobs: Int) async throws(RenderError) -> Picture {
    let block = min(size.longEdge / max(longEdge, 1), size.width, size.height)
    guard block > 1 else { return self }
    let small = PixelSize(width: size.width / block, height: size.height / block)
    let rows = try await RowWork.make(small.height, jobs: jobs) { y in
      switch samples {
      case .eight(let codes): Self.means(of: codes.span, size.width, block, row: y, top: 255)
      case .sixteen(let codes): Self.means(of: codes.span, size.width, block, row: y, top: 65535)
      }
    }
    return Picture(
      size: small, samples: .sixteen(Array(rows.joined())), colorSpace: colorSpace)
  }

  /// Means of a row of blocks, as 16-bit codes.
  private static func means<Code: FixedWidthInteger & UnsignedInteger>(
    of codes: borrowing Span<Code>, _ width: Int, _ block: Int, row: Int, top: UInt64
  ) -> [UInt16] {
    let count = width / block
    var sums = [UInt64](repeating: 0, count: 3 * count)
    for y in (row * block)..<((row + 1) * block) {
      let line = codes.extracting((3 * y * width)..<(3 * (y * width + count * block)))
      var place = 0
      for x in 0..<count {
        // A line of a block is below 65,536 pixels of 16 bits each.
        var sum = SIMD4<UInt32>()
        for _ in 0..<block {
          sum.x &+= UInt32(truncatingIfNeeded: line[place])
          sum.y &+= UInt32(truncatingIfNeeded: line[place &+ 1])
          sum.z &+= UInt32(truncatingIfNeeded: line[place &+ 2])
          place &+= 3
        }
        sums[3 * x] &+= UInt64(sum.x)
        sums[3 * x + 1] &+= UInt64(sum.y)
        sums[3 * x + 2] &+= UInt64(sum.z)
      }
    }
    let whole = top * UInt64(block * block)
    return sums.map { UInt16(($0 * 65535 + whole / 2) / whole) }
  }
}
