import AtelierKernels
import AtelierPixels

/// One row of linear Rec. 2020 light, with room for repeated edges on both sides.
struct RowBuffer {
  /// `margin + width + margin` values.
  var red: [Float]
  var green: [Float]
  var blue: [Float]
  let margin: Int
  let width: Int

  init(width: Int, margin: Int = 0) {
    self.width = width
    self.margin = margin
    red = [Float](repeating: 0, count: width + 2 * margin)
    green = red
    blue = red
  }

  /// Gives the three planes, without margins, to `body` for writing.
  mutating func edit(
    _ body: (
      inout MutableSpan<Float>, inout MutableSpan<Float>, inout MutableSpan<Float>
    ) -> Void
  ) {
    // Taken out, so that three spans can be open at once; no values are copied.
    var (r, g, b) = (red, green, blue)
    (red, green, blue) = ([], [], [])
    do {
      let inside = margin..<(margin + width)
      var redAll = r.mutableSpan
      var greenAll = g.mutableSpan
      var blueAll = b.mutableSpan
      var redSpan = redAll._mutatingExtracting(inside)
      var greenSpan = greenAll._mutatingExtracting(inside)
      var blueSpan = blueAll._mutatingExtracting(inside)
      body(&redSpan, &greenSpan, &blueSpan)
    }
    (red, green, blue) = (r, g, b)
  }

  /// Copies the row of another buffer of the same width, or some columns of it.
  mutating func copy(_ other: RowBuffer, _ columns: Range<Int>? = nil) {
    let columns = columns ?? 0..<width
    let range = (margin + columns.lowerBound)..<(margin + columns.upperBound)
    let source = (other.margin + columns.lowerBound)..<(other.margin + columns.upperBound)
    red.copy(other.red.span.extracting(source), to: range)
    green.copy(other.green.span.extracting(source), to: range)
    blue.copy(other.blue.span.extracting(source), to: range)
  }

  /// Makes every value 0.
  mutating func clear() {
    edit { red, green, blue in
      red.update(repeating: 0)
      green.update(repeating: 0)
      blue.update(repeating: 0)
    }
  }

  /// Adds a weighted row of the same width and margin.
  mutating func add(_ other: RowBuffer, times weight: Float) {
    func add(_ source: Span<Float>, _ target: inout MutableSpan<Float>) {
      precondition(source.count == target.count)
      for x in source.indices { target[x] += weight * source[x] }
    }
    var span = red.mutableSpan
    add(other.red.span, &span)
    span = green.mutableSpan
    add(other.green.span, &span)
    span = blue.mutableSpan
    add(other.blue.span, &span)
  }

  /// Fills the margins with the outermost values.
  mutating func repeatEdges() {
    func fill(_ plane: inout [Float]) {
      let (first, last) = (plane[margin], plane[margin + width - 1])
      for x in 0..<margin {
        plane[x] = first
        plane[margin + width + x] = last
      }
    }
    fill(&red)
    fill(&green)
    fill(&blue)
  }

  /// Moves each value, or those of some columns, towards that of another row by a weight for each
  /// column.
  mutating func mix(_ other: RowBuffer, by weight: [Float], _ columns: Range<Int>? = nil) {
    let columns = columns ?? 0..<width
    let weight = weight.span.extracting(columns)
    let inside = (other.margin + columns.lowerBound)..<(other.margin + columns.upperBound)
    let (r, g, b) = (
      other.red.span.extracting(inside), other.green.span.extracting(inside),
      other.blue.span.extracting(inside)
    )
    edit { wholeRed, wholeGreen, wholeBlue in
      var red = wholeRed._mutatingExtracting(columns)
      var green = wholeGreen._mutatingExtracting(columns)
      var blue = wholeBlue._mutatingExtracting(columns)
      for x in weight.indices {
        red[x] += weight[x] * (r[x] - red[x])
        green[x] += weight[x] * (g[x] - green[x])
        blue[x] += weight[x] * (b[x] - blue[x])
      }
    }
  }
}

extension [Float] {
  /// Overwrites a range with as many values.
  fileprivate mutating func copy(_ values: Span<Float>, to range: Range<Int>) {
    var all = mutableSpan
    var target = all._mutatingExtracting(range)
    precondition(values.count == target.count)
    for x in values.indices { target[x] = values[x] }
  }
}

/// Gives rows of a picture. Each worker has its own source, so a source may keep scratch memory.
protocol RowSource: AnyObject {
  /// Fills a row; `y` lies within the picture.
  func read(row y: Int, into buffer: inout RowBuffer)

