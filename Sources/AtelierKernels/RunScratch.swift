/// The colours and the coverage of up to ``length`` pixels that are covered in runs of any length, eight
/// pixels at a time: what is written beyond a run is written again by the next one, and beyond the last there
/// is room.
@frozen
public struct RunScratch {
  /// Pixels.
  @inlinable @inline(__always)
  public static var length: Int { 128 }
  /// 0 to 7.
  @inlinable @inline(__always)
  public static var ramp: SIMD8<Float> { SIMD8(0, 1, 2, 3, 4, 5, 6, 7) }

  @usableFromInline var red = InlineArray<136, Float>(repeating: 0)
  @usableFromInline var green = InlineArray<136, Float>(repeating: 0)
  @usableFromInline var blue = InlineArray<136, Float>(repeating: 0)
  @usableFromInline var coverage = InlineArray<136, Float>(repeating: 0)

  /// Zeros.
  @inlinable @inline(__always)
  public init() {}

  // All methods mutate: a borrowed array in line is copied for each of its values.

  /// Takes the square roots of some pixels' colours, limited to 0…1.
  @inlinable @inline(__always)
  public mutating func load(
    _ pixels: Range<Int>, _ reds: Span<Float>, _ greens: Span<Float>, _ blues: Span<Float>
  ) {
    Self.load(reds.extracting(pixels), into: &red)
    Self.load(greens.extracting(pixels), into: &green)
    Self.load(blues.extracting(pixels), into: &blue)
  }

  @inlinable @inline(__always)
  static func load(_ light: Span<Float>, into roots: inout InlineArray<136, Float>) {
    precondition(light.count <= length)
    for x in light.indices {
      // SAFETY: the index lies below the length.
      unsafe roots[unchecked: x] = FastMath.limited(light[x], to: 1).squareRoot()
    }
  }

  /// Covers eight pixels from an index below ``length`` on: `cell + way · rise`, three slopes and an offset.
  @inlinable @inline(__always)
  public mutating func cover(
    _ index: Int, _ cell: SIMD4<Float>, _ rise: SIMD4<Float>, _ way: SIMD8<Float>
  ) {
    let offset = 4 &* (index & 127)
    // SAFETY: the index is masked to the length, and eight more values have room.
    let r = unsafe red.span.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: offset, as: SIMD8<Float>.self)
    let g = unsafe green.span.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: offset, as: SIMD8<Float>.self)
    let b = unsafe blue.span.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: offset, as: SIMD8<Float>.self)
    let near = cell.x * r + cell.y * g + cell.z * b + cell.w
    let change = rise.x * r + rise.y * g + rise.z * b + rise.w
    var span = coverage.mutableSpan
    var bytes = unsafe span.mutableBytes
    // SAFETY: as above.
    unsafe bytes.storeBytes(
      of: near + way * change, toUncheckedByteOffset: offset, as: SIMD8<Float>.self)
  }

  /// Hands out the coverage of a row of pixels, limited to 0…1.
  @inlinable @inline(__always)
  public mutating func store(in row: inout MutableSpan<Float>) {
    precondition(row.count <= Self.length)
    for x in row.indices {
      // SAFETY: the index lies below the length.
      row[x] = FastMath.limited(unsafe coverage[unchecked: x], to: 1)
    }
  }
}
