/// Writes small zip archives, right and wrong ones.
struct Wheel {
  struct Member {
    var name: String
    var packed: [UInt8]
    var method = 0
    var size: Int
    var checksum: UInt32
    var flags = 0

    /// A stored member.
    init(_ name: String, _ content: [UInt8]) {
      (self.name, packed, size) = (name, content, content.count)
      checksum = Self.checksum(content)
    }

    /// 100,000 times the letter a, deflated by zlib at level 9.
    static func letters(_ name: String) -> Member {
      var member = Member(name, [])
      member.packed =
        [237, 193, 49, 1, 0, 0, 0, 194, 160, 172, 235, 95, 194, 26, 30, 64, 1]
        + [UInt8](repeating: 0, count: 96) + [175, 6]
      (member.method, member.size, member.checksum) = (8, 100_000, 467_860_103)
      return member
    }

    /// CRC-32 (ISO 3309), bit by bit.
    private static func checksum(_ content: [UInt8]) -> UInt32 {
      var crc: UInt32 = 0xffff_ffff
      for byte in content {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
      }
      return ~crc
    }
  }

  var members: [Member]

  /// The archive.
  var bytes: [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let name = Array(member.name.utf8)
      let common =
        number(20, 2) + number(member.flags, 2) + number(member.method, 2) + number(0, 4)
        + number(Int(member.checksum), 4) + number(member.packed.count, 4)
        + number(member.size, 4) + number(name.count, 2) + number(0, 2)
      directory +=
        number(0x0201_4b50, 4) + number(20, 2) + common + number(0, 2) + number(0, 4)
        + number(0, 4) + number(file.count, 4) + name
      file += number(0x0403_4b50, 4) + common + name + member.packed
    }
    let start = file.count
    file += directory
    file +=
      number(0x0605_4b50, 4) + number(0, 4) + number(members.count, 2) + number(members.count, 2)
      + number(directory.count, 4) + number(start, 4) + number(0, 2)
    return file
  }
}
