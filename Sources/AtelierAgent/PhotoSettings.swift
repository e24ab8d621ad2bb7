package import AtelierCodecs
import AtelierEngine
package import AtelierLightroom
import AtelierPixels

extension DecodedPicture {
  /// The develop settings in the picture's own packet; nil where it has none.
  ///
  /// - Throws: ``LightroomError`` where the packet cannot be read.
  package func developSettings() throws(LightroomError) -> DevelopSettings? {
    guard let packet = metadata.xmp else { return nil }
    let settings = try DevelopSettings(packet: packet, extension: metadata.xmpExtension)
    return settings.hasSettings ? settings : nil
  }
}

extension MappingContext {
  /// The context of a photograph: what its pixels are, how they were stored, and its own light.
  ///
  /// - Parameters:
  ///   - photo: the decoded file.
  ///   - packet: the settings of its own packet, where it has some.
  package init(_ photo: DecodedPicture, packet: DevelopSettings? = nil) {
    let upright = photo.picture.size
    let stored = photo.orientation.swapsSides ? upright.transposed : upright
    var light: Light?
    if photo.isRaw {
      let source = SourceLight(photo.raw)
      light = Light(kelvin: source.kelvin, tint: source.tint)
    } else if let kelvin = packet?.table["Temperature"]?.number, kelvin >= 1000 {
      light = Light(kelvin: kelvin, tint: packet?.table["Tint"]?.number ?? 0)
    }
    self.init(
      pixels: photo.isRaw ? .raw : .rendered,
      storedSize: SIMD2(Double(stored.width), Double(stored.height)),
      orientation: photo.orientation.rawValue, baseline: light)
  }
}
