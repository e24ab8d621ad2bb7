import AtelierPixels

/// Finds hair: what of a person lies above the eyes and is not skin, and beside the face and a little below the
/// chin what is coloured as what lies above the forehead.
///
/// Hats count as hair, and hair that falls further than the shoulders is cut off.
struct HairFinder {
  let parts: FaceParts
  /// Coverage of the person.
  let person: Plane
  /// The faces of other people, who may be near.
  let others: [Face]

  /// The hair of a face's person; nothing where the person does not go on above the forehead.
  func hair(of face: Face) -> Plane {
    let lab = parts.lab
    var result = Plane(size: lab.size)
    guard let skin = parts.skinColor(of: face) else { return result }
    let points = face.points(FaceMesh.oval)
    let middle = points.reduce(.zero, +) / Float(points.count)
    let up = direction(face.mesh[FaceMesh.chin], face.mesh[FaceMesh.forehead])
    let side = SIMD2(-up.y, up.x)
    let height = length(face.mesh[FaceMesh.forehead] - face.mesh[FaceMesh.chin])
    let crown = face.points(FaceMesh.crown)

    // What lies just above the forehead and beside the temples.
    var samples: [SIMD3<Float>] = []
    for point in crown {
      let out = direction(middle, point)
      for step in stride(from: Float(0.1), through: 0.26, by: 0.02) {
        let place = point + out * (step * height)
        guard let at = index(of: place), person.values[at] > 0.6 else { continue }
        samples.append(parts.color(at))
      }
    }
    guard samples.count >= 20 else { return result }
    // Where that is mostly skin, what hangs down cannot be told from the face by it.
    let unlike = samples.filter { skin.likeness($0) < 0.5 }
    let hair =
      unlike.count * 4 > samples.count
      ? FaceParts.measure(unlike, least: SIMD3(9, 4, 5)) : nil

    var ovals = Plane(size: lab.size)
    ovals.fill(points.map { middle + ($0 - middle) * 0.97 })
    for other in others where !other.mesh.isEmpty { ovals.fill(other.points(FaceMesh.oval)) }
    for y in 0..<lab.size.height {
      for x in 0..<lab.size.width {
        let at = y * lab.size.width + x
        guard person.values[at] > 0.05, ovals.values[at] < 1 else { continue }
        let away = SIMD2(Float(x) + 0.5, Float(y) + 0.5) - middle
        let (rise, aside) = ((away * up).sum() / height, abs((away * side).sum()) / height)
        let color = parts.color(at)
        let toSkin = distance(color, skin)
        // Above the eyes a person is hair where it is not skin.
        var likeness =
          smoothStep(rise, 0.1, 0.2) * smoothStep(rise, 1.3, 1.1) * smoothStep(aside, 1, 0.85)
          * smoothStep(toSkin, 1, 1.8)
        if let hair {
          // Beside the face and a little below the chin colour decides, which must suit better there.
          let zone = smoothStep(rise, -0.95, -0.75) * smoothStep(aside, 0.95, 0.75)
          let reach: Float = rise > -0.35 ? 3 : 1.7
          let toHair = distance(color, hair)
          likeness = max(
            likeness,
            zone * smoothStep(toHair, reach + 0.8, reach)
              * smoothStep(toHair - 0.8 * toSkin, 0.6, -0.2))
        }
        result.values[at] = person.values[at] * likeness * (1 - ovals.values[at])
      }
    }
    return result.blurred(sigma: 0.7)
  }

  private func distance(_ color: SIMD3<Float>, _ model: FaceParts.SkinColor) -> Float {
    let away = (color - model.middle) / model.spread
    return (away * away).sum().squareRoot()
  }

  private func index(of place: SIMD2<Float>) -> Int? {
    let size = parts.lab.size
    guard place.x >= 0, place.y >= 0, place.x < Float(size.width), place.y < Float(size.height)
    else { return nil }
    return Int(place.y) * size.width + Int(place.x)
  }

  private func length(_ way: SIMD2<Float>) -> Float { (way * way).sum().squareRoot() }

  private func direction(_ from: SIMD2<Float>, _ to: SIMD2<Float>) -> SIMD2<Float> {
    let way = to - from
    let length = length(way)
    return length > 1e-3 ? way / length : [0, -1]
  }
}
