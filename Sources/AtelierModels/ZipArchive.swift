import CZlib

/// Reads members of a zip archive, as wheels are.
///
/// Only what is asked for by its exact name and size is unpacked, into a file that the caller names: names
/// in the archive never become paths, and a member never grows beyond the size that its reader expects.
/// Archives of several disks, encrypted members and ZIP64 are refused.
///
/// Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
struct ZipArchive: ~Copyable {
  /// A member of the archive.
  struct Member: Hashable {
    let name: String
    let method: Int
    let checksum: UInt32
    let packedSize: Int
    let size: Int
    let offset: Int
  }

  private let file: OpenFile
  private let path: String
  /// The members by name; the last of equal names counts, as in other readers.
  let members: [String: Member]

  /// Largest directory that is read.
  private static let directoryLimit = 16 << 20
  private static let memberLimit = 100_000

  /// Reads an archive's directory.
  ///
  /// - Throws: ``ModelError/badArchive(file:reason:)`` or ``ModelError/fileSystem(path:reason:)``.
  init(_ path: String) throws(ModelError) {
    func bad(_ reason: String) -> ModelError { .badArchive(file: path, reason: reason) }
    let file = try OpenFile(path)
    // The end record is 22 bytes and a comment of at most 65,535.
    let tailStart = max(0, file.size - 65_557)
    let tail = try file.read(at: tailStart, count: file.size - tailStart)
    guard tail.count >= 22 else { throw bad("it is too short for an archive") }
    var end = tail.count - 22
    while end >= 0, Self.number(tail, end, 4) != 0x0605_4b50 { end -= 1 }
    guard end >= 0 else { throw bad("it has no directory; it may be cut off") }
    let count = Self.number(tail, end + 10, 2)
    let size = Self.number(tail, end + 12, 4)
    let offset = Self.number(tail, end + 16, 4)
    guard Self.number(tail, end + 4, 2) == 0, count != 0xffff, offset != 0xffff_ffff else {
      throw bad("it has several disks or is ZIP64")
    }
    guard size <= Self.directoryLimit, count <= Self.memberLimit, offset + size <= file.size else {
      throw bad("its directory lies outside the file or is too large")
    }

    let directory = try file.read(at: offset, count: size)
    var members: [String: Member] = [:]
    var at = 0
    for _ in 0..<count {
      guard at + 46 <= directory.count, Self.number(directory, at, 4) == 0x0201_4b50 else {
        throw bad("its directory is damaged")
      }
      let flags = Self.number(directory, at + 8, 2)
      let nameLength = Self.number(directory, at + 28, 2)
      let extra = Self.number(directory, at + 30, 2) + Self.number(directory, at + 32, 2)
      guard at + 46 + nameLength + extra <= directory.count else {
        throw bad("its directory is damaged")
      }
      let name = String(decoding: directory[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self)
      if flags & 1 == 0 {
        members[name] = Member(
          name: name, method: Self.number(directory, at + 10, 2),
          checksum: UInt32(Self.number(directory, at + 16, 4)),
          packedSize: Self.number(directory, at + 20, 4),
          size: Self.number(directory, at + 24, 4), offset: Self.number(directory, at + 42, 4))
      }
      at += 46 + nameLength + extra
    }
    self.file = file
    self.path = path
    self.members = members
  }

  /// Unpacks a member that must have a size into a new file.
  ///
  /// - Throws: ``ModelError/badArchive(file:reason:)`` or ``ModelError/fileSystem(path:reason:)``.
  func extract(_ name: String, size: Int, to target: String) throws(ModelError) {
    func bad(_ reason: String) -> ModelError { .badArchive(file: path, reason: reason) }
    guard let member = members[name] else { throw bad("it has no '\(name)'") }
    guard member.size == size else {
      throw bad("'\(name)' has \(member.size) bytes; it must have \(size)")
    }
    guard member.method == 0 || member.method == 8 else {
      throw bad("'\(name)' is packed by method \(member.method); only 0 and 8 are read")
    }
    let header = try file.read(at: member.offset, count: 30)
    guard header.count == 30, Self.number(header, 0, 4) == 0x0403_4b50 else {
      throw bad("'\(name)' does not start where the directory says")
    }
    let start = member.offset + 30 + Self.number(header, 26, 2) + Self.number(header, 28, 2)
    guard start + member.packedSize <= file.size else { throw bad("'\(name)' is cut off") }

    let output = try GrowingFile(target, isEmptied: true)
    var inflater = try Inflater(isStored: member.method == 0)
    var (offset, written) = (start, 0)
    while offset < start + member.packedSize {
      try Self.checkCancellation()
      let piece = try file.read(
        at: offset, count: min(1 << 18, start + member.packedSize - offset))
      guard !piece.isEmpty else { throw bad("'\(name)' is cut off") }
      offset += piece.count
      let isWhole = inflater.take(piece)
      while let block = inflater.next() {
        written += block.count
        guard written <= size else { throw bad("'\(name)' is larger than it says") }
        try output.append(block.span)
      }
      guard isWhole, !inflater.isDamaged else { throw bad("'\(name)' is damaged") }
    }
    guard written == size, inflater.checksum == member.checksum else {
      throw bad("'\(name)' is damaged")
    }
    try output.synchronize()
  }

  private static func checkCancellation() throws(ModelError) {
    if Task.isCancelled { throw .cancelled }
  }

  /// A number of `count` bytes, the lowest first.
  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    var value = 0
    for index in 0..<count { value |= Int(bytes[start + index]) << (8 * index) }
    return value
  }
}

