import Foundation

// Usage: CatalogGenerator CATALOG OUTPUT TYPE…
let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 2 else {
  FileHandle.standardError.write(Data("usage: CatalogGenerator CATALOG OUTPUT TYPE…\n".utf8))
  exit(2)
}
let catalog = arguments[arguments.startIndex]
let output = arguments[arguments.startIndex + 1]
let types = arguments.dropFirst(2).sorted()
let source = """
  package import AtelierEngine

  extension \(catalog) {
    /// Everything in this target's feature folder.
    package static let builtIn = \(catalog)([
  \(types.map { "    \($0).self," }.joined(separator: "\n"))
    ])
  }

  """
try source.write(toFile: output, atomically: true, encoding: .utf8)
