import AtelierRecipe

/// What a crop leaves, as fractions of the turned and straightened frame.
struct CropBox {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  init(left: Double, top: Double, right: Double, bottom: Double) {
    (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
  }

  /// The box of the operation's values; absent ones leave their side where it is.
  init(_ values: ParameterValues) {
    left = values["left"]?.number ?? 0
    top = values["top"]?.number ?? 0
    right = values["right"]?.number ?? 1
    bottom = values["bottom"]?.number ?? 1
  }

  /// The operation's values.
  var values: [String: Double] {
    ["left": left, "top": top, "right": right, "bottom": bottom]
  }

  /// The same box of what another crop leaves.
  func within(_ outer: CropBox) -> CropBox {
    let (width, height) = (outer.right - outer.left, outer.bottom - outer.top)
    return CropBox(
      left: outer.left + left * width, top: outer.top + top * height,
      right: outer.left + right * width, bottom: outer.top + bottom * height)
  }

  /// The box after quarter turns of the picture to the right.
  func turned(_ turns: Int) -> CropBox {
    var box = self
    for _ in 0..<turns {
      box = CropBox(left: 1 - box.bottom, top: box.left, right: 1 - box.top, bottom: box.right)
    }
    return box
  }
}
