import AtelierCodecs
import AtelierPixels

/// A picture of 8 bit that marks are drawn on.
struct Drawing {
  let size: PixelSize
  private var codes: [UInt8]

  /// Starts with three codes a pixel.
  init(size: PixelSize, codes: [UInt8]) {
    precondition(codes.count == 3 * size.pixelCount, "three codes a pixel")
    self.size = size
    self.codes = codes
  }

  /// Tints where a grey picture is bright.
  mutating func tint(_ coverage: [UInt8], color: SIMD3<Float>, share: Float) {
    for at in 0..<min(coverage.count, codes.count) {
      let part = share * Float(coverage[at]) / 255
      codes[at] = UInt8(Float(codes[at]) * (1 - part) + 255 * color[at % 3] * part)
    }
  }

  /// Draws the lines of a box: left, top, right, bottom as fractions.
  mutating func frame(_ box: SIMD4<Float>) {
    let (left, top) = (column(box.x), row(box.y))
    let (right, bottom) = (column(box.z), row(box.w))
    for x in left..<max(left, right) {
      for line in 0..<2 { set(x, top + line); set(x, bottom - line) }
    }
    for y in top..<max(top, bottom) {
      for line in 0..<2 { set(left + line, y); set(right - line, y) }
    }
  }

  /// Writes a text at a place given in fractions.
  mutating func write(_ text: String, x: Float, y: Float) {
    write(text, left: column(x) + 4, top: row(y) + 4, color: [1, 1, 0.2])
  }

  /// Writes a line of the legend in the lower left corner, on black.
  mutating func legend(_ text: String, line: Int, color: SIMD3<Float>) {
    let height = Self.height + 4
    let top = size.height - (line + 1) * height - 4
    for y in max(top, 0)..<min(max(top, 0) + height, size.height) {
      for x in 0..<min((text.count + 2) * Self.width, size.width) { set(x, y, [0, 0, 0]) }
    }
    for y in 0..<Self.height { for x in 0..<8 { set(4 + x, top + 2 + y, color) } }
    write(text, left: 18, top: top + 2, color: [1, 1, 1])
  }

  /// Hands the picture to an encoder.
  ///
  /// - Throws: what the encoder throws.
  func send(to sink: any PixelSink) throws {
    let strips = (size.height + sink.stripHeight - 1) / sink.stripHeight
    for strip in 0..<strips {
      let rows = (strip * sink.stripHeight)..<min((strip + 1) * sink.stripHeight, size.height)
      let part = Array(
        codes[(3 * size.width * rows.lowerBound)..<(3 * size.width * rows.upperBound)])
      let samples: Samples =
        sink.depth == .eight ? .eight(part) : .sixteen(part.map { UInt16($0) * 257 })
      try sink.accept(strip: strip, rows: rows, samples: samples)
    }
  }

  private func column(_ x: Float) -> Int { min(max(Int(x * Float(size.width)), 0), size.width - 1) }
  private func row(_ y: Float) -> Int { min(max(Int(y * Float(size.height)), 0), size.height - 1) }

  private mutating func set(_ x: Int, _ y: Int, _ color: SIMD3<Float> = [1, 1, 0.2]) {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return }
    for channel in 0..<3 { codes[3 * (y * size.width + x) + channel] = UInt8(255 * color[channel]) }
  }

  // MARK: Letters

  /// Pixels of a letter with its gap; every dot is two pixels wide and high.
  private static let width = 12
  private static let height = 14

  private mutating func write(_ text: String, left: Int, top: Int, color: SIMD3<Float>) {
    for (index, letter) in text.lowercased().enumerated() {
      guard let rows = Self.letters[letter] else { continue }
      for (y, bits) in rows.enumerated() {
        for x in 0..<5 where bits >> UInt8(4 - x) & 1 == 1 {
          for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            set(left + index * Self.width + 2 * x + dx, top + 2 * y + dy, color)
          }
        }
      }
    }
  }

  /// Seven rows of five dots, the leftmost in bit 4.
  private static let letters: [Character: [UInt8]] = [
    "a": [14, 17, 17, 31, 17, 17, 17], "b": [30, 17, 17, 30, 17, 17, 30],
    "c": [14, 17, 16, 16, 16, 17, 14], "d": [30, 17, 17, 17, 17, 17, 30],
    "e": [31, 16, 16, 30, 16, 16, 31], "f": [31, 16, 16, 30, 16, 16, 16],
    "g": [14, 17, 16, 23, 17, 17, 14], "h": [17, 17, 17, 31, 17, 17, 17],
    "i": [14, 4, 4, 4, 4, 4, 14], "j": [7, 2, 2, 2, 2, 18, 12],
    "k": [17, 18, 20, 24, 20, 18, 17], "l": [16, 16, 16, 16, 16, 16, 31],
    "m": [17, 27, 21, 21, 17, 17, 17], "n": [17, 25, 21, 19, 17, 17, 17],
    "o": [14, 17, 17, 17, 17, 17, 14], "p": [30, 17, 17, 30, 16, 16, 16],
    "q": [14, 17, 17, 17, 21, 18, 13], "r": [30, 17, 17, 30, 20, 18, 17],
    "s": [14, 17, 16, 14, 1, 17, 14], "t": [31, 4, 4, 4, 4, 4, 4],
    "u": [17, 17, 17, 17, 17, 17, 14], "v": [17, 17, 17, 17, 17, 10, 4],
    "w": [17, 17, 17, 21, 21, 27, 17], "x": [17, 17, 10, 4, 10, 17, 17],
    "y": [17, 17, 10, 4, 4, 4, 4], "z": [31, 1, 2, 4, 8, 16, 31],
    "0": [14, 17, 19, 21, 25, 17, 14], "1": [4, 12, 4, 4, 4, 4, 14],
    "2": [14, 17, 1, 6, 8, 16, 31], "3": [14, 17, 1, 6, 1, 17, 14],
    "4": [2, 6, 10, 18, 31, 2, 2], "5": [31, 16, 30, 1, 1, 17, 14],
    "6": [14, 16, 16, 30, 17, 17, 14], "7": [31, 1, 2, 4, 4, 4, 4],
    "8": [14, 17, 17, 14, 17, 17, 14], "9": [14, 17, 17, 15, 1, 1, 14],
    "%": [25, 25, 2, 4, 8, 19, 19], "_": [0, 0, 0, 0, 0, 0, 31], "-": [0, 0, 0, 14, 0, 0, 0],
    ".": [0, 0, 0, 0, 0, 12, 12],
  ]
}
