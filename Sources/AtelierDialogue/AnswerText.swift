import AtelierRecipe
import Foundation

/// Finds the document in what a model said.
enum AnswerText {
  /// The JSON object of a text: the whole of it, what stands in its last code fence, or what its first
  /// brace opens. What stands in `<think>` does not count.
  static func document(in text: String) -> String? {
    var bytes = Array(text.utf8)
    if let end = lastPlace(of: "</think>", in: bytes) { bytes.removeFirst(end) }
    for candidate in candidates(in: bytes) {
      guard let value = try? JSONValue(parsing: candidate), case .object = value else { continue }
      return String(decoding: candidate, as: UTF8.self).trimmingCharacters(
        in: .whitespacesAndNewlines)
    }
    return nil
  }

  private static func candidates(in bytes: [UInt8]) -> [[UInt8]] {
    var candidates = [bytes]
    let fences = places(of: "```", in: bytes)
    if fences.count >= 2 {
      let open = fences[fences.count - 2]
      // The rest of the fence's line names a language.
      let line = bytes[open...].firstIndex(of: 0x0A) ?? open + 3
      if line < fences[fences.count - 1] {
        candidates.append(Array(bytes[line..<fences[fences.count - 1]]))
      }
    }
    if let object = firstObject(in: bytes) { candidates.append(object) }
    return candidates
  }

  /// From the first brace to the one that closes it; braces within strings do not count.
  private static func firstObject(in bytes: [UInt8]) -> [UInt8]? {
    guard let start = bytes.firstIndex(of: UInt8(ascii: "{")) else { return nil }
    var depth = 0
    var isText = false
    var isEscaped = false
    for index in start..<bytes.count {
      let byte = bytes[index]
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return Array(bytes[start...index]) }
      default: break
      }
    }
    return nil
  }

  private static func places(of mark: StaticString, in bytes: [UInt8]) -> [Int] {
    let wanted = Array(mark.description.utf8)
    return bytes.indices.filter { bytes[$0] == wanted[0] && bytes[$0...].starts(with: wanted) }
  }

  /// The end of the last mark.
  private static func lastPlace(of mark: StaticString, in bytes: [UInt8]) -> Int? {
    places(of: mark, in: bytes).last.map { $0 + mark.utf8CodeUnitCount }
  }
}
