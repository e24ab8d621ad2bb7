import AtelierPixels

/// The colours of a HEIF or AVIF file without an ICC profile: its `colr` box of type `nclx`, with the
/// code points of ITU-T H.273.
struct CodingPoints {
  let primaries: Int
  let transfer: Int

  /// Looks through the item properties of the `meta` box.
  ///
  /// - Returns: nil where no such box is.
  init?(_ store: ByteStore) {
    guard let meta = ISOBoxes(store).content(of: "meta") else { return nil }
    // The box is looked for by its type and subtype: they do not occur elsewhere by chance.
    let mark = Array("colrnclx".utf8)
    guard
      let at = meta.indices.dropLast(mark.count + 4).first(where: {
        meta[$0] == mark[0] && meta[$0..<$0 + mark.count].elementsEqual(mark)
      })
    else { return nil }
    let start = at + mark.count
    primaries = Int(meta[start]) << 8 | Int(meta[start + 1])
    transfer = Int(meta[start + 2]) << 8 | Int(meta[start + 3])
  }

  /// The space meant, sRGB where the points are unspecified.
  var space: RGBColorSpace {
    let base: RGBColorSpace =
      switch primaries {
      case 9: .rec2020
      case 11, 12: .displayP3
      default: .sRGB
      }
    // The video curves are read as sRGB's, as browsers and phones show such files.
    let curve: TransferCurve =
      switch transfer {
      case 4: .gamma(2.2)
      case 8: .linear
      default: .sRGB
      }
    guard curve != base.transfer else { return base }
    let name = "\(base.name) primaries"
    return RGBColorSpace(name: name, toXYZ: base.toXYZ, transfer: curve) ?? base
  }

  /// Whether the picture is encoded for displays of high dynamic range (PQ or HLG).
  var isHighDynamicRange: Bool { transfer == 16 || transfer == 18 }
}
