/// The items that a HEIF file's `meta` box lists (ISO/IEC 14496-12, 8.11), as far as XMP needs.
///
/// libvips 8.14 gives a HEIF file's EXIF but not its XMP.
struct HEIFItems {
  private let store: ByteStore
  private let meta: [UInt8]

  /// Reads the list.
  ///
  /// - Returns: nil when the file has none.
  init?(_ store: ByteStore) {
    guard let meta = ISOBoxes(store).content(of: "meta") else { return nil }
    self.store = store
    self.meta = meta
  }

  /// The XMP packet, or nil.
  var xmp: [UInt8]? {
    guard let item = item(kind: "mime", contentType: "application/rdf+xml") else { return nil }
    return content(of: item)
  }

  private func child(_ kind: String) -> Range<Int>? {
    // Behind version and flags.
    var position = 4
    while position + 8 <= meta.count {
      let length = number(position, 4)
      guard length >= 8, position + length <= meta.count else { return nil }
      if meta[position + 4..<position + 8].elementsEqual(kind.utf8) {
        return position + 8..<position + length
      }
      position += length
    }
    return nil
  }

  private func number(_ offset: Int, _ size: Int) -> Int {
    meta[offset..<offset + size].reduce(0) { $0 << 8 | Int($1) }
  }

  private func item(kind: String, contentType: String) -> Int? {
    guard let list = child("iinf"), list.count >= 6 else { return nil }
    var position = list.lowerBound + (meta[list.lowerBound] == 0 ? 6 : 8)
    while position + 20 <= list.upperBound {
      let length = number(position, 4)
      guard length >= 20, position + length <= list.upperBound else { return nil }
      let idSize = meta[position + 8] == 3 ? 4 : 2
      let kindAt = position + 12 + idSize + 2
      let end = position + length
      if meta[position + 8] >= 2, kindAt + 4 <= end,
        meta[kindAt..<kindAt + 4].elementsEqual(kind.utf8)
      {
        // A name, then the content type, each ended by a zero.
        let texts = meta[kindAt + 4..<end].split(
          separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
        if texts.count >= 2, texts[1].elementsEqual(contentType.utf8) {
          return number(position + 12, idSize)
        }
      }
      position = end
    }
    return nil
  }

  private func content(of item: Int) -> [UInt8]? {
    guard let list = child("iloc"), list.count >= 8 else { return nil }
    let version = meta[list.lowerBound]
    let sizes = meta[list.lowerBound + 4..<list.lowerBound + 6].flatMap {
      [Int($0 >> 4), Int($0 & 15)]
    }
    guard sizes.allSatisfy({ [0, 4, 8].contains($0) }) else { return nil }
    var cursor = list.lowerBound + 6
    func take(_ size: Int) -> Int? {
      guard cursor + size <= list.upperBound, size < 8 || meta[cursor] == 0 || size == 0 else {
        return nil
      }
      defer { cursor += size }
      return number(cursor, size)
    }
    let idSize = version < 2 ? 2 : 4
    guard let count = take(idSize) else { return nil }
    for _ in 0..<count {
      guard let id = take(idSize), let method = version > 0 ? take(2) : 0, take(2) != nil,
        let base = take(sizes[2]), let extents = take(2)
      else { return nil }
      var content: [UInt8] = []
      for _ in 0..<extents {
        guard version == 0 || take(sizes[3]) != nil, let offset = take(sizes[0]),
          let length = take(sizes[1])
        else { return nil }
        guard id == item else { continue }
        guard method & 15 == 0, content.count + length < 16 << 20,
          let bytes = store.bytes(base + offset..<base + offset + length)
        else { return nil }
        content += bytes
      }
      if id == item { return content }
    }
    return nil
  }
}
