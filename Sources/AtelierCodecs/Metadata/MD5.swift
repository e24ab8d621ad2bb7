import Glibc

/// The digest by which XMP packets name their extensions (RFC 1321); for nothing that must be safe.
enum MD5 {
  private static let shifts: [UInt32] = [
    7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21,
  ]
  /// The whole part of 2³²·|sin(i + 1)|.
  private static let sines: [UInt32] = (0..<64).map { index in
    UInt32((abs(sin(Double(index + 1))) * 4_294_967_296).rounded(.down))
  }

  /// The digest in 32 upper-case hexadecimal digits.
  static func hexadecimal(_ content: [UInt8]) -> String {
    var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476]
    // A bit, zeros to 56 bytes of a block, and the length in bits, lowest byte first.
    var message = content + [0x80]
    message += [UInt8](repeating: 0, count: (120 - message.count % 64) % 64)
    let bits = UInt64(content.count) &* 8
    message += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt64($0))) }
    for start in stride(from: 0, to: message.count, by: 64) {
      let words = (0..<16).map { index -> UInt32 in
        let at = start + 4 * index
        return UInt32(message[at]) | UInt32(message[at + 1]) << 8 | UInt32(message[at + 2]) << 16
          | UInt32(message[at + 3]) << 24
      }
      mix(words, into: &state)
    }
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    for word in state {
      for index in 0..<4 {
        let byte = Int(word >> (8 * UInt32(index)) & 255)
        text += [digits[byte >> 4], digits[byte & 15]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func mix(_ words: [UInt32], into state: inout [UInt32]) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    for index in 0..<64 {
      let (value, place): (UInt32, Int) =
        switch index / 16 {
        case 0: ((b & c) | (~b & d), index)
        case 1: ((d & b) | (~d & c), (5 * index + 1) % 16)
        case 2: (b ^ c ^ d, (3 * index + 5) % 16)
        default: (c ^ (b | ~d), 7 * index % 16)
        }
      let sum = a &+ value &+ sines[index] &+ words[place]
      let shift = shifts[4 * (index / 16) + index % 4]
      (a, d, c, b) = (d, c, b, b &+ (sum << shift | sum >> (32 - shift)))
    }
    state = [state[0] &+ a, state[1] &+ b, state[2] &+ c, state[3] &+ d]
  }
}