  /// Is told that some columns of a row, or of one behind the last, will be read soon.
  func foresee(row y: Int, _ columns: Range<Int>)
}

extension RowSource {
  func foresee(row y: Int, _ columns: Range<Int>) {}
}

/// Rows of a picture in memory.
final class PlanarRows: RowSource {
  private let picture: PlanarPicture

  init(_ picture: PlanarPicture) { self.picture = picture }

  func read(row y: Int, into buffer: inout RowBuffer) {
    let width = picture.size.width
    let range = (y * width)..<((y + 1) * width)
    let target = buffer.margin..<(buffer.margin + width)
    let picture = picture
    buffer.red.copy(picture.red.span.extracting(range), to: target)
    buffer.green.copy(picture.green.span.extracting(range), to: target)
    buffer.blue.copy(picture.blue.span.extracting(range), to: target)
  }

  func foresee(row y: Int, _ columns: Range<Int>) {
    guard y < picture.size.height else { return }
    let start = y * picture.size.width
    let range = (start + columns.lowerBound)..<(start + columns.upperBound)
    let picture = picture
    Prefetch.values(picture.red.span.extracting(range))
    Prefetch.values(picture.green.span.extracting(range))
    Prefetch.values(picture.blue.span.extracting(range))
  }
}

/// Rows of a frame of a decoded picture: cut, turned or rotated.
final class PictureRows: RowSource {
  private let picture: Picture
  private let frame: SourceFrame
  private let decoder: SampleDecoder

  init(_ picture: Picture, frame: SourceFrame, decoder: SampleDecoder) {
    self.picture = picture
    self.frame = frame
    self.decoder = decoder
  }

  func read(row y: Int, into buffer: inout RowBuffer) {
    let place = frame.origin + (frame.column + frame.row) * 0.5 + frame.row * Double(y)
    buffer.edit { red, green, blue in
      if frame.isExact {
        let x0 = Int((place.x - 0.5).rounded())
        let y0 = Int((place.y - 0.5).rounded())
        let step = Int(frame.column.x) + Int(frame.column.y) * picture.size.width
        decoder.decode(
          picture.samples, from: 3 * (y0 * picture.size.width + x0), step: 3 * step,
          &red, &green, &blue)
        if let correction = frame.correction {
          light(correction, from: place, &red, &green, &blue)
        }
      } else {
        switch picture.samples {
        case .eight(let values): interpolate(values.span, from: place, &red, &green, &blue)
        case .sixteen(let values): interpolate(values.span, from: place, &red, &green, &blue)
        }
        decoder.convert(&red, &green, &blue)
      }
    }
  }

  /// Gives back the light that the lens lost.
  private func light(
    _ correction: SourceCorrection, from start: SIMD2<Double>, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>
  ) {
    var place = start
    for x in red.indices {
      let gain = correction.gain(at: place)
      red[x] *= gain
      green[x] *= gain
      blue[x] *= gain
      place += frame.column
    }
  }

  /// Cubic convolution of the stored, encoded values, so that bright edges do not ring; places outside
  /// repeat the edge. Of a corrected photo, what lies beyond the edges of the stored one is white.
  private func interpolate<Value: FixedWidthInteger & UnsignedInteger>(
    _ values: Span<Value>, from start: SIMD2<Double>, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>
  ) {
    let size = picture.size
    var place = start
    guard let correction = frame.correction else {
      for x in red.indices {
        (red[x], green[x], blue[x]) = decoder.linear(
          CubicSampling.color(values, size, at: place))
        place += frame.column
      }
      return
    }
    for x in red.indices {
      let at = place
      place += frame.column
      guard let source = correction.source(of: at) else {
        (red[x], green[x], blue[x]) = (1, 1, 1)
        continue
      }
      var codes: SIMD3<Float>
      if correction.splitsColors {
        codes = SIMD3(
          CubicSampling.channel(
            0, values, size, at: correction.pushed(source.place, by: source.red)),
          CubicSampling.channel(1, values, size, at: source.place),
          CubicSampling.channel(
            2, values, size, at: correction.pushed(source.place, by: source.blue)))
      } else {
        codes = CubicSampling.color(values, size, at: source.place)
      }
      let (r, g, b) = decoder.linear(codes)
      let gain = correction.changesLight ? correction.gain(at: source.place) : 1
      red[x] = r * gain
      green[x] = g * gain
      blue[x] = b * gain
    }
  }
}
