package import AtelierEngine
package import AtelierPixels
import AtelierRecipe

/// The first half of the executor: exposure, tones, haze, tint and vibrance in the plan's order, then
/// the eight colours; what comes out is cut to whole codes.
package struct NumPyStage: Sendable {
  private let values: ProcessedValues

  /// Makes the stage.
  package init(_ values: ProcessedValues) { self.values = values }

  /// Changes a picture.
  ///
  /// - Throws: `RenderError.cancelled`.
  package func render(_ picture: Picture, jobs: Int) async throws(RenderError) -> Picture {
    let top = picture.depth.top
    let exposure = MonetExposure(values.value("Exposure"))
    let tones = MonetTones(
      highlights: values.value("Highlights"), shadows: values.value("Shadows"))
    let decoded = (0...Int(top)).map { code in
      let value = Float(Double(code) / top)
      return exposure?(value) ?? value
    }
    let begin: @Sendable (Int) -> PixelRow = { y in
      var row = picture.row(y, table: decoded)
      tones?(&row)
      return row
    }
    let colors = colorSteps
    let finish: @Sendable (PixelRow) -> [UInt16] = { row in row.codes(top: Float(top)) }
    let dehaze = MonetDehaze(values.value("Dehaze"), top: top)
    let selective = selective
    let height = picture.size.height
    if dehaze == nil, selective.isEmpty {
      let codes = try await RowWork.make(height, jobs: jobs) { y in
        var row = begin(y)
        for step in colors { step(&row) }
        return finish(row)
      }
      return picture.replacing(codes)
    }
    var rows = try await RowWork.make(height, jobs: jobs, begin)
    if let dehaze { try await dehaze.apply(to: &rows, jobs: jobs) }
    if !colors.isEmpty {
      try await RowWork.change(&rows, jobs: jobs) { row, _ in for step in colors { step(&row) } }
    }
    for color in selective { try await color.apply(to: &rows, jobs: jobs) }
    let finished = rows
    return picture.replacing(
      try await RowWork.make(height, jobs: jobs) { finish(finished[$0]) })
  }

  /// Tint and vibrance in the order in which the plan names them.
  private var colorSteps: [@Sendable (inout PixelRow) -> Void] {
    var steps: [@Sendable (inout PixelRow) -> Void] = []
    for entry in values.entries {
      if entry.key == "Tint", let tint = MonetLabTint(entry.value) {
        steps.append { row in tint(&row) }
      }
      if entry.key == "Vibrance", let vibrance = MonetVibrance(entry.value) {
        steps.append { row in vibrance(&row) }
      }
    }
    return steps
  }

  private var selective: [MonetSelectiveColor] {
    SelectiveColorTable.colors.compactMap { color in
      MonetSelectiveColor(
        color, hue: values.value("HueAdjustment\(color.name)"),
        saturation: values.value("SaturationAdjustment\(color.name)"),
        lightness: values.value("LuminanceAdjustment\(color.name)"))
    }
  }
}

extension SampleDepth {
  /// The largest code.
  var top: Double { self == .eight ? 255 : 65535 }
}

extension Picture {
  /// The codes of a row.
  func codes(row y: Int) -> [UInt16] {
    let range = (3 * y * size.width)..<(3 * (y + 1) * size.width)
    return switch samples {
    case .eight(let values): values[range].map { UInt16($0) }
    case .sixteen(let values): Array(values[range])
    }
  }

  /// The channels of a row, looked up by code.
  func row(_ y: Int, table: [Float]) -> PixelRow {
    let codes = codes(row: y)
    func channel(_ first: Int) -> [Float] {
      stride(from: first, to: codes.count, by: 3).map { table[Int(codes[$0])] }
    }
    return PixelRow(red: channel(0), green: channel(1), blue: channel(2))
  }

  /// The picture with other codes, row by row.
  func replacing(_ rows: [[UInt16]]) -> Picture {
    let made: Samples
    switch samples {
    case .eight:
      var values: [UInt8] = []
      values.reserveCapacity(samples.count)
      for row in rows { values.append(contentsOf: row.lazy.map { UInt8($0) }) }
      made = .eight(values)
    case .sixteen:
      var values: [UInt16] = []
      values.reserveCapacity(samples.count)
      for row in rows { values.append(contentsOf: row) }
      made = .sixteen(values)
    }
    return Picture(size: size, samples: made, alpha: alpha, colorSpace: colorSpace)
  }
}

extension PixelRow {
  /// The codes of the row, fractions dropped, red, green and blue in turn.
  func codes(top: Float) -> [UInt16] {
    var codes = [UInt16](repeating: 0, count: 3 * count)
    for x in 0..<count {
      codes[3 * x] = Self.code(red[x], top)
      codes[3 * x + 1] = Self.code(green[x], top)
      codes[3 * x + 2] = Self.code(blue[x], top)
    }
    return codes
  }

  @inline(__always)
  private static func code(_ value: Float, _ top: Float) -> UInt16 {
    UInt16(min(max(value, 0), 1) * top)
  }
}
