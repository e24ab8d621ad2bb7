import AtelierAgent
import AtelierCodecs
import AtelierEngine
import AtelierPixels
import AtelierRecipe

/// Keeps decoded and prepared photos, because training renders many candidates of one photo.
///
/// Several that want the same photo at the same time wait for the first one's decoding.
actor PhotoCache {
  /// What a photo is known by.
  enum Key: Hashable, Sendable {
    case file(OpenFile.Identity)
    case bytes([UInt8])
  }

  /// What is done to a photo before the part of a recipe that candidates differ in.
  struct Framing: Hashable, Sendable {
    var geometry: Adjustments = [:]
    var monet: [MonetEdit] = []
    var output = OutputSettings()
    var detail: Adjustments = [:]
  }

  private struct PreparedKey: Hashable {
    let photo: Key
    let framing: Framing
  }

  private struct Kept<Value> {
    var value: Value
    var bytes: Int
    var lastUse: Int
  }

  private let limit: Int
  private var decoded: [Key: Kept<DecodedPicture>] = [:]
  private var prepared: [PreparedKey: Kept<OpenedPhoto>] = [:]
  private var waiting: [PreparedKey: [CheckedContinuation<Void, Never>]] = [:]
  private var uses = 0

  /// Makes a cache that holds about `limit` bytes.
  init(limit: Int) { self.limit = limit }

  /// The photo, prepared for a geometry, a size and a detail stage.
  ///
  /// - Throws: what decoding and preparing throw; nothing is kept then.
  func photo(
    _ key: Key, _ framing: Framing,
    decode: @concurrent @Sendable () async throws -> DecodedPicture,
    prepare: @concurrent @Sendable (DecodedPicture) async throws -> OpenedPhoto
  ) async throws -> OpenedPhoto {
    let wanted = PreparedKey(photo: key, framing: framing)
    while true {
      try Task.checkCancellation()
      uses += 1
      if let ready = prepared[wanted]?.value {
        decoded[key]?.lastUse = uses
        prepared[wanted]?.lastUse = uses
        return ready
      }
      guard waiting[wanted] != nil else { break }
      await withCheckedContinuation { waiting[wanted, default: []].append($0) }
    }
    waiting[wanted] = []
    defer { for waiter in waiting.removeValue(forKey: wanted) ?? [] { waiter.resume() } }
    let picture: DecodedPicture
    if let kept = decoded[key]?.value { picture = kept } else { picture = try await decode() }
    let ready = try await prepare(picture)
    decoded[key] = Kept(value: picture, bytes: picture.byteCount, lastUse: uses)
    prepared[wanted] = Kept(value: ready, bytes: ready.prepared.byteCount, lastUse: uses)
    trim()
    return ready
  }

  /// The photo as decoded, where it is kept.
  func decoded(_ key: Key) -> DecodedPicture? { decoded[key]?.value }

  private func trim() {
    var total = decoded.values.reduce(0) { $0 + $1.bytes }
    total += prepared.values.reduce(0) { $0 + $1.bytes }
    while total > limit, let oldest = prepared.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      total -= oldest.value.bytes
      prepared[oldest.key] = nil
      let photo = oldest.key.photo
      if !prepared.keys.contains(where: { $0.photo == photo }) {
        total -= decoded.removeValue(forKey: photo)?.bytes ?? 0
      }
    }
  }
}

extension DecodedPicture {
  fileprivate var byteCount: Int { picture.size.pixelCount * (picture.depth == .eight ? 3 : 6) }
}

extension PreparedPicture {
  /// The overview and the maps made of it; pictures made smaller hold planes of their own, and those with
  /// their detail done may come to keep bands.
  fileprivate var byteCount: Int { overview.size.pixelCount * 48 + size.pixelCount * 20 }
}
