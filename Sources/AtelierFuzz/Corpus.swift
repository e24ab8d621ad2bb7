import AtelierCodecs
import AtelierPixels
import AtelierRecipe

/// Well-formed inputs, made at run time so that no binary files are kept.
enum Corpus {
  /// Recipes that between them name every operation and parameter.
  static func recipes(of catalog: RecipeCatalog) -> [[UInt8]] {
    func adjustments(_ isWanted: (RenderStage) -> Bool) -> Adjustments {
      var all: Adjustments = [:]
      for operation in catalog.operations where isWanted(operation.stage) {
        for parameter in operation.parameters {
          all[operation.name, default: [:]][parameter.name] = parameter.defaultValue
        }
      }
      return all
    }
    let whole = Recipe(
      adjustments: adjustments { $0 != .geometry }, geometry: adjustments { $0 == .geometry })
    let local = """
      {"version": 1, "adjustments": {"exposure": {"stops": 0.67}}, "local": [{"name": "a", \
      "amount": 1, "mask": {"kind": "rectangle", "box": [0.1, 0.2, 0.6, 0.9], "feather": 0.1}, \
      "adjustments": {"exposure": {"stops": -0.3}}}], "output": {"long_edge": 1600, \
      "quality": 90, "color_space": "display_p3", "subsampling": "4:2:0"}}
      """
    return [Array(whole.json.text().utf8), Array(local.utf8), Array(#"{"version": 1}"#.utf8)]
  }

  /// Sentences in both languages.
  static let instructions: [[UInt8]] = [
    "two thirds of a stop brighter, warmer, hold the highlights, but keep the skin as it is",
    "整体提亮一点，偏暖，压高光，不要动天空",
    "make the blues deeper, -20 saturation in the greens, +1.5 EV; crop to 16:9 and 日系清新",
    "fix this photo", "darker but not the sky, half a stop, 50%, 5500K, golden hour, no vignette",
    "把绿色的饱和度降低二十，加一点颗粒，对比度减半档",
  ].map { Array($0.utf8) }

  /// Boxes.
  static let regions: [[UInt8]] = [
    "0.1,0.2,0.6,0.9", "10,20,200,150", "0, 0, 1, 1", "1e2,0x10,250.5,190",
  ].map { Array($0.utf8) }

  /// Names of the picture targets.
  static let pictureNames = PictureFormat.allCases.filter { $0 != .gif }.map(\.rawValue) + ["gif"]

  /// Files of a format; nil for a name that is no format.
  static func picture(_ name: String) throws -> [[UInt8]]? {
    guard let format = PictureFormat(rawValue: name) else { return nil }
    switch format {
    case .raw: return [TinyFiles.dng]
    case .gif: return [TinyFiles.gif]
    default: break
    }
    var files: [[UInt8]] = []
    for depth in [SampleDepth.eight, .sixteen] where format.depth(for: depth) == depth {
      for hasAlpha in [false, true] where !hasAlpha || format.carriesAlpha {
        var options = EncodeOptions()
        options.depth = depth
        options.metadata = PictureMetadata(exif: TinyFiles.exif, xmp: TinyFiles.xmp, iptc: nil)
        let size = PixelSize(width: 19, height: 13)
        if hasAlpha { options.alpha = samples(count: size.pixelCount, depth) }
        let encoder = try PictureEncoder(size: size, format: format, options: options)
        var strip = 0
        while strip * encoder.stripHeight < size.height {
          let rows =
            strip * encoder.stripHeight..<min((strip + 1) * encoder.stripHeight, size.height)
          try encoder.accept(
            strip: strip, rows: rows,
            samples: samples(count: 3 * size.width * rows.count, encoder.depth))
          strip += 1
        }
        files.append(try encoder.finish().bytes)
      }
    }
    return files
  }

  private static func samples(count: Int, _ depth: SampleDepth) -> Samples {
    switch depth {
    case .eight: .eight((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) })
    case .sixteen: .sixteen((0..<count).map { UInt16(truncatingIfNeeded: $0 &* 2749) })
    }
  }
}
