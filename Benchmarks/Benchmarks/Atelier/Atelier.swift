import AtelierCodecs
import AtelierPixels
import AtelierRecipe
import Benchmark
import Foundation

/// Codecs, recipes and start-up, through public calls.
///
/// `ATELIER` names the built command for the start-up benchmarks; they are left out without it.
/// `ATELIER_QUICK` measures small pictures once, to see that everything works.
let benchmarks: @Sendable () -> Void = {
  let isQuick = ProcessInfo.processInfo.environment["ATELIER_QUICK"] != nil
  Benchmark.defaultConfiguration = Benchmark.Configuration(
    metrics: [.wallClock], warmupIterations: isQuick ? 0 : 1,
    maxDuration: isQuick ? .milliseconds(200) : .seconds(8), maxIterations: isQuick ? 1 : 7)
  let size =
    isQuick ? PixelSize(width: 300, height: 200) : PixelSize(width: 6000, height: 4000)
  let depths: [(PictureFormat, SampleDepth)] = [
    (.jpeg, .eight), (.png, .eight), (.png, .sixteen), (.tiff, .eight), (.webp, .eight),
  ]
  for (format, depth) in depths {
    let name = "\(format.displayName) \(depth.rawValue) bit, \(size)"
    Benchmark("encode \(name)") { benchmark in
      let picture = samples(size, depth)
      benchmark.startMeasurement()
      blackHole(try encode(picture, size, format))
    }
    Benchmark("decode \(name)") { benchmark in
      let file = try encode(samples(size, depth), size, format)
      benchmark.startMeasurement()
      blackHole(try PictureReader.read(.bytes(file, name: "picture")))
    }
  }
  Benchmark("parse a recipe of 64 areas") { benchmark in
    let area = #"{"name":"a","mask":{"kind":"rectangle","box":[0,0,1,1]},"adjustments":{}}"#
    let areas = Array(repeating: area, count: 64).joined(separator: ",")
    let text = Array(#"{"version":1,"local":[\#(areas)]}"#.utf8)
    benchmark.startMeasurement()
    blackHole(try JSONValue(parsing: text))
  }
  if let command = ProcessInfo.processInfo.environment["ATELIER"] {
    for words in [["--version"], ["operations"]] {
      Benchmark("atelier \(words.joined(separator: " "))") { _ in
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command)
        process.arguments = words
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CommandFailed() }
      }
    }
  }
}

/// The command did not end well.
struct CommandFailed: Error {}

/// Smooth light with some grain.
func samples(_ size: PixelSize, _ depth: SampleDepth) -> Samples {
  let width = 3 * size.width
  let values = (0..<3 * size.pixelCount).map { index in
    UInt16(truncatingIfNeeded: (index % width + index / width) * 9 + index &* 7919 % 2048)
  }
  return depth == .eight ? .eight(values.map { UInt8($0 >> 8) }) : .sixteen(values)
}

/// A file of a picture, its strips accepted in order.
func encode(_ picture: Samples, _ size: PixelSize, _ format: PictureFormat) throws -> [UInt8] {
  var options = EncodeOptions()
  options.depth = picture.depth
  let encoder = try PictureEncoder(size: size, format: format, options: options)
  let row = 3 * size.width
  for strip in 0..<((size.height + encoder.stripHeight - 1) / encoder.stripHeight) {
    let rows =
      (strip * encoder.stripHeight)..<min((strip + 1) * encoder.stripHeight, size.height)
    let range = (row * rows.lowerBound)..<(row * rows.upperBound)
    let part: Samples =
      switch picture {
      case .eight(let values): .eight(Array(values[range]))
      case .sixteen(let values): .sixteen(Array(values[range]))
      }
    try encoder.accept(strip: strip, rows: rows, samples: part)
  }
  return try encoder.finish().bytes
}
