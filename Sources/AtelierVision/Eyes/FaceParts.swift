import AtelierPixels
import Foundation

/// Draws the parts of faces from the points of their meshes.
struct FaceParts {
  let lab: LabPicture
  let faces: [Face]

  /// Small parts are drawn finer than the picture is, by this factor.
  private static let detail = 2

  /// The part of the faces that have points.
  func draw(_ kind: SceneRegionPart) -> Plane {
    var plane = Plane(size: kind.isFine ? detailSize : lab.size)
    for face in faces where !face.mesh.isEmpty {
      switch kind {
      case .face: plane.fill(face.points(FaceMesh.oval))
      case .skin: add(skin(of: face), to: &plane)
      case .eyes: for eye in FaceMesh.eyes { plane.fill(fine(face.points(eye))) }
      case .lips:
        plane.fill(fine(face.points(FaceMesh.outerLips)))
        plane.fill(fine(face.points(FaceMesh.innerLips)), value: 0)
      case .mouth: plane.fill(fine(face.points(FaceMesh.innerLips)))
      }
    }
    guard !plane.isEmpty else { return plane }
    return plane.blurred(sigma: kind == .face ? 0.8 : 0.6)
  }

  private var detailSize: PixelSize {
    PixelSize(width: lab.size.width * Self.detail, height: lab.size.height * Self.detail)
  }

  private func fine(_ points: [SIMD2<Float>]) -> [SIMD2<Float>] {
    points.map { $0 * Float(Self.detail) }
  }

  private func add(_ part: Plane, to plane: inout Plane) {
    plane = plane.combined(part) { max($0, $1) }
  }

  /// The irises within the lids.
  func irises(_ found: [[(middle: SIMD2<Float>, radius: Float)]]) -> Plane {
    var discs = Plane(size: detailSize)
    for (middle, radius) in found.flatMap(\.self) {
      let points = (0..<32).map { index -> SIMD2<Float> in
        let angle = Float(index) * .pi / 16
        return middle + radius * SIMD2(cos(angle), sin(angle))
      }
      discs.fill(fine(points))
    }
    let open = draw(.eyes)
    return discs.blurred(sigma: 0.6).combined(open) { $0 * min(1, $1 * 1.2) }
  }

  /// What is bright and pale between the lips.
  func teeth() -> Plane {
    let mouth = draw(.mouth)
    guard !mouth.isEmpty else { return mouth }
    let faceLight = faces.compactMap { skinColor(of: $0)?.middle.x }
    let light = faceLight.max() ?? 50
    var values = [Float](repeating: 0, count: lab.size.pixelCount)
    for at in values.indices {
      // Teeth are about as light as the skin or lighter, and far paler than lips and tongue.
      values[at] =
        smoothStep(lab.lightness[at], 0.55 * light, 0.8 * light) * smoothStep(lab.a[at], 16, 8)
    }
    return mouth.combined(Plane(size: lab.size, values: values).resized(to: mouth.size)) { $0 * $1 }
  }

  // MARK: Skin

  /// What a face's skin looks like: the median of L*, a* and b*, and how far they vary.
  struct SkinColor {
    let middle: SIMD3<Float>
    let spread: SIMD3<Float>

    /// How well a colour suits it, 0…1.
    func likeness(_ color: SIMD3<Float>) -> Float {
      let away = (color - middle) / spread
      return smoothStep((away * away).sum().squareRoot(), 3.4, 2)
    }
  }

  /// Measures a face's skin on its cheeks, forehead and chin.
  func skinColor(of face: Face) -> SkinColor? {
    guard !face.mesh.isEmpty else { return nil }
    let radius = max(1, face.width * 0.05)
    var samples: [SIMD3<Float>] = []
    for point in face.points(FaceMesh.skin) {
      let (x0, x1) = (Int(max(point.x - radius, 0)), Int(min(point.x + radius, 1e6)))
      let (y0, y1) = (Int(max(point.y - radius, 0)), Int(min(point.y + radius, 1e6)))
      for y in y0..<max(y0, min(y1 + 1, lab.size.height)) {
        for x in x0..<max(x0, min(x1 + 1, lab.size.width)) {
          samples.append(color(y * lab.size.width + x))
        }
      }
    }
    return Self.measure(samples, least: SIMD3(11, 4, 5))
  }

  func color(_ index: Int) -> SIMD3<Float> {
    SIMD3(lab.lightness[index], lab.a[index], lab.b[index])
  }

  /// The median of colours and 1.5 times their median deviation, at least `least`.
  static func measure(_ samples: [SIMD3<Float>], least: SIMD3<Float>) -> SkinColor? {
    guard samples.count >= 8 else { return nil }
    func median(_ values: [Float]) -> Float { Quantiles.median(of: values) ?? 0 }
    let middle = SIMD3(
      median(samples.map(\.x)), median(samples.map(\.y)), median(samples.map(\.z)))
    let spread = SIMD3(
      median(samples.map { abs($0.x - middle.x) }), median(samples.map { abs($0.y - middle.y) }),
      median(samples.map { abs($0.z - middle.z) }))
    let wide = spread * 2
    return SkinColor(
      middle: middle,
      spread: SIMD3(max(wide.x, least.x), max(wide.y, least.y), max(wide.z, least.z)))
  }

  private func skin(of face: Face) -> Plane {
    var plane = Plane(size: lab.size)
    plane.fill(face.points(FaceMesh.oval))
    for part in FaceMesh.eyes + FaceMesh.brows + [FaceMesh.outerLips] {
      let points = face.points(part)
      let middle = points.reduce(.zero, +) / Float(points.count)
      plane.fill(points.map { middle + ($0 - middle) * 1.12 }, value: 0)
    }
    guard let skin = skinColor(of: face) else { return plane }
    for at in plane.values.indices where plane.values[at] > 0 {
      plane.values[at] *= skin.likeness(color(at))
    }
    return plane
  }
}

/// What ``FaceParts`` draws from points alone.
enum SceneRegionPart {
  case face, skin, eyes, lips, mouth

  var isFine: Bool {
    switch self {
    case .face, .skin: false
    case .eyes, .lips, .mouth: true
    }
  }
}
