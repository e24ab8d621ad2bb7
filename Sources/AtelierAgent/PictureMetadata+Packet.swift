import AtelierCodecs
import AtelierLightroom

extension PictureMetadata {
  /// What a JPEG segment holds beside its signature, less room for sizes that are written later.
  private static let jpegLimit = 65_000

  /// Lays the XMP packet out as a format carries it: in JPEG files the largest properties of a long one
  /// go into an extension, elsewhere it is one packet.
  ///
  /// - Returns: what a person should know.
  mutating func layOutPacket(for format: PictureFormat) -> [String] {
    guard let packet = xmp, xmpExtension != nil || packet.count > Self.jpegLimit else { return [] }
    // An original that fits is carried as it is.
    if format == .jpeg, packet.count <= Self.jpegLimit { return [] }
    if format != .jpeg, xmpExtension == nil { return [] }
    do throws(LightroomError) {
      var document = try XMPDocument(packet)
      if let xmpExtension { try document.append(xmpExtension) }
      guard format == .jpeg else {
        xmp = document.packet()
        xmpExtension = nil
        return []
      }
      guard let parts = document.parts(limit: Self.jpegLimit) else {
        return ["The XMP packet has a property that is too long for a JPEG file."]
      }
      xmp = parts.packet
      xmpExtension = parts.extension
      return []
    } catch {
      return ["The long XMP packet could not be laid out for \(format.displayName): \(error)"]
    }
  }
}
