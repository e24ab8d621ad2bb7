/// A face that was found in a photo, in pixels of the small version.
struct Face: Sendable {
  /// How sure the detector is, 0…1.
  var score: Float
  /// Upper left and lower right corner.
  var low: SIMD2<Float>
  var high: SIMD2<Float>
  /// Eyes (left in the picture first where the face is upright), nose, corners of the mouth.
  var marks: [SIMD2<Float>]
  /// 468 points, or none where no mesh fitted.
  var mesh: [SIMD2<Float>] = []

  var middle: SIMD2<Float> { (low + high) / 2 }
  var width: Float { high.x - low.x }
  var height: Float { high.y - low.y }

  /// The points of some indices of the mesh.
  func points(_ indices: [Int]) -> [SIMD2<Float>] { indices.map { mesh[$0] } }

  /// How much two faces' boxes overlap: intersection over union.
  func overlap(_ other: Face) -> Float {
    let (left, top) = (max(low.x, other.low.x), max(low.y, other.low.y))
    let (right, bottom) = (min(high.x, other.high.x), min(high.y, other.high.y))
    let shared = max(0, right - left) * max(0, bottom - top)
    let union = width * height + other.width * other.height - shared
    return union > 0 ? shared / union : 0
  }
}

/// Which points of MediaPipe's face mesh lie on what (its `face_mesh_connections`).
enum FaceMesh {
  static let oval = [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
  ]
  static let outerLips = [
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185,
  ]
  static let innerLips = [
    78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191,
  ]
  /// The eye on the left of an upright picture, and the other.
  static let eyes = [
    [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
    [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466],
  ]
  /// Outer and inner corners of the eyes.
  static let corners = [(33, 133), (263, 362)]
  static let brows = [
    [70, 63, 105, 66, 107, 55, 65, 52, 53, 46], [300, 293, 334, 296, 336, 285, 295, 282, 283, 276],
  ]
  /// The upper part of the oval, from temple to temple.
  static let crown = [127, 162, 21, 54, 103, 67, 109, 10, 338, 297, 332, 284, 251, 389, 356]
  /// Points on the cheeks, the forehead and the chin, where only skin is.
  static let skin = [50, 101, 118, 117, 280, 330, 347, 346, 151, 108, 337, 9, 199, 175]
  static let forehead = 10
  static let chin = 152
  static let count = 468
}
