/// Branch-free single-precision functions that the compiler vectorises inside strip loops.
///
/// They use only IEEE additions, multiplications, divisions and `multiplyAdd`, so they give
/// the same bits on every machine that a build is for. Each states its largest error over its range.
@frozen
public enum FastMath {
  /// a·b + c, rounded once where the build's processors do so in one step, and twice elsewhere.
  @inlinable @inline(__always)
  public static func multiplyAdd(_ a: Float, _ b: Float, _ c: Float) -> Float {
    #if arch(arm64) || ATELIER_AVX2
      c.addingProduct(a, b)
    #else
      a * b + c
    #endif
  }

  /// ``multiplyAdd(_:_:_:)`` of eight at a time.
  @inlinable @inline(__always)
  public static func multiplyAdd(
    _ a: SIMD8<Float>, _ b: SIMD8<Float>, _ c: SIMD8<Float>
  ) -> SIMD8<Float> {
    #if arch(arm64) || ATELIER_AVX2
      c.addingProduct(a, b)
    #else
      a * b + c
    #endif
  }

  /// log2(x) for normal x > 0; zero and negative values give finite numbers below −126.
  ///
  /// The mantissa is brought to √½…√2 and t = (m − 1)/(m + 1) goes through the odd series of
  /// 2·atanh(t)/ln 2. Largest error 2·10⁻⁷ + half a unit in the last place.
  @inlinable @inline(__always)
  public static func log2(_ x: Float) -> Float {
    let bits = Int32(bitPattern: x.bitPattern) &- 0x3f35_04f3
    let exponent = bits >> 23
    let mantissa = Float(bitPattern: UInt32(bitPattern: (bits & 0x007f_ffff) &+ 0x3f35_04f3))
    let t = (mantissa - 1) / (mantissa + 1)
    let s = t * t
    // 2/ln 2 · (1, 1/3, 1/5, 1/7, 1/9)
    var series = multiplyAdd(s, 0.320_598_9, 0.412_198_6)
    series = multiplyAdd(s, series, 0.577_078_0)
    series = multiplyAdd(s, series, 0.961_796_7)
    series = multiplyAdd(s, series, 2.885_390_1)
    return multiplyAdd(t, series, Float(exponent))
  }

  /// 2^x; x is limited to −126…127.
  ///
  /// Rounded to the nearest whole number by the addition of 1.5·2²³; the rest in −½…½ goes through
  /// the Taylor polynomial of degree 6. Largest relative error 2·10⁻⁷.
  @inlinable @inline(__always)
  public static func exp2(_ x: Float) -> Float {
    // The upper limit by bits, which grow with positive numbers; see `limited(_:to:)`.
    let bits = min(Int32(bitPattern: x.bitPattern), Int32(bitPattern: Float(127).bitPattern))
    let limited = max(Float(bitPattern: UInt32(bitPattern: bits)), -126)
    let shifted = limited + 12_582_912
    let whole = shifted - 12_582_912
    let f = limited - whole
    var p = multiplyAdd(f, 0.000_154_035_3, 0.001_333_356)
    p = multiplyAdd(f, p, 0.009_618_129)
    p = multiplyAdd(f, p, 0.055_504_11)
    p = multiplyAdd(f, p, 0.240_226_5)
    p = multiplyAdd(f, p, 0.693_147_2)
    p = multiplyAdd(f, p, 1)
    // The whole part sits in the low bits of `shifted`; move it into the exponent field.
    let scale = Float(bitPattern: (shifted.bitPattern &- 0x4b40_0000 &+ 127) << 23)
    return p * scale
  }

  /// x^exponent for x > 0; values up to 0 give 0.
  @inlinable @inline(__always)
  public static func power(_ x: Float, _ exponent: Float) -> Float {
    let y = exp2(log2(max(x, 1e-30)) * exponent)
    return x > 0 ? y : 0
  }

  /// The real cube root, odd. Largest relative error 3·10⁻⁷; 0 gives a value below 10⁻⁹.
  ///
  /// Without divisions, as x·y² with y the inverse cube root: a third of the bits as first guess (after
  /// Moroz et al. 2021, "Fast calculation of cube and inverse cube roots using a magic constant"), here with
  /// e = 1 − x·y³ within ±0.103, and one step by (1 − e)^(−⅓) as a polynomial of degree 4, fitted to
  /// 10⁻⁷ there.
  @inlinable @inline(__always)
  public static func cubeRoot(_ x: Float) -> Float {
    let m = max(x.magnitude, 1e-30)
    // C − bits/3 in units of 2⁸, C = 0x54a1_e7ca; 2²³ more, so that it stands in the low bits of the sum.
    let guess = multiplyAdd(
      Float(Int32(truncatingIfNeeded: m.bitPattern)), -1 / 768, 5_546_471.79 + 8_388_608)
    var y = Float(bitPattern: guess.bitPattern << 8)
    let e = multiplyAdd(-m, y * y * y, 1)
    var step = multiplyAdd(e, 0.145_936_75, 0.174_474_94)
    step = multiplyAdd(e, step, 0.222_215_42)
    step = multiplyAdd(e, step, 0.333_329_07)
    y = multiplyAdd(y, e * step, y)
    let root = m * (y * y)
    // The sign of x, at no cost of a comparison.
    return Float(bitPattern: root.bitPattern | (x.bitPattern & 0x8000_0000))
  }

  /// x limited to 0…top for a top above 0; one of the ends for what is not a number.
  ///
  /// By bits, which grow with the number from 0 on and are negative below: two quick instructions, where
  /// limits of floats that the compiler knows take four slow ones.
  @inlinable @inline(__always)
  public static func limited(_ x: Float, to top: Float) -> Float {
    let bits = min(Int32(bitPattern: x.bitPattern), Int32(bitPattern: top.bitPattern))
    return Float(bitPattern: UInt32(bitPattern: max(bits, 0)))
  }

  /// t²·(3 − 2t) of the position of x between two edges, 0 below and 1 above.
  @inlinable @inline(__always)
  public static func smoothStep(_ low: Float, _ high: Float, _ x: Float) -> Float {
    let t = limited((x - low) / (high - low), to: 1)
    return t * t * (3 - 2 * t)
  }

  /// ``cell(_:)`` as a number.
  @inlinable @inline(__always)
  public static func lower(_ position: Float) -> Float {
    ((position - 0.5) + 12_582_912) - 12_582_912
  }

  /// A whole number of 0…2²¹ as an index.
  @inlinable @inline(__always)
  public static func whole(_ number: Float) -> Int {
    Int((number + 12_582_912).bitPattern &- 0x4b40_0000)
  }

  /// The index of the table cell that holds a position in 0…2²¹, without a check so that loops over
  /// it vectorise: the nearest whole number to `position − ½`.
  @inlinable @inline(__always)
  public static func cell(_ position: Float) -> Int {
    Int(((position - 0.5) + 12_582_912).bitPattern &- 0x4b40_0000)
  }
}

/// The larger of two numbers, as one instruction: the standard library's takes two, because it gives
/// the second of equal ones. Of x and NaN it is x; of NaN and x, NaN.
@inlinable @inline(__always)
public func max(_ x: Float, _ y: Float) -> Float { y > x ? y : x }
