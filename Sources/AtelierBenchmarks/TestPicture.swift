import AtelierPixels
import AtelierRecipe

/// A picture with tones, colours, edges and fine structure.
enum TestPicture {
  /// Makes a picture; the same size gives the same pixels.
  static func make(_ size: PixelSize) -> Picture {
    var samples = [UInt8](repeating: 0, count: 3 * size.pixelCount)
    var noise: UInt32 = 1
    var at = 0
    for y in 0..<size.height {
      for x in 0..<size.width {
        noise = noise &* 1_664_525 &+ 1_013_904_223
        let grain = Int(noise >> 28)
        let light = 220 * (x + y) / (size.width + size.height)
        let patch = (x / 97 &* 53 &+ y / 71 &* 31) % 64
        samples[at] = UInt8(clamping: light + patch / 2 + grain)
        samples[at + 1] = UInt8(clamping: light + 20 - patch / 3 + grain)
        samples[at + 2] = UInt8(clamping: light + patch - 10 + grain)
        at += 3
      }
    }
    return Picture(size: size, samples: .eight(samples))
  }
}

/// Takes strips and forgets them.
struct DiscardingSink: PixelSink {
  let stripHeight = 64
  let depth = SampleDepth.eight

  func accept(strip: Int, rows: Range<Int>, samples: Samples) {}
}

extension OperationDescription {
  /// Values away from the identity, a third of the way to the end of the usual range.
  var benchmarkValues: ParameterValues {
    var values: ParameterValues = [:]
    for parameter in parameters { values[parameter.name] = parameter.benchmarkValue }
    return values
  }
}

extension ParameterDescription {
  fileprivate var benchmarkValue: ParameterValue {
    switch (kind, defaultValue) {
    case (.scalar(_, let usual), .number(let start)):
      let end = usual.upperBound > start ? usual.upperBound : usual.lowerBound
      return .number(start + (end - start) / 3)
    case (.integer(let range), .number(let start)):
      return .number(start == Double(range.upperBound) ? start : start + 1)
    case (.curve, _) where name == "master":
      return .curve([CurvePoint(0, 0), CurvePoint(0.25, 0.21), CurvePoint(1, 1)])
    case (.numbers(count: 4, _), _): return .numbers([0.1, 0.1, 0.9, 0.9])
    default: return defaultValue
    }
  }
}