/// Unpacks a deflated stream piece by piece; stored ones pass through.
@safe
private struct Inflater: ~Copyable {
  private let isStored: Bool
  private var stream: UnsafeMutablePointer<z_stream>
  private var input: [UInt8] = []
  private var position = 0
  private(set) var isDamaged = false
  private var isFinished = false
  /// Whether the last block was as long as blocks may be, so that more may wait in the stream.
  private var isFull = false
  /// CRC-32 of what came out.
  private(set) var checksum: UInt32 = 0

  init(isStored: Bool) throws(ModelError) {
    self.isStored = isStored
    // SAFETY: the stream belongs to this value, which frees it; zlib wants it not to move.
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe atelierInflateStart(stream) == 0 else {
      unsafe stream.deallocate()
      throw .missingLibrary(name: "zlib", hint: "install zlib1g")
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Hands over the next piece; false where the stream had ended before.
  mutating func take(_ piece: [UInt8]) -> Bool {
    if isFinished { return false }
    input = piece
    position = 0
    return true
  }

  /// The next bytes of what was taken; nil where more is needed, or nothing follows.
  mutating func next() -> [UInt8]? {
    guard position < input.count || isFull, !isDamaged, !isFinished else { return nil }
    if isStored {
      position = input.count
      sum(input)
      return input
    }
    var output = [UInt8](repeating: 0, count: 1 << 18)
    var produced = 0
    // SAFETY: zlib reads the rest of the input and writes at most the output's count.
    let status = unsafe input.withUnsafeBufferPointer { source -> Int32 in
      unsafe output.withUnsafeMutableBufferPointer { target -> Int32 in
        guard let from = source.baseAddress, let to = target.baseAddress else { return Z_BUF_ERROR }
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: from + position)
        unsafe stream.pointee.avail_in = UInt32(source.count - position)
        unsafe stream.pointee.next_out = to
        unsafe stream.pointee.avail_out = UInt32(target.count)
        let status = unsafe inflate(stream, Z_NO_FLUSH)
        position = source.count - Int(unsafe stream.pointee.avail_in)
        produced = target.count - Int(unsafe stream.pointee.avail_out)
        return status
      }
    }
    isFinished = status == Z_STREAM_END
    isFull = produced == output.count
    isDamaged = status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR
    if isFinished, position < input.count { isDamaged = true }
    guard produced > 0 else { return nil }
    output.removeLast(output.count - produced)
    sum(output)
    return output
  }

  private mutating func sum(_ bytes: [UInt8]) {
    // SAFETY: reads the array's bytes.
    checksum = unsafe bytes.withUnsafeBufferPointer { buffer in
      UInt32(
        truncatingIfNeeded: unsafe crc32(
          UInt(checksum), buffer.baseAddress, UInt32(buffer.count)))
    }
  }
}
