/// An operation that can be taken off a picture again.
///
/// Tone operations need not conform for their curve: the engine inverts the curves of neighbours
/// together. One that conforms has a kernel beside its curve, and undoes that kernel alone.
package protocol InvertibleOperation: Operation {
  /// Whether these settings leave enough to go back.
  var isInvertible: Bool { get }

  /// The kernel that takes the operation off, in the domain of its spec; nil where there is nothing to
  /// take off.
  func makeInverse() -> (any PointKernel)?

  /// The light that a picture with these settings is balanced to, given what was known before.
  func light(after light: SourceLight) -> SourceLight
}

extension InvertibleOperation {
  /// Most settings can be undone.
  package var isInvertible: Bool { true }

  /// Most operations tell nothing about the light.
  package func light(after light: SourceLight) -> SourceLight { light }
}

extension Operation {
  /// Whether these settings can be taken off a picture.
  var canBeUndone: Bool {
    if let invertible = self as? any InvertibleOperation { return invertible.isInvertible }
    return self is any ToneOperation && !(self is any PointOperation)
  }
}
