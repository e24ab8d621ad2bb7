/// Takes the finished rows of a render, strip by strip, from any thread and in any order.
///
/// A render calls ``accept(strip:rows:samples:)`` once for every strip, so an encoder can compress
/// strips in parallel. Strip `n` covers rows `n·stripHeight ..< min((n+1)·stripHeight, height)`.
public protocol PixelSink: Sendable {
  /// Rows in each strip but the last.
  var stripHeight: Int { get }
  /// The depth that the sink wants.
  var depth: SampleDepth { get }

  /// Takes one strip of `3 × width × rows.count` interleaved values.
  ///
  /// - Throws: the sink's own error; the render stops and rethrows it.
  func accept(strip: Int, rows: Range<Int>, samples: Samples) throws
}
