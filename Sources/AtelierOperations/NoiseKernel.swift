import AtelierEngine
import AtelierKernels
import AtelierPixels

/// The kernel of ``NoiseReduction``.
struct NoiseKernel: AreaKernel {
  /// Smoothing of lightness.
  struct LightnessPart: Sendable {
    /// Pixels that take part beside the one in the middle, top row first.
    let places: [(row: Int, column: Int)]
    /// One over the squared limit of differences at middle grey.
    let sharpness: Float
    /// Share of the smoothed value, 0…1.
    let share: Float
    /// Share of the blurred contrast that is given back.
    let contrast: Float
  }

  /// Smoothing of colour.
  struct ColorPart: Sendable {
    /// Distances that take part, on both sides, along rows and across them.
    let steps: [Int]
    /// One over the squared limit of differences of colour.
    let sharpness: Float
    /// One over the squared limit of differences of lightness.
    let lightSharpness: Float
    /// Share of the smoothed value, 0…1.
    let share: Float
  }

  let margin: Int
  let planeCount: Int

  private let lightness: LightnessPart?
  private let color: ColorPart?
  private let steps: [Int]
  private let luminance = SIMD3<Float>(RGBColorSpace.working.luminanceWeights)

  /// Half of the guide's blur, the binomial 1 4 6 4 1.
  private static let guideWeights: [Float] = [0.375, 0.25, 0.0625]
  /// Planes: lightness, lightness blurred along rows, √R − l, √B − l.
  private static let guidePlane = 1
  private static let colorPlane = 2
  static let block = 512
  /// Lightness added before limits are made proportional to it, and what they are stated for,
  /// middle grey.
  private static let dark: Float = 0.08
  private static let grey: Float = 0.42

  init(lightness: LightnessPart?, color: ColorPart?) {
    self.lightness = lightness
    self.color = color
    let reach = (lightness?.places ?? []).map { max($0.row.magnitude, $0.column.magnitude) }.max()
    margin = max(Int(reach ?? 0) + 2, color?.steps.max() ?? 0)
    planeCount = color == nil ? 2 : 4
    steps = Array(-margin...margin)
  }

  func prepare(
    _ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>,
    into planes: inout MutableSpan<Float>, width: Int
  ) {
    let stride = width + 2 * margin
    do {
      var target = planes._mutatingExtracting(0..<stride)
      Lightness.measure(red, green, blue, weights: luminance, into: &target)
    }
    var copy = InlineArray<768, Float>(repeating: 0)
    var x = 2
    while x < stride - 2 {
      let end = min(x + Self.block, stride - 2)
      var copySpan = copy.mutableSpan
      for i in 0..<(end - x + 4) { copySpan[i] = planes[x - 2 + i] }
      var target = planes._mutatingExtracting((stride + x)..<(stride + end))
      RowFilter.blur(
        copy.span, starts: [0, 1, 2, 3, 4], weights: Self.guideWeights, into: &target)
      x = end
    }
    guard let color else { return }
    x = margin
    while x < margin + width {
      let end = min(x + Self.block, margin + width)
      smoothColor(color, red, blue, into: &planes, columns: x..<end, stride: stride)
      x = end
    }
  }

  /// Writes the colour planes of some columns, smoothed along the row.
  private func smoothColor(
    _ part: ColorPart, _ red: Span<Float>, _ blue: Span<Float>,
    into planes: inout MutableSpan<Float>, columns: Range<Int>, stride: Int
  ) {
    let reach = part.steps.last ?? 0
    let count = columns.count
    let length = count + 2 * reach
    let first = columns.lowerBound - reach
    var lightStorage = InlineArray<768, Float>(repeating: 0)
    var uStorage = InlineArray<768, Float>(repeating: 0)
    var vStorage = InlineArray<768, Float>(repeating: 0)
    var light = lightStorage.mutableSpan
    var u = uStorage.mutableSpan
    var v = vStorage.mutableSpan
    precondition(length <= 768)
    for i in 0..<length {
      let l = planes[first + i]
      light[i] = l
      u[i] = Self.root(red[first + i]) - l
      v[i] = Self.root(blue[first + i]) - l
    }
    let target = Self.colorPlane * stride + columns.lowerBound
    var all = planes._mutatingExtracting(target..<(target + stride + count))
    average(
      light.span, u.span, v.span, starts: part.steps.flatMap { [reach - $0, reach + $0] },
      middle: reach, count: count, part, into: &all, second: stride)
  }

