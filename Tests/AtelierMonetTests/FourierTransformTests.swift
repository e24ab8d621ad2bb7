import Foundation
import Testing

@testable import AtelierMonet

@Suite("Fourier transforms")
struct FourierTransformTests {
  @Test(
    "every length agrees with the sum that defines it, for one line and for several",
    arguments: [1, 2, 3, 4, 5, 6, 7, 8, 12, 30, 31, 37, 60, 74, 97, 100, 128, 211])
  func definition(_ length: Int) {
    let transform = FourierTransform(length)
    for lanes in [1, 3] {
      let real = (0..<(length * lanes)).map { sin(Double($0 * $0 % 101)) }
      let imaginary = (0..<(length * lanes)).map { cos(Double($0 * 7 % 53)) }
      var (a, b) = (real, imaginary)
      transform.transform(&a, &b, lanes: lanes)
      for lane in 0..<lanes {
        for k in 0..<length {
          var (x, y) = (0.0, 0.0)
          for n in 0..<length {
            let angle = -2 * .pi * Double(k * n % length) / Double(length)
            let (re, im) = (real[n * lanes + lane], imaginary[n * lanes + lane])
            x += re * cos(angle) - im * sin(angle)
            y += re * sin(angle) + im * cos(angle)
          }
          #expect(abs(a[k * lanes + lane] - x) < 1e-10)
          #expect(abs(b[k * lanes + lane] - y) < 1e-10)
        }
      }
      transform.transform(&b, &a, lanes: lanes)
      for i in real.indices { #expect(abs(a[i] / Double(length) - real[i]) < 1e-12) }
    }
  }
}
