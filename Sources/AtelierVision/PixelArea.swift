package import AtelierPixels

/// Some pixels of a picture, by their index in row order.
package struct PixelArea: Sendable, Hashable {
  /// Size of the picture.
  package let size: PixelSize
  /// Indices of the pixels, rising.
  package let indices: [Int32]

  /// Makes the area of the pixels for which a condition holds.
  package init(size: PixelSize, where isInside: (Int) -> Bool) {
    var indices: [Int32] = []
    for index in 0..<size.pixelCount where isInside(index) { indices.append(Int32(index)) }
    self.init(size: size, indices: indices)
  }

  private init(size: PixelSize, indices: [Int32]) {
    self.size = size
    self.indices = indices
  }

  /// All pixels of a picture.
  package static func all(of size: PixelSize) -> PixelArea {
    PixelArea(size: size, indices: Array(0..<Int32(size.pixelCount)))
  }

  /// Makes the area where a coverage plane (0…1, one value a pixel) reaches a threshold.
  package init(coverage: [Float], size: PixelSize, threshold: Float = 0.5) {
    precondition(coverage.count == size.pixelCount, "one coverage value a pixel")
    self.init(size: size) { coverage[$0] >= threshold }
  }

  /// Makes the area of a box of fractions 0…1, grown on every side by `margin` × the longer side.
  ///
  /// The box's edges are rounded to whole pixels, halves to the even one.
  package init(
    size: PixelSize, left: Double, top: Double, right: Double, bottom: Double, margin: Double = 0
  ) {
    let grown = margin * Double(size.longEdge)
    /// The pixel at which an edge lies.
    func edge(_ fraction: Double, _ length: Int, _ shift: Double) -> Int {
      let place = (fraction * Double(length) + shift).rounded(.toNearestOrEven)
      return Int(min(max(place, 0), Double(length)))
    }
    let columns = (edge(left, size.width, -grown), edge(right, size.width, grown))
    let rows = (edge(top, size.height, -grown), edge(bottom, size.height, grown))
    var indices: [Int32] = []
    for y in rows.0..<max(rows.0, rows.1) {
      let row = Int32(y * size.width)
      indices.append(
        contentsOf: row + Int32(columns.0)..<row + Int32(max(columns.0, columns.1)))
    }
    self.init(size: size, indices: indices)
  }

  /// Whether there are no pixels.
  package var isEmpty: Bool { indices.isEmpty }
  /// Number of pixels.
  package var count: Int { indices.count }
  /// Share of the picture's pixels, 0…1.
  package var share: Double { Double(count) / Double(max(size.pixelCount, 1)) }

  /// The pixels of this area for which a condition holds.
  package func filter(_ isInside: (Int) -> Bool) -> PixelArea {
    PixelArea(size: size, indices: indices.filter { isInside(Int($0)) })
  }

  /// The pixels that are not in this area.
  package var inverse: PixelArea {
    var isInside = [Bool](repeating: false, count: size.pixelCount)
    for index in indices { isInside[Int(index)] = true }
    return PixelArea(size: size) { !isInside[$0] }
  }

  /// The values of a plane at the area's pixels.
  package func values(of plane: [Float]) -> [Float] {
    if indices.count == plane.count { return plane }
    return indices.map { plane[Int($0)] }
  }
}