  /// Writes the means of two colour planes around `count` pixels from `middle` on, weighted by
  /// nearness in lightness and colour to the pixel; the second mean lies `second` values after the
  /// first.
  private func average(
    _ light: Span<Float>, _ u: Span<Float>, _ v: Span<Float>, starts: [Int], middle: Int,
    count: Int, _ part: ColorPart, into target: inout MutableSpan<Float>, second: Int
  ) {
    let place = middle..<(middle + count)
    let (light0, u0, v0) = (
      light.extracting(place), u.extracting(place), v.extracting(place)
    )
    var uStorage = InlineArray<512, Float>(repeating: 0)
    var vStorage = InlineArray<512, Float>(repeating: 0)
    var weightStorage = InlineArray<512, Float>(repeating: 0)
    var uAll = uStorage.mutableSpan
    var vAll = vStorage.mutableSpan
    var weightAll = weightStorage.mutableSpan
    var uSum = uAll._mutatingExtracting(0..<count)
    var vSum = vAll._mutatingExtracting(0..<count)
    var weight = weightAll._mutatingExtracting(0..<count)
    precondition(light0.count == count && u0.count == count && v0.count == count)
    precondition(uSum.count == count && vSum.count == count && weight.count == count)
    var limitStorage = InlineArray<512, Float>(repeating: 0)
    var limitAll = limitStorage.mutableSpan
    var limit = limitAll._mutatingExtracting(0..<count)
    precondition(limit.count == count)
    let (dark, reference) = (Self.dark, Self.dark + Self.grey)
    for x in 0..<count {
      uSum[x] = u0[x]
      vSum[x] = v0[x]
      weight[x] = 1
      let ratio = reference / (light0[x] + dark)
      limit[x] = ratio * ratio
    }
    let (sharpness, lightSharpness) = (part.sharpness, part.lightSharpness)
    for start in starts {
      let range = start..<(start + count)
      let (light1, u1, v1) = (
        light.extracting(range), u.extracting(range), v.extracting(range)
      )
      precondition(light1.count == count && u1.count == count && v1.count == count)
      for x in 0..<count {
        let dl = light1[x] - light0[x]
        let du = u1[x] - u0[x]
        let dv = v1[x] - v0[x]
        let far = dl * dl * lightSharpness + (du * du + dv * dv) * sharpness
        let near = max(1 - far * limit[x], 0)
        let w = near * near
        uSum[x] += w * u1[x]
        vSum[x] += w * v1[x]
        weight[x] += w
      }
    }
    var first = target._mutatingExtracting(0..<count)
    precondition(first.count == count)
    for x in 0..<count { first[x] = uSum[x] / weight[x] }
    var last = target._mutatingExtracting(second..<(second + count))
    precondition(last.count == count)
    for x in 0..<count { last[x] = vSum[x] / weight[x] }
  }

  func combine(
    _ planes: Span<Float>, window: AreaWindow, _ red: inout MutableSpan<Float>,
    _ green: inout MutableSpan<Float>, _ blue: inout MutableSpan<Float>,
    at position: StripPosition
  ) {
    var x = 0
    while x < window.count {
      let end = min(x + Self.block, window.count)
      var part = window
      part.count = end - x
      for index in part.rowStarts.indices { part.rowStarts[index] += x }
      var r = red._mutatingExtracting(x..<end)
      var g = green._mutatingExtracting(x..<end)
      var b = blue._mutatingExtracting(x..<end)
      if let color { mixColor(color, planes, part, &r, &g, &b) }
      if let lightness { mixLightness(lightness, planes, part, &r, &g, &b) }
      x = end
    }
  }

  /// Smooths colour across rows and puts it into the pixels; luminance stays.
  private func mixColor(
    _ part: ColorPart, _ planes: Span<Float>, _ window: AreaWindow,
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>
  ) {
    let count = red.count
    let stride = window.planeStride
    let center = window.start(row: 0, plane: 0)
    var storage = InlineArray<1024, Float>(repeating: 0)
    var means = storage.mutableSpan
    average(
      planes, planes.extracting((2 * stride)...), planes.extracting((3 * stride)...),
      starts: part.steps.flatMap {
        [window.start(row: -$0, plane: 0), window.start(row: $0, plane: 0)]
      }, middle: center, count: count, part, into: &means, second: Self.block)
    let u = means.span.extracting(0..<count)
    let v = means.span.extracting(Self.block..<(Self.block + count))
    let lightness = planes.extracting(center..<(center + count))
    let (wr, wg, wb) = (luminance.x, luminance.y, luminance.z)
    let share = part.share
    precondition(
      green.count == count && blue.count == count && u.count == count && v.count == count
        && lightness.count == count)
    for x in 0..<count {
      let (r, g, b) = (red[x], green[x], blue[x])
      let l = lightness[x]
      let (p, q) = (l + u[x], l + v[x])
      let newRed = p * p.magnitude
      let newBlue = q * q.magnitude
      let y = l * l
      // Green is what luminance leaves; never below what it was or zero.
      let newGreen = max((y - wr * newRed - wb * newBlue) / wg, min(g, 0))
      let sum = max(wr * newRed + wg * newGreen + wb * newBlue, 1e-9)
      let scale = min(y / sum, 4)
      red[x] = r + share * (newRed * scale - r)
      green[x] = g + share * (newGreen * scale - g)
      blue[x] = b + share * (newBlue * scale - b)
    }
  }

