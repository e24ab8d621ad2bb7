import AtelierModels
import AtelierPixels

/// Cuts out people with MODNet and what stands out with u2netp.
struct MatteModels {
  let runtime: ModelRuntime

  /// Coverage of people, at the size of the picture.
  ///
  /// - Throws: `ModelError` where the model is missing or fails.
  func people(in picture: SightPicture) throws(ModelError) -> Plane {
    let size = picture.size
    // MODNet was trained with a short side of 512; very long pictures are made smaller.
    let short = Float(min(size.width, size.height))
    let scale = min(512 / short, 1024 / Float(size.longEdge))
    func cells(_ length: Int) -> Int { max(1, Int((Float(length) * scale / 32).rounded())) }
    let (width, height) = (32 * cells(size.width), 32 * cells(size.height))
    let colors = picture.resized(width: width, height: height)
    let input = colors.map { 2 * $0 - 1 }.planes
    let outputs = try runtime.run(.modnet, input, shape: [1, 3, height, width])
    guard let values = outputs.first?.values, values.count == width * height else {
      throw .failed(model: Model.modnet.name, reason: "its output has another shape")
    }
    return Plane(size: PixelSize(width: width, height: height), values: values).resized(to: size)
  }

  /// Means and deviations of ImageNet's pictures.
  private static let means: SIMD4<Float> = [0.485, 0.456, 0.406, 0]
  private static let deviations: SIMD4<Float> = [0.229, 0.224, 0.225, 1]

  /// Coverage of what stands out, at the size of the picture, and the strongest answer before it is
  /// spread over 0…1.
  ///
  /// - Throws: `ModelError` where the model is missing or fails.
  func subject(in picture: SightPicture) throws(ModelError) -> (plane: Plane, strength: Float) {
    let colors = picture.resized(width: 320, height: 320)
    let top = max(colors.reduce(.zero) { pointwiseMax($0, $1) }.max(), 1e-3)
    let input = colors.map { ($0 / top - Self.means) / Self.deviations }.planes
    let outputs = try runtime.run(.u2netp, input)
    guard let values = outputs.first?.values, values.count == 320 * 320 else {
      throw .failed(model: Model.u2netp.name, reason: "its output has another shape")
    }
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    let spread = max(high - low, 1e-6)
    let plane = Plane(
      size: PixelSize(width: 320, height: 320), values: values.map { ($0 - low) / spread })
    return (plane.resized(to: picture.size), high)
  }
}
