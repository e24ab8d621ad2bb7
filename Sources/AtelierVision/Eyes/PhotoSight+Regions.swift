import AtelierEngine
import AtelierModels
import AtelierPixels
import Foundation

extension PhotoSight {
  /// Finds a region of a kind, of all people or of one.
  func find(_ region: SceneRegion) -> Found {
    switch region.kind {
    case .sky: return sky
    case .subject: return subject
    case .background:
      var found = subject
      // Where nothing stands out there is nothing to be behind.
      if !found.plane.isEmpty { found.plane = found.plane.map { 1 - $0 } }
      return found
    case .person:
      return region.which == 0 ? people : ofOne(region) { person(at: $0) }
    case .body:
      return region.which == 0
        ? body(people, faces.indices.map { $0 })
        : ofOne(region) { body(person(at: $0), [$0]) }
    case .face, .faceSkin, .eyes, .iris, .lips, .teeth, .hair:
      if region.which != 0 { return ofOne(region) { facePart(region.kind, [$0]) } }
      return facePart(region.kind, Array(faces.indices))
    }
  }

  /// A region of one person; nothing where there are fewer.
  private func ofOne(_ region: SceneRegion, _ find: (Int) -> Found) -> Found {
    let which = region.which > 0 ? region.which - 1 : faces.count + region.which
    guard faces.indices.contains(which) else {
      tell(
        "There is no person \(region.which): "
          + (faces.isEmpty ? "no face was found." : "\(faces.count) faces were found."))
      return nothing
    }
    return find(which)
  }

  var nothing: Found { Found(plane: Plane(size: lab.size), confidence: 0, method: "none") }

  // MARK: Faces

  private func facePart(_ kind: SceneRegion.Kind, _ indices: [Int]) -> Found {
    let chosen = indices.map { faces[$0] }
    let meshed = chosen.filter { !$0.mesh.isEmpty }
    if meshed.isEmpty { return withoutMesh(kind, chosen) }
    let parts = parts(meshed)
    let sure = Double(meshed.map(\.score).min() ?? 0)
    func found(_ plane: Plane, _ trust: Double, _ method: String) -> Found {
      Found(plane: plane, confidence: sure * trust, method: method)
    }
    switch kind {
    case .face: return found(parts.draw(.face), 1, "face_mesh")
    case .faceSkin: return found(parts.draw(.skin), 0.95, "face_mesh")
    case .eyes: return found(parts.draw(.eyes), smallness(meshed, 40), "face_mesh")
    case .lips: return found(parts.draw(.lips), smallness(meshed, 40), "face_mesh")
    case .teeth: return found(parts.teeth(), 0.8 * smallness(meshed, 60), "face_mesh_color")
    case .iris:
      var irises: [[(middle: SIMD2<Float>, radius: Float)]] = []
      do throws(ModelError) {
        let finder = FaceFinder(runtime: runtime)
        for face in meshed { irises.append(try finder.irises(of: face, in: picture)) }
      } catch {
        tell("Irises are not found: \(error)")
        return nothing
      }
      return found(parts.irises(irises), smallness(meshed, 60), "iris_landmark")
    default:
      let planes = indices.map { hair[$0] }
      let plane = planes.reduce(Plane(size: lab.size)) { $0.combined($1) { max($0, $1) } }
      return Found(
        plane: plane, confidence: 0.7 * min(sure, people.confidence), method: "modnet_hair_color")
    }
  }

  /// Trust in parts of faces by the narrowest face's width in pixels of the small picture.
  private func smallness(_ faces: [Face], _ full: Float) -> Double {
    let width = faces.map(\.width).min() ?? 0
    return Double(min(1, width / full))
  }

  /// Parts of faces where no mesh was found: boxes for faces, colour for skin, and nothing else.
  private func withoutMesh(_ kind: SceneRegion.Kind, _ chosen: [Face]) -> Found {
    var plane = Plane(size: lab.size)
    switch kind {
    case .face where !chosen.isEmpty:
      for face in chosen {
        plane.fill(
          (0..<24).map { step in
            let angle = Float(step) * .pi / 12
            return face.middle + SIMD2(face.width, face.height) / 2 * circle(angle)
          })
      }
      return Found(plane: plane, confidence: 0.5, method: "face_box")
    case .face, .faceSkin:
      guard chosen.isEmpty, lookForFaces.failure != nil else { return nothing }
      let skin = SkinEstimate.find(in: lab, cast: ColorCast(of: lab))
      plane.values = skin.coverage
      return Found(plane: plane, confidence: 0.5 * skin.confidence, method: skin.method)
    default:
      return nothing
    }
  }

  // MARK: People

  /// One of several people: what of all is nearer to this face's body than to another's.
  private func person(at index: Int) -> Found {
    var found = people
    found.plane = PeopleFinder.share(of: index, among: faces, in: found.plane)
    found.confidence *= faces.count > 1 ? 0.8 : 1
    return found
  }

  private func body(_ person: Found, _ indices: [Int]) -> Found {
    var found = person
    let face = parts(indices.map { faces[$0] }).draw(.face)
    found.plane = found.plane.combined(face) { $0 * (1 - $1) }
    for index in indices { found.plane = found.plane.combined(hair[index]) { $0 * (1 - $1) } }
    found.confidence *= 0.9
    if indices.isEmpty { found.confidence *= 0.6 }
    return found
  }

  /// People without a model: what stands out where skin is, in the lower trust that this deserves.
  var guessedPeople: Found {
    let skin = SkinEstimate.find(in: lab, cast: ColorCast(of: lab))
    guard skin.confidence > 0.2 else { return nothing }
    let salient = SubjectEstimate.find(in: lab)
    let plane = Plane(size: lab.size, values: salient.coverage)
      .combined(Plane(size: lab.size, values: skin.coverage)) { max($0, 0.9 * $1) }
    return Found(
      plane: plane, confidence: min(0.3, salient.confidence), method: "center_surround_skin")
  }

  // MARK: Subject

  func findSubject() -> Found {
    // People who take up a part of the photo are its subject, and cut out better.
    if !faces.isEmpty, people.confidence > 0.6, people.plane.share > 0.06 { return people }
    do throws(ModelError) {
      let (plane, strength) = try MatteModels(runtime: runtime).subject(in: picture)
      let share = plane.share
      let shape = Double(
        smoothStep(Float(share), 0.002, 0.02) * smoothStep(Float(share), 0.9, 0.6))
      return Found(
        plane: plane.map { smoothStep($0, 0.15, 0.85) },
        confidence: shape * Double(min(strength, 1)) * 0.9, method: "u2netp")
    } catch {
      tell("The subject is guessed from contrast and place: \(error)")
      let estimate = SubjectEstimate.find(in: lab)
      return Found(
        plane: Plane(size: lab.size, values: estimate.coverage), confidence: estimate.confidence,
        method: estimate.method)
    }
  }

  private func circle(_ angle: Float) -> SIMD2<Float> {
    SIMD2(cos(angle), sin(angle))
  }
}
