package import AtelierEngine
import AtelierModels
import AtelierPixels
import Synchronization

/// What is seen in one photo. Everything is found when it is first asked for, and kept.
package final class PhotoSight: SceneSight {
  let photo: PlanarPicture
  let runtime: ModelRuntime
  private let labs = Lazy<LabPicture>()
  private let pictures = Lazy<SightPicture>()
  private let foundFaces = Lazy<(faces: [Face], failure: ModelError?)>()
  private let foundPeople = Lazy<Found>()
  private let foundSubject = Lazy<Found>()
  private let foundSky = Lazy<Found>()
  private let foundHair = Lazy<[Plane]>()
  private let told = Mutex<[String]>([])

  /// A plane with what is known about it.
  struct Found: Sendable {
    var plane: Plane
    var confidence: Double
    var method: String
  }

  init(_ photo: PlanarPicture, runtime: ModelRuntime) {
    self.photo = photo
    self.runtime = runtime
  }

  /// What a person should know about how regions were found, in sentences.
  package var notes: [String] { told.withLock { $0 } }

  /// The number of faces.
  @concurrent
  package func peopleCount() async -> Int { faces.count }

  /// Boxes of the faces from left to right, as fractions of the photo: left, top, right, bottom.
  @concurrent
  package func faceBoxes() async -> [(box: SIMD4<Float>, score: Float)] {
    let size = SIMD2(Float(photo.size.width), Float(photo.size.height))
    return faces.map { face in
      let (low, high) = (face.low / size, face.high / size)
      return (SIMD4(low.x, low.y, high.x, high.y), face.score)
    }
  }

  /// Finds a region.
  @concurrent
  package func matte(of region: SceneRegion) async -> SceneMatte {
    var found = find(region)
    found.plane.step()
    let plane = found.plane
    return SceneMatte(
      size: plane.size, coverage: plane.values, followsEdges: region.kind.followsEdges,
      confidence: plane.isEmpty ? 0 : found.confidence, method: found.method)
  }

  // MARK: Parts that others are made of

  var lab: LabPicture { labs.value { LabPicture(photo) } }
  var picture: SightPicture { pictures.value { SightPicture(lab) } }

  var faces: [Face] { lookForFaces.faces }

  /// The faces, from left to right, and why they could not be looked for.
  var lookForFaces: (faces: [Face], failure: ModelError?) {
    foundFaces.value {
      do throws(ModelError) {
        let (faces, note) = try FaceFinder(runtime: runtime).find(in: picture)
        if let note { tell("Parts of faces are not found: \(note)") }
        return (faces, nil)
      } catch {
        tell("Faces are not found: \(error)")
        return ([], error)
      }
    }
  }

  /// All people.
  var people: Found {
    foundPeople.value {
      do throws(ModelError) {
        return try PeopleFinder(sight: self).find()
      } catch {
        tell("People are guessed from colours: \(error)")
        return guessedPeople
      }
    }
  }

  var subject: Found { foundSubject.value { findSubject() } }

  var sky: Found {
    foundSky.value {
      let sky = SkyFinder.find(in: lab)
      var found = sky.found
      // Behind a large face a pale surface is a wall more often than a sky.
      let tallest = faces.map(\.height).max() ?? 0
      if tallest > 0.25 * Float(photo.size.height), sky.blueness < 0.5 { found.confidence *= 0.15 }
      guard found.confidence >= SkyFinder.leastConfidence else { return nothing }
      // What a person covers is no sky.
      if !faces.isEmpty, people.confidence > 0.5 {
        found.plane = found.plane.combined(people.plane) { $0 * (1 - $1) }
      }
      return found
    }
  }

  /// The hair of each face.
  var hair: [Plane] {
    foundHair.value {
      faces.indices.map { index in
        var others = faces
        let face = others.remove(at: index)
        guard !face.mesh.isEmpty else { return Plane(size: lab.size) }
        let person = PeopleFinder.share(of: index, among: faces, in: people.plane)
        return HairFinder(parts: parts([face]), person: person, others: others).hair(of: face)
      }
    }
  }

  func parts(_ faces: [Face]) -> FaceParts { FaceParts(lab: lab, faces: faces) }

  func tell(_ note: String) {
    told.withLock { notes in
      if !notes.contains(note) { notes.append(note) }
    }
  }
}

extension SceneRegion.Kind {
  /// Whether the border is drawn to the picture's edges.
  fileprivate var followsEdges: Bool {
    switch self {
    case .person, .hair, .body, .subject, .background, .sky: true
    case .face, .faceSkin, .eyes, .iris, .lips, .teeth: false
    }
  }
}
