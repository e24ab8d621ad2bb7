/// Tells RAW files from the TIFF files that they look like.
enum RawMarks {
  private static let colorFilterArray = 32_803
  private static let linearRaw = 34_892
  // Compressions of Nikon, Kodak, Sony, Pentax and Samsung that only RAW files have.
  private static let makerCompressions: Set<Int> = [34_713, 65_000, 32_767, 65_535, 32_770]

  /// Whether a directory of the file says that it holds sensor data.
  static func areIn(_ store: ByteStore) -> Bool {
    guard let parser = TIFFParser(store) else { return false }
    var pending = [parser.firstDirectory]
    var seen: Set<Int> = []
    while let offset = pending.popLast(), seen.count < 32 {
      guard seen.insert(offset).inserted, let directory = parser.directory(at: offset) else {
        continue
      }
      if directory[.dngVersion] != nil { return true }
      if let field = directory[.photometric], let kind = parser.numbers(of: field).first,
        kind == colorFilterArray || kind == linearRaw
      {
        return true
      }
      if let field = directory[.compression], let kind = parser.numbers(of: field).first,
        makerCompressions.contains(kind)
      {
        return true
      }
      if let field = directory[.subDirectories] { pending += parser.numbers(of: field, limit: 16) }
      if directory.next != 0 { pending.append(directory.next) }
    }
    return false
  }
}
