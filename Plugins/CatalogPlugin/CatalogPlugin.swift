import Foundation
import PackagePlugin

/// Lists a target's feature folder (`Operations`, `Masks`, …) and writes the catalog that holds it.
///
/// A file's name is the name of the type in it, so a new feature is one new file and nothing else.
@main
struct CatalogPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let module = target.sourceModule else { return [] }
    let catalogs = ["Operations": "OperationCatalog", "Masks": "MaskCatalog"]
    return try catalogs.sorted(by: { $0.key < $1.key }).compactMap { folder, catalog in
      let files = module.sourceFiles(withSuffix: "swift").map(\.url)
        .filter { $0.deletingLastPathComponent().lastPathComponent == folder }
        .sorted { $0.path < $1.path }
      guard !files.isEmpty else { return nil }
      let output = context.pluginWorkDirectoryURL.appending(path: "\(catalog)+BuiltIn.swift")
      return .buildCommand(
        displayName: "Listing \(folder.lowercased()) of \(target.name)",
        executable: try context.tool(named: "CatalogGenerator").url,
        arguments: [catalog, output.path]
          + files.map { $0.deletingPathExtension().lastPathComponent },
        inputFiles: files, outputFiles: [output])
    }
  }
}
