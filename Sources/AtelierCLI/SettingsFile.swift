import AtelierAgent
import AtelierCodecs
import AtelierLightroom
import AtelierRecipe
import Foundation

/// A settings file that was read; the content says what kind it is.
struct SettingsFile {
  /// What stands in it.
  enum Content {
    case recipe(Recipe)
    case develop(DevelopSettings)
    case cube(ColorTable)
  }

  /// The path, or "standard input".
  let name: String
  /// The bytes.
  let bytes: [UInt8]
  /// What stands in it.
  let content: Content
  /// The plan that the settings come from, where they are MonetGPT's.
  private(set) var plan: MonetPlan?

  /// The kind of its content.
  var kind: SettingsKind {
    switch content {
    case .recipe: .recipe
    case .develop(let settings): settings.kind
    case .cube: .cube
    }
  }

  /// Reads a file; "-" stands for standard input.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - wanted: the kind that the user names; otherwise the content tells it.
  ///   - catalog: what recipes may contain.
  /// - Throws: `CodecError` where the file cannot be read, ``UsageError`` where it is a picture without
  ///   settings, `LightroomError` and `RecipeError` where its content is wrong or fits two kinds.
  init(_ path: String, kind wanted: SettingsKind? = nil, catalog: RecipeCatalog) throws {
    name = path == "-" ? "standard input" : path
    bytes = path == "-" ? try StandardStreams.readInput() : try Self.content(of: path)
    if PictureFormat.begins(bytes) {
      guard let settings = try Self.packet(bytes, name: name) else {
        throw UsageError("\(name) is a picture, and its packet holds no develop settings.")
      }
      content = .develop(settings)
      return
    }
    let blanks = Set(" \t\r\n".utf8)
    guard bytes.contains(where: { !blanks.contains($0) }) else {
      throw UsageError("\(name) is empty; \(Self.known)")
    }
    switch try wanted ?? SettingsKind(of: bytes) {
    case .recipe:
      content = .recipe(try Recipe(json: JSONValue(parsing: bytes), catalog: catalog))
    case .cube: content = .cube(try ColorTable(cube: bytes))
    case let kind:
      content = .develop(try DevelopSettings(bytes, kind: kind))
      if kind == .monetgpt { plan = try MonetPlan(bytes) }
    }
  }

  private static let known =
    "settings are a recipe or MonetGPT's plan in JSON, XMP, an lrtemplate, JarvisArt's table, or a cube."

  /// Whether it is the file at a path.
  func isSame(as path: String) -> Bool {
    URL(fileURLWithPath: name).standardizedFileURL.path
      == URL(fileURLWithPath: path).standardizedFileURL.path
  }

  /// MonetGPT's plan as a recipe that carries it out exactly, and the report; nil for other settings and
  /// where Lightroom's sliders are wanted.
  ///
  /// - Throws: ``UsageError`` where a part of it is wanted.
  func exactPlan(
    _ options: SettingsOptions
  ) throws(UsageError) -> (recipe: Recipe, report: SettingsReport)? {
    guard let plan, !options.monetSliders else { return nil }
    guard !options.isPartial else {
      throw UsageError(
        "--amount and --without are for Lightroom's settings; with --monet-sliders the plan in "
          + "\(name) becomes some.")
    }
    let (edit, report) = plan.edit(order: options.planOrder)
    return (
      Recipe(monet: [edit]),
      SettingsReport(source: name, kind: .monetgpt, origin: .file, report: report, notes: [])
    )
  }

  /// A recipe that looks colours up in a table.
  ///
  /// - Throws: ``UsageError`` where groups are to be left out of it.
  func recipe(of table: ColorTable, _ options: SettingsOptions) throws(UsageError) -> Recipe {
    guard options.without == nil else {
      throw UsageError("--without is for Lightroom's settings; \(name) is a table of colours.")
    }
    var values: ParameterValues = ["table": .table(table)]
    if let amount = options.amount { values["amount"] = .number(amount) }
    return Recipe(adjustments: ["lookup_table": values])
  }

  /// The settings that a picture carries.
  private static func packet(_ bytes: [UInt8], name: String) throws -> DevelopSettings? {
    try PictureReader.read(.bytes(bytes, name: name)).developSettings()
  }

  /// The bytes of a file, at most one more than are read of the longest kind.
  static func content(of path: String) throws(CodecError) -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .unreadable(source: path, reason: "the settings file is missing or not permitted")
    }
    do {
      return [UInt8](try handle.read(upToCount: ColorTable.cubeByteLimit + 1) ?? Data())
    } catch {
      throw .unreadable(source: path, reason: "the settings must be a file that can be read")
    }
  }
}
