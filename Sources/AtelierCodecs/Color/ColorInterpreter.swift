import AtelierPixels

/// Finds out what decoded values mean, and converts where no RGB matrix space describes them.
struct ColorInterpreter {
  let store: ByteStore
  let format: PictureFormat
  let threads: Int
  /// The embedded profile.
  var profile: [UInt8]?
  /// What to take pictures without a profile for.
  var assumed = RGBColorSpace.sRGB

  init(store: ByteStore, format: PictureFormat, threads: Int) {
    self.store = store
    self.format = format
    self.threads = threads
  }

  /// Makes the picture.
  ///
  /// CMYK pixels come as stored and are turned by `orientation`, others are upright.
  ///
  /// - Returns: the picture with its metadata and notes.
  /// - Throws: ``CodecError`` when the colours cannot be converted.
  func picture(
    _ decoded: DecodedPixels, orientation: Orientation, notes: [String],
    metadata: PictureMetadata
  ) throws(CodecError) -> DecodedPicture {
    var pixels = decoded
    var notes = notes + decoded.notes
    var space = assumed
    var kept: [UInt8]?
    let parsed = profile.flatMap(ICCProfile.init)
    if profile != nil, parsed == nil {
      notes.append("The ICC profile is damaged and was ignored.")
    }
    switch (pixels.model, parsed?.device) {
    case (.cmyk, let device):
      let usable = device == .cmyk ? profile : nil
      pixels = try convert(pixels, profile: usable)
      pixels = pixels.turned(orientation)
      space = ColorConversion.target
      notes.append("The CMYK picture was converted to \(space.name).")
    case (.rgb, .rgb), (.grey, .rgb):
      if let known = parsed?.space {
        space = known
        kept = profile
      } else {
        pixels = try convert(pixels, profile: profile)
        space = ColorConversion.target
        notes.append("The picture was converted from its profile to \(space.name).")
      }
    case (.grey, .grey):
      space = parsed?.space ?? .sRGB
    case (_, nil): break
    case (_, .some):
      notes.append("The ICC profile does not fit the picture and was ignored.")
    }
    return DecodedPicture(
      picture: Picture(
        size: pixels.size, samples: pixels.samples, alpha: pixels.alpha, colorSpace: space),
      metadata: metadata, format: format, sourceProfile: kept, raw: nil, orientation: orientation,
      notes: notes)
  }

  private func convert(
    _ pixels: DecodedPixels, profile: [UInt8]?
  ) throws(CodecError) -> DecodedPixels {
    try ColorConversion.convert(
      pixels, profile: profile, source: store.name, format: format, threads: threads)
  }
}
