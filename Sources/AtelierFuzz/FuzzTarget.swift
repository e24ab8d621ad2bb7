import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierLightroom
import AtelierMasks
import AtelierOperations
import AtelierPixels
import AtelierPlanner
import AtelierRecipe

/// A parser or decoder that takes bytes from outside.
struct FuzzTarget: Sendable {
  let name: String
  /// Well-formed inputs to start from.
  let corpus: [[UInt8]]
  /// Feeds an input; errors are answers, only a crash or a hang is a finding.
  let feed: @Sendable ([UInt8]) -> Void

  /// Names of all targets.
  static let names =
    ["recipe", "instruction", "region", "xmp", "roc", "cube", "multipart"] + Corpus.pictureNames

  /// The target of a name; nil where there is none.
  ///
  /// - Throws: where the corpus cannot be made.
  static func named(_ name: String) throws -> FuzzTarget? {
    switch name {
    case "recipe":
      let catalog = RenderEngine(
        operations: OperationCatalog.builtIn, masks: MaskCatalog.builtIn
      ).catalog
      return FuzzTarget(name: name, corpus: Corpus.recipes(of: catalog)) { bytes in
        if let json = try? JSONValue(parsing: bytes),
          let recipe = try? Recipe(json: json, catalog: catalog)
        {
          // What was accepted must come back the same.
          let again = try? Recipe(json: recipe.json, catalog: catalog)
          precondition(again == recipe, "a recipe changed by being written and read")
        }
      }
    case "instruction":
      return FuzzTarget(name: name, corpus: Corpus.instructions) { bytes in
        _ = InstructionParser().understand(String(decoding: bytes, as: UTF8.self))
      }
    case "region":
      return FuzzTarget(name: name, corpus: Corpus.regions) { bytes in
        guard let region = try? Region(String(decoding: bytes, as: UTF8.self)),
          let box = try? region.fractions(of: PixelSize(width: 300, height: 200))
        else { return }
        precondition(
          box.count == 4 && box.allSatisfy { (0...1).contains($0) } && box[0] < box[2]
            && box[1] < box[3], "a region was accepted that is no box: \(box)")
      }
    case "xmp", "roc", "cube": return settingsTarget(name)
    case "multipart": return multipart
    default:
      guard let picture = try Corpus.picture(name) else { return nil }
      let limits = DecodeLimits(maxPixels: 250_000, maxSide: 4096, maxFileBytes: 1 << 20)
      return FuzzTarget(name: name, corpus: picture) { bytes in
        let source = PictureSource.bytes(bytes, name: "input")
        let options = ReadOptions(limits: limits, threads: 1)
        _ = try? PictureReader.probe(source, options: options)
        guard let decoded = try? PictureReader.read(source, options: options) else { return }
        let size = decoded.picture.size
        precondition(
          size.pixelCount > 0 && size.pixelCount <= limits.maxPixels,
          "a picture of \(size) pixels passed the limits")
      }
    }
  }
}
