/// The eight colours of Lightroom's colour mixer.
package enum ColorBand: Int, Sendable, Hashable, CaseIterable {
  case red
  case orange
  case yellow
  case green
  case aqua
  case blue
  case purple
  case magenta

  /// Persistent name.
  var name: String { "\(self)" }
  /// Name in Lightroom's keys.
  var lightroom: String { name.prefix(1).uppercased() + name.dropFirst() }
  /// Name in English sentences.
  var english: String { "\(self)s" }
  /// Name in Chinese sentences.
  var chinese: String {
    switch self {
    case .red: "红色"
    case .orange: "橙色"
    case .yellow: "黄色"
    case .green: "绿色"
    case .aqua: "青色"
    case .blue: "蓝色"
    case .purple: "紫色"
    case .magenta: "洋红"
    }
  }

  /// Oklab hue in degrees of the middle of the colour.
  ///
  /// The middles lie so that half-way between neighbours are the borders that photographers see:
  /// red and orange part at CIELAB hue 47°, orange and yellow at 79°, yellow and green at 115°,
  /// green and aqua at 170°, aqua and blue at 243°, blue and purple at 293°, purple and magenta at
  /// 327°, magenta and red at 7° (for chroma 30, lightness 60).
  var hue: Double {
    switch self {
    case .red: 26
    case .orange: 59
    case .yellow: 97
    case .green: 142
    case .aqua: 198
    case .blue: 260
    case .purple: 310
    case .magenta: 345
    }
  }
}

/// A value for each of the eight colours.
package struct ColorBands: Sendable, Hashable {
  private var values = [Double](repeating: 0, count: 8)

  /// Zeros.
  package init() {}

  /// The value of a colour.
  package subscript(band: ColorBand) -> Double {
    get { values[band.rawValue] }
    set { values[band.rawValue] = newValue }
  }

  /// Whether all values are 0.
  var isZero: Bool { values.allSatisfy { $0 == 0 } }
}
