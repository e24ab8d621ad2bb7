import AtelierPixels
import CRaw

/// Develops camera RAW with LibRaw.
///
/// The pixels are linear, in the camera's own colours with the as-shot white balance applied, so
/// nothing outside a smaller gamut is lost; the picture's colour space is the camera's matrix.
///
/// Highlights: channels that saturate one after the other are blended towards neutral (LibRaw's
/// mode 2) instead of being cut at the first, so that a negative exposure brings back what the other
/// channels hold. The matrix is scaled so that grey keeps the level it has with plain cutting: 1 is
/// where the most sensitive channel saturates, and the brightest values lie above 1.
@safe
struct RawDecoder: ~Copyable {
  private let raw: UnsafeMutablePointer<libraw_data_t>
  private let errors: UnsafeMutablePointer<Int32>
  private let store: ByteStore

  /// The version of LibRaw that is linked, such as "0.20.2".
  static var libraryVersion: String {
    // SAFETY: a constant C string.
    guard let text = unsafe libraw_version() else { return "" }
    return String(unsafe String(cString: text).prefix { $0 != "-" })
  }

  /// LibRaw's word for "not one of my formats".
  private static let unsupportedCode = LIBRAW_FILE_UNSUPPORTED.rawValue

  init(_ store: ByteStore) throws(CodecError) {
    guard let raw = unsafe libraw_init(0) else {
      throw .environment(reason: "LibRaw could not be started")
    }
    unsafe self.raw = raw
    unsafe errors = .allocate(capacity: 1)
    unsafe errors.initialize(to: 0)
    self.store = store
    unsafe atelierRawConfigure(raw, errors)
  }

  deinit {
    unsafe libraw_close(raw)
    unsafe errors.deallocate()
  }

  /// What a file gives.
  struct Development {
    var pixels: DecodedPixels
    var space: RGBColorSpace
    var info: RawInfo
    var facts: AtelierRawFacts

    /// How the sensor's picture was turned to be upright.
    var orientation: Orientation { RawDecoder.orientation(flip: Int(facts.flip)) }
  }

