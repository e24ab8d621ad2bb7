/// One field to be written.
struct TIFFEntry {
  var tag: UInt16
  var type: UInt16
  var count: Int
  /// The values in the byte order of the file.
  var bytes: [UInt8]

  init(_ tag: TIFFTag, type: UInt16, count: Int, bytes: [UInt8]) {
    self.init(tag: tag.rawValue, type: type, count: count, bytes: bytes)
  }

  init(tag: UInt16, type: UInt16, count: Int, bytes: [UInt8]) {
    (self.tag, self.type, self.count, self.bytes) = (tag, type, count, bytes)
  }

  /// The values in the other byte order.
  func swapped() -> TIFFEntry {
    // Rationals are pairs of 4-byte numbers.
    let width = type == 5 || type == 10 ? 4 : TIFFField.size(ofType: type) ?? 1
    guard width > 1 else { return self }
    var entry = self
    for start in stride(from: 0, through: bytes.count - width, by: width) {
      entry.bytes[start..<start + width].reverse()
    }
    return entry
  }
}

/// Lays out directories of a TIFF structure.
struct TIFFBuilder {
  /// The main directory.
  var main: [TIFFEntry] = []
  /// The EXIF directory.
  var exif: [TIFFEntry] = []
  /// The GPS directory.
  var gps: [TIFFEntry] = []
  let isBigEndian: Bool

  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  /// Tags of the main directory that describe the photograph and not the file's own layout.
  private static let descriptive: Set<UInt16> = [
    270, 271, 272, 282, 283, 296, 305, 306, 315, 18246, 18249, 33432, 40091, 40092, 40093, 40094,
    40095,
  ]

  /// Takes what describes the photograph from a parsed structure: a TIFF or RAW file, or EXIF.
  ///
  /// Maker notes are left out, because what they point to would move.
  init(describing parser: TIFFParser) {
    isBigEndian = parser.isBigEndian
    guard let first = parser.directory(at: parser.firstDirectory) else { return }
    func entries(_ fields: [TIFFField], where isWanted: (TIFFField) -> Bool) -> [TIFFEntry] {
      fields.filter { $0.values.count < 65_536 && isWanted($0) }.compactMap { field in
        parser.bytes(of: field).map {
          TIFFEntry(tag: field.tag, type: field.type, count: field.count, bytes: $0)
        }
      }
    }
    func directory(_ tag: TIFFTag) -> [TIFFField] {
      first[tag].flatMap { parser.numbers(of: $0).first }
        .flatMap { parser.directory(at: $0)?.fields } ?? []
    }
    let left: Set<UInt16> = [
      TIFFTag.makerNote.rawValue, TIFFTag.interoperabilityDirectory.rawValue,
    ]
    main = entries(first.fields) { Self.descriptive.contains($0.tag) }
    exif = entries(directory(.exifDirectory)) { !left.contains($0.tag) }
    gps = entries(directory(.gpsDirectory)) { _ in true }
  }

  /// Whether there is anything to write.
  var isEmpty: Bool { main.isEmpty && exif.isEmpty && gps.isEmpty }

  /// The same in the wanted byte order.
  func ordered(bigEndian wanted: Bool) -> TIFFBuilder {
    guard wanted != isBigEndian else { return self }
    var swapped = TIFFBuilder(isBigEndian: wanted)
    swapped.main = main.map { $0.swapped() }
    swapped.exif = exif.map { $0.swapped() }
    swapped.gps = gps.map { $0.swapped() }
    return swapped
  }

  /// A number in the structure's byte order.
  func number<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
    isBigEndian ? bigEndian(value) : bigEndian(value).reversed()
  }

  mutating func setShort(_ tag: TIFFTag, _ values: [Int]) {
    set(
      TIFFEntry(
        tag, type: 3, count: values.count,
        bytes: values.flatMap { number(UInt16(truncatingIfNeeded: $0)) }))
  }

  mutating func setLong(_ tag: TIFFTag, _ values: [Int]) {
    set(
      TIFFEntry(
        tag, type: 4, count: values.count,
        bytes: values.flatMap { number(UInt32(truncatingIfNeeded: $0)) }))
  }

  mutating func setBytes(_ tag: TIFFTag, type: UInt16, _ bytes: [UInt8]) {
    set(TIFFEntry(tag, type: type, count: bytes.count, bytes: bytes))
  }

  private mutating func set(_ entry: TIFFEntry) {
    main.removeAll { $0.tag == entry.tag }
    main.append(entry)
  }

  /// The directories and their values, to stand at `offset` of the file.
  ///
  /// - Returns: the bytes, which begin with the main directory.
  func directories(at offset: Int) -> [UInt8] {
    var main = main
    func size(_ count: Int) -> Int { count == 0 ? 0 : 2 + 12 * count + 4 }
    let links = [(TIFFTag.exifDirectory, exif), (.gpsDirectory, gps)].filter { !$0.1.isEmpty }
    let mainEnd = offset + size(main.count + links.count)
    let exifEnd = mainEnd + size(exif.count)
    for (tag, _) in links {
      let place = tag == .exifDirectory ? mainEnd : exifEnd
      main.append(TIFFEntry(tag, type: 4, count: 1, bytes: number(UInt32(place))))
    }
    var valuesAt = exifEnd + size(gps.count)
    var tables: [UInt8] = []
    var values: [UInt8] = []
    for directory in [main, exif, gps] where !directory.isEmpty {
      tables += number(UInt16(directory.count))
      for entry in directory.sorted(by: { $0.tag < $1.tag }) {
        tables += number(entry.tag) + number(entry.type) + number(UInt32(entry.count))
        if entry.bytes.count <= 4 {
          tables += entry.bytes + [UInt8](repeating: 0, count: 4 - entry.bytes.count)
        } else {
          tables += number(UInt32(valuesAt))
          let padded = entry.bytes.count + entry.bytes.count % 2
          values += entry.bytes + [UInt8](repeating: 0, count: padded - entry.bytes.count)
          valuesAt += padded
        }
      }
      tables += [0, 0, 0, 0]
    }
    return tables + values
  }

  /// The structure as a block of its own, as EXIF is carried; nil when there is nothing in it.
  var block: [UInt8]? {
    isEmpty ? nil : header + directories(at: 8)
  }

  /// The header of a file whose main directory follows at once.
  var header: [UInt8] { header(directoryAt: 8) }

  /// The header of a file whose main directory lies elsewhere.
  func header(directoryAt offset: Int) -> [UInt8] {
    Array((isBigEndian ? "MM" : "II").utf8) + number(UInt16(42)) + number(UInt32(offset))
  }
}
