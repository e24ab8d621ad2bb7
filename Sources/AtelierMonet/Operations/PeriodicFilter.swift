import AtelierEngine
import Foundation

/// Divides the spectrum of a picture that is taken as periodic.
struct PeriodicFilter: Sendable {
  private let width: Int
  private let height: Int
  private let across: FourierTransform
  private let down: FourierTransform
  /// Lines that are transformed together.
  private static let lanes = 8
  /// Columns of the half spectrum of a row; the other half follows from it.
  private var columns: Int { width / 2 + 1 }

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    across = FourierTransform(max(1, width))
    down = FourierTransform(max(1, height))
  }

  /// A row's or a block of columns' part of a spectrum; single precision halves the memory.
  private struct Part: Sendable {
    var real: [Float]
    var imaginary: [Float]
  }

  /// Transforms rows, divides by what `divisor` makes of the sum of the squared spectra of the nine
  /// filters, transforms back and gives the magnitudes.
  ///
  /// - Throws: ``RenderError/cancelled``.
  func apply(
    jobs: Int, rows: @escaping @Sendable (Range<Int>) -> [[Double]],
    dividingBy divisor: @escaping @Sendable (Double) -> Double
  ) async throws(RenderError) -> [[Float]] {
    guard width > 0, height > 0 else { return Array(repeating: [], count: height) }
    let perBlock = 2 * Self.lanes
    let blocks = (height + perBlock - 1) / perBlock
    let spectra = try await RowWork.make(blocks, jobs: jobs) { block in
      let first = block * perBlock
      return spectrum(of: rows(first..<min(first + perBlock, height)))
    }
    let bands = (columns + Self.lanes - 1) / Self.lanes
    let divided = try await RowWork.make(bands, jobs: jobs) { band in
      let first = band * Self.lanes
      return self.divided(
        first..<min(first + Self.lanes, columns), of: spectra, rowsPerBlock: perBlock, by: divisor)
    }
    let results = try await RowWork.make(blocks, jobs: jobs) { block in
      let first = block * perBlock
      return magnitudes(first..<min(first + perBlock, height), of: divided)
    }
    return results.flatMap(\.self)
  }

  /// Half spectra of up to twice as many real rows as there are lanes: two rows are the real and the
  /// imaginary part of one line.
  private func spectrum(of rows: [[Double]]) -> Part {
    let lanes = (rows.count + 1) / 2
    var real = [Double](repeating: 0, count: width * lanes)
    var imaginary = real
    for lane in 0..<lanes {
      for x in 0..<width { real[x * lanes + lane] = rows[2 * lane][x] }
      guard 2 * lane + 1 < rows.count else { continue }
      for x in 0..<width { imaginary[x * lanes + lane] = rows[2 * lane + 1][x] }
    }
    across.transform(&real, &imaginary, lanes: lanes)
    var part = Part(
      real: Array(repeating: 0, count: rows.count * columns),
      imaginary: Array(repeating: 0, count: rows.count * columns))
    for lane in 0..<lanes {
      for x in 0..<columns {
        let (here, there) = (x * lanes + lane, (width - x) % width * lanes + lane)
        let at = 2 * lane * columns + x
        part.real[at] = Float((real[here] + real[there]) / 2)
        part.imaginary[at] = Float((imaginary[here] - imaginary[there]) / 2)
        guard 2 * lane + 1 < rows.count else { continue }
        part.real[at + columns] = Float((imaginary[here] + imaginary[there]) / 2)
        part.imaginary[at + columns] = Float((real[there] - real[here]) / 2)
      }
    }
    return part
  }

  /// A band of columns transformed down, divided, and transformed back.
  private func divided(
    _ band: Range<Int>, of spectra: [Part], rowsPerBlock: Int, by divisor: (Double) -> Double
  ) -> Part {
    let lanes = band.count
    var real = [Double](repeating: 0, count: height * lanes)
    var imaginary = real
    for y in 0..<height {
      let part = spectra[y / rowsPerBlock]
      let start = y % rowsPerBlock * columns + band.lowerBound
      for lane in 0..<lanes {
        real[y * lanes + lane] = Double(part.real[start + lane])
        imaginary[y * lanes + lane] = Double(part.imaginary[start + lane])
      }
    }
    down.transform(&real, &imaginary, lanes: lanes)
    let columnAngles = band.map { cos(2 * .pi * Double($0) / Double(width)) }
    let scale = 1 / (Double(width) * Double(height))
    for y in 0..<height {
      let a = cos(2 * .pi * Double(y) / Double(height))
      for lane in 0..<lanes {
        let factor = scale / divisor(Self.squares(a, columnAngles[lane]))
        real[y * lanes + lane] *= factor
        imaginary[y * lanes + lane] *= factor
      }
    }
    down.transform(&imaginary, &real, lanes: lanes)
    return Part(real: real.map { Float($0) }, imaginary: imaginary.map { Float($0) })
  }

  /// The sum of the squared spectra of the nine filters, by the cosines of both angles.
  ///
  /// The sum of the filters' autocorrelations is the same in all eight symmetries of the square, so it
  /// is a polynomial in the two cosines.
  private static func squares(_ a: Double, _ b: Double) -> Double {
    let (a2, b2) = (2 * a * a - 1, 2 * b * b - 1)
    let c = correlations
    return c[0] + 2 * c[1] * (a + b) + 4 * c[2] * a * b + 2 * c[3] * (a2 + b2)
      + 4 * c[4] * (a2 * b + a * b2) + 4 * c[5] * a2 * b2
  }

  /// The summed autocorrelations at the offsets (0,0), (0,1), (1,1), (0,2), (1,2), (2,2).
  private static let correlations: [Double] = {
    let ring = [(0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1)]
    var kernels: [[Double]] = (0..<8).map { first in
      var kernel = [Double](repeating: -3, count: 9)
      kernel[4] = 0
      for step in 0..<3 {
        let (row, column) = ring[(first + step) % 8]
        kernel[(row + 1) * 3 + column + 1] = 5
      }
      return kernel.map { $0 / 120.0.squareRoot() }
    }
    var laplace = [Double](repeating: -1, count: 9)
    laplace[4] = 8
    kernels.append(laplace.map { $0 / 72.0.squareRoot() })
    return [(0, 0), (0, 1), (1, 1), (0, 2), (1, 2), (2, 2)].map { down, across in
      var sum = 0.0
      for kernel in kernels {
        for y in 0..<(3 - down) {
          for x in 0..<(3 - across) {
            sum += kernel[y * 3 + x] * kernel[(y + down) * 3 + x + across]
          }
        }
      }
      return sum
    }
  }()

  /// Rows transformed back from the bands of their spectra.
  private func magnitudes(_ range: Range<Int>, of bands: [Part]) -> [[Float]] {
    let count = range.count
    let lanes = (count + 1) / 2
    var real = [Double](repeating: 0, count: width * lanes)
    var imaginary = real
    for (index, y) in range.enumerated() {
      let lane = index / 2
      let isSecond = index % 2 == 1
      for x in 0..<columns {
        let band = bands[x / Self.lanes]
        let inBand = min(Self.lanes, columns - x / Self.lanes * Self.lanes)
        let at = y * inBand + x % Self.lanes
        let (a, b) = (Double(band.real[at]), Double(band.imaginary[at]))
        // A second row is turned by a quarter: i·(a + ib).
        let (re, im) = isSecond ? (-b, a) : (a, b)
        real[x * lanes + lane] += re
        imaginary[x * lanes + lane] += im
        let mirror = width - x
        guard x > 0, mirror > x else { continue }
        let (reMirror, imMirror) = isSecond ? (b, a) : (a, -b)
        real[mirror * lanes + lane] += reMirror
        imaginary[mirror * lanes + lane] += imMirror
      }
    }
    across.transform(&imaginary, &real, lanes: lanes)
    return (0..<count).map { index in
      let values = index % 2 == 1 ? imaginary : real
      return (0..<width).map { Float(values[$0 * lanes + index / 2].magnitude) }
    }
  }
}
