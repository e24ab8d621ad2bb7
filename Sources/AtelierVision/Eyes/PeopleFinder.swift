import AtelierModels
import AtelierPixels

/// Finds people with MODNet, and tells them apart by their faces.
struct PeopleFinder {
  let sight: PhotoSight

  /// All people.
  ///
  /// MODNet marks animals and things too where there are no people, so without a face nobody is covered.
  ///
  /// - Throws: `ModelError` where the model is missing or fails.
  func find() throws(ModelError) -> PhotoSight.Found {
    let (faces, failure) = sight.lookForFaces
    if let failure { throw failure }
    guard !faces.isEmpty else {
      sight.tell("No face was found, so no people are covered.")
      return sight.nothing
    }
    var plane = try MatteModels(runtime: sight.runtime).people(in: sight.picture)
    // Faces that it missed still belong to people.
    let outlines = sight.parts(faces).draw(.face)
    let inside = zip(plane.values, outlines.values).reduce(into: (sum: Float(0), count: Float(0))) {
      $0.sum += $1.0 * $1.1
      $0.count += $1.1
    }
    plane = plane.combined(outlines) { max($0, $1) }
    let covered = inside.count > 0 ? Double(inside.sum / inside.count) : 0.7
    return PhotoSight.Found(
      plane: plane, confidence: covered * (0.5 + 0.5 * solidity(plane)), method: "modnet")
  }

  /// How much of what is covered is covered clearly.
  private func solidity(_ plane: Plane) -> Double {
    let (sum, squares) = plane.values.reduce(into: (Float(0), Float(0))) {
      $0.0 += $1
      $0.1 += $1 * $1
    }
    return sum > 0 ? Double(squares / sum) : 0
  }

  /// What of all people belongs to one of the faces.
  ///
  /// A body hangs from its face: the distance from its axis, in widths of the face, decides between
  /// neighbours, softly where both are about as near. People who stand before one another are parted
  /// badly.
  static func share(of index: Int, among faces: [Face], in plane: Plane) -> Plane {
    guard faces.count > 1 else { return plane }
    var result = plane
    let width = plane.size.width
    for y in 0..<plane.size.height {
      for x in 0..<width {
        let at = y * width + x
        guard plane.values[at] > 0 else { continue }
        let place = SIMD2(Float(x) + 0.5, Float(y) + 0.5)
        let own = distance(place, faces[index])
        var nearest = Float.infinity
        for other in faces.indices where other != index {
          nearest = min(nearest, distance(place, faces[other]))
        }
        result.values[at] *= smoothStep(own - nearest, 0.12, -0.12)
      }
    }
    return result
  }

  private static func distance(_ place: SIMD2<Float>, _ face: Face) -> Float {
    let away = place - face.middle
    let size = max((face.width + face.height) / 2, 1)
    // Below the face the axis goes on, so that only the way aside counts.
    let down = away.y > 0 ? max(0, away.y - 7 * size) : -away.y
    return SIMD2(away.x / size, down / size).length
  }
}

extension SIMD2<Float> {
  fileprivate var length: Float { (self * self).sum().squareRoot() }
}
