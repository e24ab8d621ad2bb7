import Foundation

/// What the processor must have for the build at hand.
enum Processor {
  /// The features of x86-64-v3 that are missing, or nil when all are there. Where the system does not
  /// tell, they are taken to be there.
  static var missingFeatures: String? {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") })
    else { return nil }
    let flags = Set(line.split(separator: " "))
    let missing = ["avx2", "bmi2", "fma", "f16c", "movbe"].filter { !flags.contains($0[...]) }
    return missing.isEmpty ? nil : missing.joined(separator: ", ")
  }
}
