import AtelierModels
import AtelierPixels
import Foundation

/// Finds faces with CenterFace, and their points with MediaPipe's mesh.
struct FaceFinder {
  let runtime: ModelRuntime

  /// Long side at which faces are looked for.
  private static let longEdge: Float = 960
  private static let leastScore: Float = 0.5
  /// Faces beyond these are left out, the least sure ones first.
  static let limit = 50

  /// Finds faces, from left to right.
  ///
  /// - Throws: `ModelError` where CenterFace is missing or fails; without the mesh faces have no points.
  func find(in picture: SightPicture) throws(ModelError) -> (faces: [Face], note: ModelError?) {
    var faces = try detect(in: picture)
    var note: ModelError?
    for index in faces.indices {
      do throws(ModelError) {
        faces[index].mesh = try mesh(of: faces[index], in: picture)
      } catch {
        note = error
        break
      }
    }
    return (faces.sorted { ($0.middle.x, $0.middle.y) < ($1.middle.x, $1.middle.y) }, note)
  }

  // MARK: Boxes

  private func detect(in picture: SightPicture) throws(ModelError) -> [Face] {
    let size = picture.size
    let scale = Self.longEdge / Float(size.longEdge)
    func cells(_ length: Int) -> Int { max(1, Int((Float(length) * scale / 32).rounded())) }
    let (width, height) = (32 * cells(size.width), 32 * cells(size.height))
    let colors = picture.resized(width: width, height: height)
    let input = colors.map { $0 * 255 }.planes
    let outputs = try runtime.run(.centerFace, input, shape: [1, 3, height, width])
    let (columns, rows) = (width / 4, height / 4)
    let count = columns * rows
    guard outputs.count == 4, outputs[0].values.count == count,
      outputs[1].values.count == 2 * count, outputs[2].values.count == 2 * count,
      outputs[3].values.count == 10 * count
    else { throw .failed(model: Model.centerFace.name, reason: "its outputs have other shapes") }
    let (heat, scales) = (outputs[0].values, outputs[1].values)
    let (offsets, marks) = (outputs[2].values, outputs[3].values)
    let back = SIMD2(
      Float(size.width) / Float(width), Float(size.height) / Float(height))
    var found: [Face] = []
    for at in 0..<count where heat[at] >= Self.leastScore {
      let h = exp(min(scales[at], 8)) * 4
      let w = exp(min(scales[count + at], 8)) * 4
      let y = (Float(at / columns) + offsets[at] + 0.5) * 4 - h / 2
      let x = (Float(at % columns) + offsets[count + at] + 0.5) * 4 - w / 2
      let points = (0..<5).map { mark in
        SIMD2(
          marks[(2 * mark + 1) * count + at] * w + x, marks[2 * mark * count + at] * h + y) * back
      }
      found.append(
        Face(
          score: heat[at], low: SIMD2(x, y) * back, high: SIMD2(x + w, y + h) * back,
          marks: points))
    }
    found.sort { $0.score > $1.score }
    var kept: [Face] = []
    for face in found where kept.count < Self.limit {
      guard kept.allSatisfy({ $0.overlap(face) < 0.3 }) else { continue }
      kept.append(face)
    }
    return kept
  }

  // MARK: Points

  /// The points of a face's mesh; none where it does not fit.
  private func mesh(of face: Face, in picture: SightPicture) throws(ModelError) -> [SIMD2<Float>] {
    let side = 1.5 * max(face.width, face.height)
    var patch = Patch.square(
      face.middle, side: side, along: Self.direction(face.marks[0], face.marks[1]))
    var points: [SIMD2<Float>] = []
    // The second look is straight on: the first one's points say how the face lies.
    for _ in 0..<2 {
      let colors = picture.sampled(patch, width: 192, height: 192)
      let outputs = try runtime.run(.faceMesh, colors.interleaved)
      guard outputs.count == 2, outputs[0].values.count == 3 * FaceMesh.count,
        let score = outputs[1].values.first
      else { throw .failed(model: Model.faceMesh.name, reason: "its outputs have other shapes") }
      // The score is a logit.
      guard score > 0 else { return [] }
      let values = outputs[0].values
      points = (0..<FaceMesh.count).map { index in
        patch.place(SIMD2(values[3 * index], values[3 * index + 1]) / 192)
      }
      let direction = Self.direction(points[33], points[263])
      let across = SIMD2(-direction.y, direction.x)
      let (along, down) = (
        points.map { ($0 * direction).sum() }, points.map { ($0 * across).sum() }
      )
      let (left, right) = (along.min() ?? 0, along.max() ?? 0)
      let (top, bottom) = (down.min() ?? 0, down.max() ?? 0)
      let middle = direction * ((left + right) / 2) + across * ((top + bottom) / 2)
      patch = .square(middle, side: 1.5 * max(right - left, bottom - top), along: direction)
    }
    // A mesh that left the detector's box is of something else.
    let middle = points.reduce(.zero, +) / Float(points.count)
    let away = middle - face.middle
    guard abs(away.x) < 0.6 * face.width, abs(away.y) < 0.6 * face.height else { return [] }
    return points
  }

  /// The irises of a face: middles and radii.
  ///
  /// - Throws: `ModelError` where the model is missing or fails.
  func irises(
    of face: Face, in picture: SightPicture
  ) throws(ModelError) -> [(middle: SIMD2<Float>, radius: Float)] {
    guard !face.mesh.isEmpty else { return [] }
    var irises: [(middle: SIMD2<Float>, radius: Float)] = []
    for (index, corners) in FaceMesh.corners.enumerated() {
      let (outer, inner) = (face.mesh[corners.0], face.mesh[corners.1])
      let isMirrored = index == 0
      // The direction of the eye in the picture, from left to right.
      let direction = index == 0 ? Self.direction(outer, inner) : Self.direction(inner, outer)
      let length = (outer - inner)
      let side = 2.3 * (length * length).sum().squareRoot()
      let patch = Patch.square(
        (outer + inner) / 2, side: side, along: direction, isMirrored: isMirrored)
      let colors = picture.sampled(patch, width: 64, height: 64)
      let outputs = try runtime.run(.iris, colors.interleaved)
      guard outputs.count == 2, let values = outputs.last?.values, values.count == 15 else {
        throw .failed(model: Model.iris.name, reason: "its outputs have other shapes")
      }
      let points = (0..<5).map { point in
        patch.place(SIMD2(values[3 * point], values[3 * point + 1]) / 64)
      }
      let radii = points.dropFirst().map { point in
        let way = point - points[0]
        return (way * way).sum().squareRoot()
      }
      irises.append((points[0], radii.reduce(0, +) / 4))
    }
    return irises
  }

  private static func direction(_ from: SIMD2<Float>, _ to: SIMD2<Float>) -> SIMD2<Float> {
    let way = to - from
    let length = (way * way).sum().squareRoot()
    return length > 1e-3 ? way / length : [1, 0]
  }
}
