import Foundation

/// Discrete Fourier transforms of any length, of many lines at once.
///
/// Lengths whose factors are small go through mixed radices (Stockham's ordering, decimation in
/// frequency), others through a circular convolution with a chirp (Bluestein 1970). Values of `lanes`
/// lines lie beside each other, so that the inner loops run over lines.
struct FourierTransform: Sendable {
  /// Number of values of a line.
  let length: Int
  private let factors: [Int]
  /// `exp(−2πi·k/length)`.
  private let cosines: [Double]
  private let sines: [Double]
  private let chirp: Chirp?

  private static let largestFactor = 31

  /// Makes the transform of a length of at least 1.
  init(_ length: Int) {
    self.length = length
    var factors: [Int] = []
    var rest = length
    for factor in [4, 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31] {
      while rest % factor == 0 {
        factors.append(factor)
        rest /= factor
      }
    }
    if rest == 1 {
      self.factors = factors
      chirp = nil
      cosines = (0..<length).map { cos(2 * .pi * Double($0) / Double(length)) }
      sines = (0..<length).map { -sin(2 * .pi * Double($0) / Double(length)) }
    } else {
      self.factors = []
      (cosines, sines) = ([], [])
      chirp = Chirp(length)
    }
  }

  /// Transforms `length × lanes` values in place, without a factor; the inverse too is without one.
  ///
  /// The inverse is the transform with real and imaginary parts exchanged.
  func transform(_ real: inout [Double], _ imaginary: inout [Double], lanes: Int) {
    if let chirp { return chirp.transform(&real, &imaginary, lanes: lanes) }
    var (spareReal, spareImaginary) = (real, imaginary)
    var (rest, stride) = (length, 1)
    for factor in factors {
      rest /= factor
      pass(
        factor, rest, stride, lanes, (real, imaginary), &spareReal, &spareImaginary)
      stride *= factor
      swap(&real, &spareReal)
      swap(&imaginary, &spareImaginary)
    }
  }

  /// One factor: value `k + rest·q` of each part goes to place `factor·k + j`.
  private func pass(
    _ factor: Int, _ rest: Int, _ stride: Int, _ lanes: Int, _ source: ([Double], [Double]),
    _ real: inout [Double], _ imaginary: inout [Double]
  ) {
    let run = stride * lanes
    let (a, b) = (source.0.span, source.1.span)
    var out = real.mutableSpan
    var outI = imaginary.mutableSpan
    for k in 0..<rest {
      for j in 0..<factor {
        var re = out._mutatingExtracting(((factor * k + j) * run)..<((factor * k + j + 1) * run))
        var im = outI._mutatingExtracting(((factor * k + j) * run)..<((factor * k + j + 1) * run))
        precondition(re.count == run && im.count == run)
        for q in 0..<factor {
          // Both turns at once: by the part's place and by its number.
          let turn = (j * (q * (length / factor) + k * stride)) % length
          let (c, s) = (cosines[turn], sines[turn])
          let start = (k + rest * q) * run
          let x = a.extracting(start..<(start + run))
          let y = b.extracting(start..<(start + run))
          precondition(x.count == run && y.count == run)
          if q == 0 {
            for i in 0..<run {
              re[i] = x[i] * c - y[i] * s
              im[i] = x[i] * s + y[i] * c
            }
          } else {
            for i in 0..<run {
              re[i] += x[i] * c - y[i] * s
              im[i] += x[i] * s + y[i] * c
            }
          }
        }
      }
    }
  }
}

/// Transforms of lengths with large prime factors.
private final class Chirp: Sendable {
  private let length: Int
  private let inner: FourierTransform
  /// `exp(−πi·k²/length)`.
  private let cosines: [Double]
  private let sines: [Double]
  /// The transform of the conjugated chirp, divided by the inner length.
  private let filter: (real: [Double], imaginary: [Double])

  init(_ length: Int) {
    self.length = length
    var size = 1
    while size < 2 * length - 1 { size *= 2 }
    let inner = FourierTransform(size)
    let angles = (0..<length).map { k in
      .pi * Double((k * k) % (2 * length)) / Double(length)
    }
    cosines = angles.map { cos($0) }
    sines = angles.map { -sin($0) }
    var real = [Double](repeating: 0, count: size)
    var imaginary = real
    for k in 0..<length {
      for place in [k, (size - k) % size] {
        real[place] = cosines[k] / Double(size)
        imaginary[place] = -sines[k] / Double(size)
      }
    }
    inner.transform(&real, &imaginary, lanes: 1)
    filter = (real, imaginary)
    self.inner = inner
  }

  func transform(_ real: inout [Double], _ imaginary: inout [Double], lanes: Int) {
    var a = [Double](repeating: 0, count: inner.length * lanes)
    var b = a
    for k in 0..<length {
      for i in (k * lanes)..<((k + 1) * lanes) {
        a[i] = real[i] * cosines[k] - imaginary[i] * sines[k]
        b[i] = real[i] * sines[k] + imaginary[i] * cosines[k]
      }
    }
    inner.transform(&a, &b, lanes: lanes)
    for k in 0..<inner.length {
      let (c, s) = (filter.real[k], filter.imaginary[k])
      for i in (k * lanes)..<((k + 1) * lanes) {
        (a[i], b[i]) = (a[i] * c - b[i] * s, a[i] * s + b[i] * c)
      }
    }
    inner.transform(&b, &a, lanes: lanes)
    for k in 0..<length {
      for i in (k * lanes)..<((k + 1) * lanes) {
        real[i] = a[i] * cosines[k] - b[i] * sines[k]
        imaginary[i] = a[i] * sines[k] + b[i] * cosines[k]
      }
    }
  }
}
