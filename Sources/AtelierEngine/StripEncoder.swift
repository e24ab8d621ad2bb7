import AtelierKernels
import AtelierPixels

/// Brings rows into a gamut without encoding them.
struct GamutLimiter: Sendable {
  private let encoder: SampleEncoder
  private let back: ColorMatrix

  init(_ space: RGBColorSpace) {
    encoder = SampleEncoder(space, depth: .eight)
    back = ColorMatrix(space.matrix(to: .working))
  }

  func limit(_ row: inout RowBuffer) {
    row.edit { red, green, blue in
      encoder.limit(&red, &green, &blue)
      back.apply(&red, &green, &blue)
    }
  }
}

/// Turns finished rows into samples of a strip.
struct StripEncoder: Sendable {
  private let encoder: SampleEncoder

  init(_ space: RGBColorSpace, depth: SampleDepth) {
    encoder = SampleEncoder(space, depth: depth)
  }

  /// Makes a strip; `fill` is called for each row and hands it over. The memory of an old strip that nobody
  /// else holds is used again.
  func strip(
    width: Int, rows: Int, over old: consuming Samples?,
    fill: (Int, (inout RowBuffer) -> Void) -> Void
  ) -> Samples {
    let count = 3 * width * rows
    switch encoder.depth {
    case .eight:
      var samples: [UInt8] = []
      if case .eight(let values) = consume old, values.count == count { samples = values }
      if samples.isEmpty { samples = [UInt8](repeating: 0, count: count) }
      for index in 0..<rows {
        fill(index) { row in
          limit(&row)
          var span = samples.mutableSpan
          encoder.encode(
            row.red.span, row.green.span, row.blue.span, into: &span, at: 3 * width * index)
        }
      }
      return .eight(samples)
    case .sixteen:
      var samples: [UInt16] = []
      if case .sixteen(let values) = consume old, values.count == count { samples = values }
      if samples.isEmpty { samples = [UInt16](repeating: 0, count: count) }
      for index in 0..<rows {
        fill(index) { row in
          limit(&row)
          var span = samples.mutableSpan
          encoder.encode(
            row.red.span, row.green.span, row.blue.span, into: &span, at: 3 * width * index)
        }
      }
      return .sixteen(samples)
    }
  }

  private func limit(_ row: inout RowBuffer) {
    row.edit { encoder.limit(&$0, &$1, &$2) }
  }
}
