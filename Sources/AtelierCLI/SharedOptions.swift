import ArgumentParser
import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierMasks
import AtelierModels
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe
import AtelierVision
import Foundation

/// How a command runs.
struct RunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Number of worker threads, for one picture too (default: one a core).", valueName: "number"))
  var jobs: Int?

  @Flag(help: "Print one JSON document to standard output and nothing else there.")
  var json = false

  @Flag(name: .shortAndLong, help: "Only errors on standard error.")
  var quiet = false

  /// The number of threads.
  var workers: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs is \(jobs); it must lie in 1...256.")
    }
  }

  /// Says something that is no error.
  func say(_ line: String) {
    if !quiet { Console.write(line) }
  }
}

/// What is wished.
struct WishOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What the photo should become, in English or Chinese.", valueName: "sentence"))
  var say: String?

  @Option(
    help: ArgumentHelp(
      "A learned or built-in style to start from, which `atelier style list` names, or a style in words.",
      valueName: "style"))
  var style: String?

  @Option(
    help: ArgumentHelp(
      "A picture to look like: its tones, contrast and colours are matched, nothing else.",
      valueName: "photo"),
    completion: .file())
  var like: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "A box: left,top,right,bottom of the upright photo, fractions or pixels.", valueName: "box"))
  var region: String?

  /// The sentence; empty where only a style is wished.
  var sentence: String { say ?? "" }

  func validate() throws {
    guard say != nil || style != nil || like != nil else {
      throw ValidationError(
        "Say what the photo should become: --say SENTENCE, --style STYLE, --like PHOTO, or several."
      )
    }
    if like == "-" {
      throw ValidationError("--like reads a file; standard input is for the photo.")
    }
    do {
      _ = try box()
    } catch {
      throw ValidationError("\(error)")
    }
  }

  /// The styles to plan with, and what a person should know of them; the picture to look like is read.
  ///
  /// - Throws: `StyleError`, and what reading that picture throws.
  func styles(
    for planner: PlannerChoice, workers: Int
  ) async throws -> (styles: PlanStyles, notes: [String]) {
    let (found, notes) = try StyleCommand.styles(named: style, sentence: sentence)
    var styles = found
    if let like {
      styles.like = try await Retoucher.builtIn(jobs: workers).reference(
        try Inputs.one(like), pictureEdge: planner.wantsModel ? planner.pictureEdge : nil)
    }
    return (styles, notes)
  }

  /// The box.
  ///
  /// - Throws: `RegionError` where it is none.
  func box() throws(RegionError) -> Region? {
    guard let region else { return nil }
    return try Region(region)
  }
}

/// How results are written.
struct ExportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Longest side of the result in pixels; pictures are only made smaller.",
      valueName: "pixels"))
  var longEdge: Int?

  @Option(help: ArgumentHelp("Largest number of pixels of the result.", valueName: "number"))
  var maxPixels: Int?

  @Option(
    help: ArgumentHelp("Quality of lossy formats, 1 to 100 (default: 95).", valueName: "number"))
  var quality: Int?

  @Option(
    help: ArgumentHelp("Chroma sampling: 4:4:4 (default), 4:2:2 or 4:2:0.", valueName: "name"),
    completion: .list(OutputSettings.subsamplings))
  var subsampling: String?

  @Option(
    help: ArgumentHelp(
      "Colour space: srgb (default), display_p3, adobe_rgb, rec2020 or keep.", valueName: "name"),
    completion: .list(OutputSettings.colorSpaces))
  var colorSpace: String?

  @Flag(help: "Leave out where the photo was taken.")
  var stripGPS = false

  @Flag(help: "Leave out EXIF, IPTC and XMP; the colour profile stays.")
  var stripMetadata = false

  @Flag(help: "Replace outputs that exist; never the photo itself.")
  var overwrite = false

  func validate() throws {
    func check(_ value: Int?, _ range: ClosedRange<Int>, _ flag: String) throws {
      guard let value, !range.contains(value) else { return }
      throw ValidationError("\(flag) is \(value); it must lie in \(range).")
    }
    try check(longEdge, 1...65_535, "--long-edge")
    try check(maxPixels, 1...400_000_000, "--max-pixels")
    try check(quality, 1...100, "--quality")
    if let subsampling, !OutputSettings.subsamplings.contains(subsampling) {
      throw ValidationError("--subsampling is '\(subsampling)'; it must be 4:4:4, 4:2:2 or 4:2:0.")
    }
    if let colorSpace, !OutputSettings.colorSpaces.contains(colorSpace) {
      let names = OutputSettings.colorSpaces.joined(separator: ", ")
      throw ValidationError("--color-space is '\(colorSpace)'; it must be one of \(names).")
    }
  }

  /// The settings of a recipe with those of the command line on top.
  func settings(over recipe: OutputSettings = OutputSettings()) -> OutputSettings {
    var settings = recipe
    settings.longEdge = longEdge ?? settings.longEdge
    settings.maxPixels = maxPixels ?? settings.maxPixels
    settings.quality = quality ?? settings.quality
    settings.subsampling = subsampling ?? settings.subsampling
    settings.colorSpace = colorSpace ?? settings.colorSpace
    return settings
  }

  /// The format of an output, checked before any work against the size that the result will have.
  ///
  /// - Throws: ``UsageError`` where the output's name says no format, `CodecError` where the photo's
  ///   header cannot be read or the format cannot hold the result.
  func format(
    of output: Output, for source: PictureSource, recipe: Recipe
  ) throws -> PictureFormat {
    let summary = try PictureReader.probe(source)
    let format = try output.format(photo: summary.format)
    let size = recipe.output.fitted(summary.size)
    // A crop may still make it fit; the encoder checks that size too.
    if size.longEdge > format.maxSide, recipe.geometry.isEmpty {
      throw CodecError.notEncoded(
        format: format,
        reason: "it would be \(size) pixels and \(format.displayName) holds at most "
          + "\(format.maxSide) a side; give --long-edge \(format.maxSide) or choose another format")
    }
    return format
  }

  /// What of the metadata is left out.
  var privacy: MetadataPrivacy {
    stripMetadata ? .stripAll : stripGPS ? .stripGPS : .keep
  }

  /// What to do about an output that exists.
  var existing: AtomicFile.Existing { overwrite ? .replace : .refuse }
}

extension RenderEngine {
  /// The engine with everything that is built in.
  static let builtIn = RenderEngine(
    operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn, eyes: PhotoEyes())
}

extension Retoucher {
  /// A retoucher with everything that is built in, and the installed model for wording.
  static func builtIn(jobs: Int) -> Retoucher {
    Retoucher(engine: .builtIn, jobs: jobs, sense: sense)
  }

  /// Loaded when the first sentence needs it, once for all photos.
  private static let sense = ModelPhraseSense(
    stores: ModelStore.search(ProcessInfo.processInfo.environment))
}
