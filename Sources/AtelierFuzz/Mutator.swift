/// A small generator of random numbers with a seed (Steele et al. 2014, SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Makes hostile inputs of well-formed ones. The same seed makes the same input.
struct Mutator {
  let corpus: [[UInt8]]

  /// Largest input made.
  static let longest = 1 << 18

  /// Values at which lengths, counts and signs go wrong.
  private static let edges: [[UInt8]] = [
    [0xFF], [0], [0x7F], [0x80], [0xFF, 0xFF], [0x7F, 0xFF], [0xFF, 0x7F], [0, 0, 0, 0],
    [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F],
    Array("1e999".utf8), Array("-".utf8), Array("null".utf8), Array("{".utf8), Array("[".utf8),
    Array("\"".utf8), Array("，".utf8), Array("not ".utf8), Array("不".utf8), Array("%".utf8),
  ]

  /// The input of a seed.
  func input(seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    var bytes = corpus.randomElement(using: &generator) ?? []
    let rounds = 1 << Int.random(in: 0...4, using: &generator)
    for _ in 0..<rounds { mutate(&bytes, &generator) }
    return Array(bytes.prefix(Self.longest))
  }

  private func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    guard !bytes.isEmpty else {
      bytes = Self.edges.randomElement(using: &generator) ?? []
      return
    }
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let length = min(
      1 << Int.random(in: 0...8, using: &generator), bytes.count - place)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 2:
      let edge = Self.edges.randomElement(using: &generator) ?? []
      bytes.replaceSubrange(place..<min(place + edge.count, bytes.count), with: edge)
    case 3: bytes.insert(contentsOf: Self.edges.randomElement(using: &generator) ?? [], at: place)
    case 4: bytes.removeSubrange(place..<place + length)
    case 5: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
    case 6: bytes.removeSubrange(place...)
    default:
      let other = corpus.randomElement(using: &generator) ?? []
      bytes.replaceSubrange(place..., with: other.dropFirst(place))
    }
  }
}
