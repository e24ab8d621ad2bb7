// Checks that imports only go down: the `import` lines of the sources and the targets of
// Package.swift against Documentation/floors.txt.
//
//     Scripts/check-floors [PACKAGE_FOLDER]

import Foundation

func stop(_ message: String) -> Never {
  FileHandle.standardError.write(Data("check-floors: \(message)\n".utf8))
  exit(2)
}

let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
let root =
  CommandLine.arguments.count > 1
  ? URL(fileURLWithPath: CommandLine.arguments[1]) : script.deletingLastPathComponent()

// The table.

struct Row {
  var floor: String
  var allowed: Set<String>
}

let tablePath = root.appendingPathComponent("Documentation/floors.txt")
guard let table = try? String(contentsOf: tablePath, encoding: .utf8) else {
  stop("\(tablePath.path) cannot be read")
}
var written: [(target: String, floor: String, words: [String])] = []
var system: Set<String> = []
var testWords: [String] = []
for line in table.split(separator: "\n") where !line.hasPrefix("#") {
  let words = line.split(separator: " ").map(String.init)
  guard let first = words.first else { continue }
  if first == "system" {
    system.formUnion(words.dropFirst())
  } else if first == "tests" {
    testWords += words.dropFirst()
  } else {
    guard words.count >= 3, words[2] == "=" else { stop("'\(line)' is no line of the table") }
    written.append((words[1], first, Array(words.dropFirst(3))))
  }
}

func modules(_ words: [String]) -> Set<String> {
  var found: Set<String> = []
  for word in words {
    guard word.hasPrefix("@") else {
      found.insert(word)
      continue
    }
    let ends = word.dropFirst().split(separator: "-").compactMap { Int($0) }
    guard let low = ends.first, let high = ends.last else {
      stop("'\(word)' is no range of floors")
    }
    for entry in written {
      if let floor = Int(entry.floor), (low...high).contains(floor) { found.insert(entry.target) }
    }
  }
  return found
}
var rows: [String: Row] = [:]
for entry in written {
  guard rows[entry.target] == nil else { stop("\(entry.target) stands in the table twice") }
  rows[entry.target] = Row(floor: entry.floor, allowed: modules(entry.words))
}
let testModules = modules(testWords)
let projectModules = Set(rows.keys)

// The manifest.

let dump = Process()
dump.executableURL = URL(fileURLWithPath: "/usr/bin/env")
dump.arguments = ["swift", "package", "--package-path", root.path, "dump-package"]
let pipe = Pipe()
dump.standardOutput = pipe
do { try dump.run() } catch { stop("swift package dump-package did not start: \(error)") }
let output = pipe.fileHandleForReading.readDataToEndOfFile()
dump.waitUntilExit()
guard dump.terminationStatus == 0,
  let package = try? JSONSerialization.jsonObject(with: output) as? [String: Any],
  let targets = package["targets"] as? [[String: Any]]
else { stop("swift package dump-package failed") }

/// The modules that a target declares.
func dependencies(of target: [String: Any]) -> Set<String> {
  var found: Set<String> = []
  for dependency in target["dependencies"] as? [[String: Any]] ?? [] {
    for kind in ["byName", "product", "target"] {
      if let name = (dependency[kind] as? [Any])?.first as? String { found.insert(name) }
    }
  }
  return found
}

// The imports.

let importLine =
  #"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"#
  + #"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)"#
guard
  let pattern = try? NSRegularExpression(pattern: importLine, options: .anchorsMatchLines)
else { stop("the pattern of import lines is wrong") }

func imports(in file: URL) -> Set<String> {
  guard let content = try? String(contentsOf: file, encoding: .utf8) else { return [] }
  // Generated code stands in texts of several lines.
  let text = content.replacingOccurrences(
    of: #""""[\s\S]*?""""#, with: "", options: .regularExpression)
  let range = NSRange(text.startIndex..., in: text)
  return Set(
    pattern.matches(in: text, range: range).compactMap { match in
      Range(match.range(at: 1), in: text).map { String(text[$0]) }
    })
}

var problems: [String] = []
var files = 0
var seen: Set<String> = []
for target in targets {
  guard let name = target["name"] as? String, let type = target["type"] as? String else { continue }
  seen.insert(name)
  let isTest = type == "test"
  guard isTest || rows[name] != nil else {
    problems.append("\(name) has no line in Documentation/floors.txt")
    continue
  }
  let allowed = isTest ? testModules : rows[name]?.allowed ?? []
  let declared = dependencies(of: target)
  for dependency in declared.subtracting(allowed).sorted() {
    problems.append(
      "Package.swift: \(name) depends on \(dependency), which its floor does not allow")
  }
  if type == "system" { continue }
  let folder =
    target["path"] as? String
    ?? ["test": "Tests", "plugin": "Plugins"][type, default: "Sources"] + "/\(name)"
  let listing = FileManager.default.enumerator(
    at: root.appendingPathComponent(folder), includingPropertiesForKeys: nil)
  for case let file as URL in listing ?? FileManager.DirectoryEnumerator()
  where file.pathExtension == "swift" {
    files += 1
    for module in imports(in: file).subtracting(system).sorted() where module != name {
      let place = "\(folder)/\(file.lastPathComponent)"
      if !allowed.contains(module) {
        problems.append("\(place): \(name) imports \(module), which its floor does not allow")
      } else if !declared.contains(module), module != "Testing", module != "PackagePlugin" {
        problems.append("\(place): \(name) imports \(module) without declaring it in Package.swift")
      }
    }
  }
}
for name in projectModules.subtracting(seen).sorted() {
  problems.append("Documentation/floors.txt: there is no target \(name)")
}
if files == 0 { problems.append("no source files were found below \(root.path)") }

for problem in problems.sorted() { print(problem) }
if !problems.isEmpty { exit(1) }
print("\(files) files of \(targets.count) targets import only what their floors allow")