  /// Develops the file.
  ///
  /// - Returns: nil when LibRaw does not know the format.
  func develop(limits: DecodeLimits) throws(CodecError) -> Development? {
    guard store.path == nil else { return try unsafe develop(nil, limits: limits) }
    let bytes = try store.all()
    let result: Result<Development?, CodecError> = unsafe bytes.withUnsafeBytes { buffer in
      do throws(CodecError) {
        // SAFETY: LibRaw reads the bytes while `develop` runs, inside the closure.
        return .success(try unsafe develop(buffer, limits: limits))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// The size and other facts of the file without developing it, or nil when it is unknown.
  func probe() throws(CodecError) -> PixelSize? {
    let bytes = store.path == nil ? try store.all() : []
    var size: PixelSize?
    let status = unsafe bytes.withUnsafeBytes { buffer -> Int32 in
      let status = unsafe open(buffer)
      if status == 0 {
        let facts = unsafe atelierRawRead(raw)
        let stored = PixelSize(width: Int(facts.width), height: Int(facts.height))
        size = Self.orientation(flip: Int(facts.flip)).uprightSize(of: stored)
      }
      unsafe libraw_recycle(raw)
      return status
    }
    if status == Self.unsupportedCode { return nil }
    guard let size else { throw failure(status) }
    return size
  }

  @unsafe
  private func open(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    if let path = store.path { return unsafe libraw_open_file(raw, path) }
    // LibRaw's buffer is not const, but only read.
    return unsafe libraw_open_buffer(
      raw, UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }

  @unsafe
  private func develop(
    _ bytes: UnsafeRawBufferPointer?, limits: DecodeLimits
  ) throws(CodecError) -> Development? {
    let opened = unsafe open(bytes ?? UnsafeRawBufferPointer(start: nil, count: 0))
    if opened == Self.unsupportedCode { return nil }
    try check(opened)
    let before = unsafe atelierRawRead(raw)
    let rawSize = PixelSize(width: Int(before.rawWidth), height: Int(before.rawHeight))
    try limits.check(rawSize, source: store.name, format: .raw)
    if before.isDNG != 0 { unsafe atelierRawTrustWhiteLevel(raw) }
    let isThreeColors = before.colors == 3
    if !isThreeColors { unsafe atelierRawUseProPhoto(raw) }
    try check(unsafe libraw_unpack(raw))
    try check(unsafe libraw_dcraw_process(raw))
    guard unsafe errors.pointee == 0 else {
      throw .corrupt(source: store.name, format: .raw, reason: "its sensor data are incomplete")
    }
    let after = unsafe atelierRawRead(raw)
    let size = PixelSize(width: Int(after.width), height: Int(after.height))
    try limits.check(size, source: store.name, format: .raw)
    let orientation = Self.orientation(flip: Int(after.flip))
    var pixels = DecodedPixels(
      size: orientation.uprightSize(of: size),
      samples: .sixteen(try collect(size, orientation: orientation, isGrey: before.colors == 1)),
      model: .rgb)
    if before.cameraMultipliers.0 <= 0 {
      pixels.notes.append("The file has no as-shot white balance; daylight was taken.")
    }
    let used = Self.triple(after.daylightMultipliers)
    return Development(
      pixels: pixels, space: Self.space(before, used: used, isThreeColors: isThreeColors),
      info: Self.info(before, used: used), facts: before)
  }

  private func collect(
    _ size: PixelSize, orientation: Orientation, isGrey: Bool
  ) throws(CodecError) -> [UInt16] {
    guard let source = unsafe atelierRawPixels(raw) else {
      throw .corrupt(source: store.name, format: .raw, reason: "LibRaw gave no pixels")
    }
    let layout = UprightLayout(stored: size, orientation: orientation)
    let count = 3 * size.pixelCount
    // SAFETY: LibRaw holds four values for each of `width × height` pixels; every place of the
    // array is written once.
    return unsafe [UInt16](unsafeUninitializedCapacity: count) { target, filled in
      guard let base = target.baseAddress else { return }
      for first in stride(from: 0, to: size.height, by: 64) {
        unsafe layout.place(
          source + 4 * first * size.width, bands: 4, picks: isGrey ? (0, 0, 0) : (0, 1, 2),
          first: first, count: min(64, size.height - first), into: base)
      }
      filled = count
    }
  }

  // MARK: Colours

  private static func space(
    _ facts: AtelierRawFacts, used: SIMD3<Double>, isThreeColors: Bool
  ) -> RGBColorSpace {
    // With blended highlights LibRaw scales the largest multiplier to 1; plain cutting scales the
    // smallest.
    let scale = used.min() > 0 ? used.max() / used.min() : 1
    let gain = Matrix3(diagonal: scale, scale, scale)
    if facts.colors == 1 {
      return RGBColorSpace(
        name: "linear grey", toXYZ: RGBColorSpace.sRGB.toXYZ * gain, transfer: .linear)
        ?? .working
    }
    let toSRGB = isThreeColors ? matrix(facts.toSRGB) : proPhotoToSRGB
    return RGBColorSpace(
      name: "camera RGB", toXYZ: RGBColorSpace.sRGB.toXYZ * toSRGB * gain, transfer: .linear)
      ?? RGBColorSpace(
        name: "linear sRGB", toXYZ: RGBColorSpace.sRGB.toXYZ * gain, transfer: .linear)
      ?? .working
  }

  /// The inverse of LibRaw's matrix from linear sRGB to its ProPhoto output.
  private static let proPhotoToSRGB =
    Matrix3([
      0.529317, 0.330092, 0.140588, 0.098368, 0.873465, 0.028169, 0.016879, 0.117663, 0.865457,
    ]).inverse ?? .identity

  /// CIE XYZ of D65 (x 0.3127, y 0.3290).
  private static let d65 = SIMD3<Double>(0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290)

  private static func info(_ facts: AtelierRawFacts, used: SIMD3<Double>) -> RawInfo {
    let daylight = triple(facts.daylightMultipliers)
    let asShot = facts.cameraMultipliers.0 > 0 ? triple(facts.cameraMultipliers) : daylight
    func relativeToGreen(_ v: SIMD3<Double>) -> SIMD3<Double>? {
      v.min() > 0 && v.max().isFinite ? v / v.y : nil
    }
    let balanced = relativeToGreen(daylight)
    let toSRGB = matrix(facts.toSRGB)
    // LibRaw balances for daylight before its matrix to linear sRGB; XYZ is seen from D65 as there.
    let fromSRGB =
      RGBColorSpace.adaptation(from: RGBColorSpace.d50, to: d65) * RGBColorSpace.sRGB.toXYZ
    let toXYZ = balanced.map { fromSRGB * toSRGB * Matrix3(diagonal: $0.x, $0.y, $0.z) }
    return RawInfo(
      camera: name(facts),
      asShotMultipliers: relativeToGreen(asShot) ?? relativeToGreen(used) ?? SIMD3(1, 1, 1),
      daylightMultipliers: balanced,
      cameraToXYZ: facts.colors == 3 && toSRGB != .identity ? toXYZ : nil)
  }

  static func name(_ facts: AtelierRawFacts) -> String {
    let (make, model) = (text(facts.make), text(facts.model))
    return model.hasPrefix(make) ? model : "\(make) \(model)"
  }

  static func text<Tuple>(_ characters: Tuple) -> String {
    // SAFETY: a tuple of C characters is read as bytes of its own size.
    unsafe withUnsafeBytes(of: characters) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  private static func triple(_ v: (Float, Float, Float, Float)) -> SIMD3<Double> {
    SIMD3(Double(v.0), Double(v.1), Double(v.2))
  }

  private static func matrix(
    _ m: (Float, Float, Float, Float, Float, Float, Float, Float, Float)
  ) -> Matrix3 {
    Matrix3([m.0, m.1, m.2, m.3, m.4, m.5, m.6, m.7, m.8].map(Double.init))
  }

  // MARK: Turns and errors

  /// The EXIF orientation of a turn of dcraw.
  static func orientation(flip: Int) -> Orientation {
    switch flip & 7 {
    case 1: .mirrored
    case 2: .mirroredVertically
    case 3: .turnedHalf
    case 4: .transposed
    case 5: .quarterCounterclockwise
    case 6: .quarterClockwise
    case 7: .transversed
    default: .upright
    }
  }

  private func check(_ status: Int32) throws(CodecError) {
    if status != 0 { throw failure(status) }
  }

  private func failure(_ status: Int32) -> CodecError {
    // SAFETY: LibRaw's messages are constant C strings; positive codes are the system's.
    if status > 0 { return .unreadable(source: store.name, reason: systemMessage(status)) }
    let message = unsafe libraw_strerror(status).map { unsafe String(cString: $0) } ?? ""
    return .corrupt(source: store.name, format: .raw, reason: "LibRaw says \"\(message)\"")
  }
}
