import AtelierPixels
import Foundation

/// Draws the parts of faces from the points of their meshes.
struct FaceParts {
  let lab: LabPicture
  let faces: [Face]

  /// The part of the faces that have points.
  func draw(_ kind: SceneRegionPart) -> Plane {
    whole(faces.compactMap { sheet(kind, of: $0) }, detail: kind.detail)
  }

  /// Draws a part of one face; nil where nothing of it lies in the picture.
  private func sheet(_ kind: SceneRegionPart, of face: Face) -> FaceSheet? {
    guard !face.mesh.isEmpty else { return nil }
    guard
      var sheet = FaceSheet(
        around: kind.outlines.flatMap { face.points($0) }, of: lab.size, detail: kind.detail)
    else { return nil }
    for outline in kind.outlines { sheet.fill(face.points(outline)) }
    switch kind {
    case .skin: keepSkin(of: face, on: &sheet)
    case .lips: sheet.fill(face.points(FaceMesh.innerLips), value: 0)
    case .face, .eyes, .mouth: break
    }
    sheet.plane = sheet.plane.blurred(sigma: kind == .face ? 0.8 : 0.6)
    return sheet
  }

  /// The picture with what the sheets cover; of those that overlap the one counts that covers more.
  private func whole(_ sheets: [FaceSheet], detail: Int) -> Plane {
    let (width, height) = (lab.size.width * detail, lab.size.height * detail)
    var plane = Plane(size: PixelSize(width: width, height: height))
    for sheet in sheets { sheet.lay(on: &plane) }
    return plane
  }

  /// The irises within the lids, of those of each face.
  func irises(_ found: [[(middle: SIMD2<Float>, radius: Float)]]) -> Plane {
    let sheets = zip(faces, found).compactMap { face, irises -> FaceSheet? in
      guard var eyes = sheet(.eyes, of: face) else { return nil }
      var discs = eyes.blank
      for (middle, radius) in irises {
        discs.fill(
          (0..<32).map { index in
            let angle = Float(index) * .pi / 16
            return middle + radius * SIMD2(cos(angle), sin(angle))
          })
      }
      eyes.plane = discs.plane.blurred(sigma: 0.6)
        .combined(eyes.plane) { $0 * min(1, $1 * 1.2) }
      return eyes
    }
    return whole(sheets, detail: SceneRegionPart.eyes.detail)
  }

  /// What is bright and pale between the lips.
  func teeth() -> Plane {
    let light = faces.compactMap { skinColor(of: $0)?.middle.x }.max() ?? 50
    let sheets = faces.compactMap { face -> FaceSheet? in
      guard var mouth = sheet(.mouth, of: face) else { return nil }
      let pale = mouth.values(in: lab.size) { at in
        // Teeth are about as light as the skin or lighter, and far paler than lips and tongue.
        smoothStep(lab.lightness[at], 0.55 * light, 0.8 * light) * smoothStep(lab.a[at], 16, 8)
      }
      mouth.plane = mouth.plane.combined(pale.resized(to: mouth.plane.size)) { $0 * $1 }
      return mouth
    }
    return whole(sheets, detail: SceneRegionPart.mouth.detail)
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

  /// Leaves of a face what is skin.
  private func keepSkin(of face: Face, on sheet: inout FaceSheet) {
    for part in FaceMesh.eyes + FaceMesh.brows + [FaceMesh.outerLips] {
      let points = face.points(part)
      let middle = points.reduce(.zero, +) / Float(points.count)
      sheet.fill(points.map { middle + ($0 - middle) * 1.12 }, value: 0)
    }
    guard let skin = skinColor(of: face) else { return }
    let likeness = sheet.values(in: lab.size) { skin.likeness(color($0)) }
    sheet.plane = sheet.plane.combined(likeness) { $0 * $1 }
  }
}

/// What ``FaceParts`` draws from points alone.
enum SceneRegionPart {
  case face, skin, eyes, lips, mouth

  /// The lines around it.
  var outlines: [[Int]] {
    switch self {
    case .face, .skin: [FaceMesh.oval]
    case .eyes: FaceMesh.eyes
    case .lips: [FaceMesh.outerLips]
    case .mouth: [FaceMesh.innerLips]
    }
  }

  /// Small parts are drawn finer than the picture is, by this factor.
  var detail: Int {
    switch self {
    case .face, .skin: 1
    case .eyes, .lips, .mouth: 2
    }
  }
}
