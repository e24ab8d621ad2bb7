/// The eight colours of ``MonetSelectiveColor``, in the order in which they are processed.
enum SelectiveColorTable {
  /// A colour: its hue and the range around it in degrees, and the most that is added to hue
  /// (degrees), saturation and lightness.
  struct Color: Sendable {
    let name: String
    let target: Double
    let range: Double
    let hue: Double
    let saturation: Double
    let lightness: Double

    init(
      _ name: String, _ target: Double, _ range: Double, _ hue: Double, _ saturation: Double,
      _ lightness: Double
    ) {
      self.name = name
      self.target = target
      self.range = range
      self.hue = hue
      self.saturation = saturation
      self.lightness = lightness
    }
  }

  static let colors = [
    Color("Red", 355, 35, 110, 0.5, 0.12),
    Color("Yellow", 55, 45, 70, 0.8, 0.28),
    Color("Green", 100, 100, 70, 0.3, 0.15),
    Color("Aqua", 180, 48, 30, 0.2, 0.09),
    Color("Blue", 215, 60, 260, 0.9, 0.15),
    Color("Magenta", 320, 50, 35, 0.7, 0.19),
    Color("Orange", 25, 50, 80, 0.6, 0.13),
    Color("Purple", 280, 90, 60, 0.6, 0.15),
  ]
}
