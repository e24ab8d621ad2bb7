public import AtelierPixels

/// A box on the upright photo as a person writes it: left, top, right, bottom, as fractions when all
/// four are at most 1, else in pixels.
public struct Region: Sendable, Hashable {
  private let values: [Double]
  private let text: String

  /// Reads "x1,y1,x2,y2".
  ///
  /// - Throws: ``RegionError`` where it is no box.
  public init(_ text: String) throws(RegionError) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap(Self.number)
    let shown = text.count <= 60 ? text : text.prefix(60) + "…"
    guard numbers.count == 4, parts.count == 4 else { throw .notFourNumbers(shown) }
    guard numbers.allSatisfy({ $0 >= 0 }) else { throw .outside(shown, "the photo begins at 0,0") }
    guard numbers[2] > numbers[0], numbers[3] > numbers[1] else { throw .empty(shown) }
    values = numbers
    self.text = shown
  }

  /// The box as fractions of a photo's width and height.
  ///
  /// - Throws: ``RegionError/outside(_:_:)`` where it begins beyond the photo.
  public func fractions(of size: PixelSize) throws(RegionError) -> [Double] {
    guard values.contains(where: { $0 > 1 }) else { return values }
    let (width, height) = (Double(size.width), Double(size.height))
    guard values[0] < width, values[1] < height else {
      throw .outside(text, "the photo is \(size) pixels")
    }
    return [
      values[0] / width, values[1] / height, min(values[2] / width, 1), min(values[3] / height, 1),
    ]
  }

  /// A decimal number with blanks around it; nil for infinities, hexadecimals and what is none.
  private static func number(_ part: Substring) -> Double? {
    var digits = part.drop { $0 == " " }
    while digits.last == " " { digits.removeLast() }
    guard !digits.contains(where: { "xXpP".contains($0) }), let number = Double(digits),
      number.isFinite
    else { return nil }
    return number
  }
}

/// Why a text is no region.
public enum RegionError: Error, Hashable, Sendable, CustomStringConvertible {
  case notFourNumbers(String)
  case outside(String, String)
  case empty(String)

  /// What was found, what is allowed and what to do.
  public var description: String {
    switch self {
    case .notFourNumbers(let text):
      "The region '\(text)' is not four numbers; write left,top,right,bottom, as in 0.1,0.2,0.6,0.9 "
        + "(fractions) or 100,200,640,900 (pixels)."
    case .outside(let text, let why):
      "The region '\(text)' lies outside the photo: \(why)."
    case .empty(let text):
      "The region '\(text)' is empty; right must be larger than left and bottom larger than top."
    }
  }
}
