package import AtelierRecipe

/// The order in which the executor's second half works.
package enum GimpOrder {
  private static let keys: Set<String> = [
    "Saturation", "Contrast", "Temperature", "Blacks", "Tint",
  ]

  /// The keys of a plan that the second half acts on, in the order in which it does; whites last.
  package static func keys(of plan: [MonetEdit.Entry], order: MonetEdit.Order) -> [String] {
    let all =
      switch order {
      case .plan: ProcessedValues(plan).entries.map(\.key)
      case .python2: hashed(plan.map(\.key))
      }
    let whites = ProcessedValues(plan).value("Whites") == 0 ? [] : ["Whites"]
    return all.filter(keys.contains) + whites
  }

  /// Three maps in a row, as the executor makes them: the file's, the one it is written from and
  /// read into again, and the processed one that begins with three keys of its own.
  private static func hashed(_ keys: [String]) -> [String] {
    let file = HashedMap(keys).keys
    let again = HashedMap(file).keys
    let names = again.map { key in key.filter { !($0.isASCII && $0.isNumber) } }
    return HashedMap(["Contrast", "Exposure", "Saturation"] + names).keys
  }
}

/// The order of a map of CPython 2.7 that only grows: open addressing by the keys' hashes.
struct HashedMap {
  private var slots: [String?] = Array(repeating: nil, count: 8)
  private var used = 0

  init(_ keys: [String]) {
    for key in keys { insert(key) }
  }

  /// The keys in the order of their slots.
  var keys: [String] { slots.compactMap(\.self) }

  private mutating func insert(_ key: String) {
    guard place(key) else { return }
    used += 1
    guard 3 * used >= 2 * slots.count else { return }
    var size = 8
    while size <= 4 * used { size *= 2 }
    let old = keys
    slots = Array(repeating: nil, count: size)
    for key in old { _ = place(key) }
  }

  /// Puts a key into the first free slot of its series; false where it has one already.
  private mutating func place(_ key: String) -> Bool {
    let mask = UInt64(slots.count - 1)
    let hash = Self.hash(key)
    var index = hash & mask
    var rest = hash
    while let other = slots[Int(index & mask)] {
      if other == key { return false }
      index = index &* 5 &+ rest &+ 1
      rest >>= 5
    }
    slots[Int(index & mask)] = key
    return true
  }

  /// The hash of a text in CPython 2.7 on a 64-bit machine, without randomisation.
  private static func hash(_ key: String) -> UInt64 {
    let bytes = Array(key.utf8)
    guard let first = bytes.first else { return 0 }
    var hash = UInt64(first) << 7
    for byte in bytes { hash = (hash &* 1_000_003) ^ UInt64(byte) }
    hash ^= UInt64(bytes.count)
    return hash == .max ? .max - 1 : hash
  }
}