  /// Smooths lightness and scales the pixels by what changed.
  private func mixLightness(
    _ part: LightnessPart, _ planes: Span<Float>, _ window: AreaWindow,
    _ red: inout MutableSpan<Float>, _ green: inout MutableSpan<Float>,
    _ blue: inout MutableSpan<Float>
  ) {
    let count = red.count
    // Guides of the rows that take part, blurred across rows where they are needed.
    let reach = Int(part.places.map { max($0.row.magnitude, $0.column.magnitude) }.max() ?? 0)
    let length = count + 2 * reach
    var guideStorage = InlineArray<7168, Float>(repeating: 0)
    precondition((2 * reach + 1) * length <= 7168)
    var guides = guideStorage.mutableSpan
    for row in Set(part.places.map(\.row) + [0]) {
      let starts = (-2...2).map {
        window.start(row: row + $0, plane: Self.guidePlane) - reach
      }
      let place = (row + reach) * length
      var target = guides._mutatingExtracting(place..<(place + length))
      RowFilter.blur(planes, starts: starts, weights: Self.guideWeights, into: &target)
    }
    var sumStorage = InlineArray<512, Float>(repeating: 0)
    var weightStorage = InlineArray<512, Float>(repeating: 0)
    var sumAll = sumStorage.mutableSpan
    var weightAll = weightStorage.mutableSpan
    var sum = sumAll._mutatingExtracting(0..<count)
    var weight = weightAll._mutatingExtracting(0..<count)
    let middle = planes.extracting(window.range(row: 0, plane: 0))
    let guideSpan = guides.span
    let centerStart = reach * length + reach
    let center = guideSpan.extracting(centerStart..<(centerStart + count))
    precondition(
      middle.count == count && center.count == count && sum.count == count
        && weight.count == count && green.count == count && blue.count == count)
    var limitStorage = InlineArray<512, Float>(repeating: 0)
    var limitAll = limitStorage.mutableSpan
    var limit = limitAll._mutatingExtracting(0..<count)
    precondition(limit.count == count)
    let (dark, reference, sharpness) = (Self.dark, Self.dark + Self.grey, part.sharpness)
    for x in 0..<count {
      sum[x] = middle[x]
      weight[x] = 1
      let ratio = reference / (center[x] + dark)
      limit[x] = ratio * ratio * sharpness
    }
    for place in part.places {
      let valueStart = window.start(row: place.row, plane: 0) + place.column
      let guideStart = (place.row + reach) * length + reach + place.column
      let values = planes.extracting(valueStart..<(valueStart + count))
      let guide = guideSpan.extracting(guideStart..<(guideStart + count))
      precondition(values.count == count && guide.count == count)
      for x in 0..<count {
        let difference = guide[x] - center[x]
        let near = max(1 - difference * difference * limit[x], 0)
        let w = near * near
        sum[x] += w * values[x]
        weight[x] += w
      }
    }
    let (share, contrast) = (part.share, part.contrast)
    let (wr, wg, wb) = (luminance.x, luminance.y, luminance.z)
    for x in 0..<count {
      let l = middle[x]
      let smooth = sum[x] / weight[x]
      let target = smooth + contrast * (center[x] - smooth)
      let new = max(l + share * (target - l), 0)
      // Ratios keep colours; where they would explode, near black, grey light is added instead.
      let ratio = (new + 0.04) / (l + 0.04)
      let factor = ratio * ratio
      let (r, g, b) = (red[x] * factor, green[x] * factor, blue[x] * factor)
      let missing = max(new * new - (wr * r + wg * g + wb * b), 0)
      red[x] = r + missing
      green[x] = g + missing
      blue[x] = b + missing
    }
  }

  /// The square root with the sign of its argument.
  @inline(__always)
  private static func root(_ value: Float) -> Float {
    let root = value.magnitude.squareRoot()
    return value < 0 ? -root : root
  }
}
