/// Where a component of a mask lies. Places are fractions of the picture as stored, x then y.
package enum MaskShape: Hashable, Sendable {
  /// Nothing at `zero`, full at `full`, smooth between and constant outside.
  case linear(zero: SIMD2<Double>, full: SIMD2<Double>)
  /// An ellipse.
  case radial(RadialShape)
  /// Strokes, in the order in which they were drawn.
  case brush([BrushStroke])
  /// Pixels of some colours.
  case colorRange(ColorRange)
  /// Pixels of some brightness.
  case luminanceRange(TrapezoidRange)
  /// Pixels of some depth.
  case depthRange(TrapezoidRange)
  /// What only a model can find: subject, sky, person and parts, an object in a box.
  case semantic(SemanticShape)
  /// A polygon, corners in order.
  case polygon([SIMD2<Double>])
  /// A kind that is not known; it stays in the file.
  case other(String)
}

/// An ellipse in a box.
package struct RadialShape: Hashable, Sendable {
  /// The box before it is turned; sides may lie outside 0…1.
  package var top: Double
  /// Left side.
  package var left: Double
  /// Lower side.
  package var bottom: Double
  /// Right side.
  package var right: Double
  /// Turn in degrees.
  package var angle: Double
  /// Where the transition is half done, 0…100; 50 is the middle.
  package var midpoint: Double
  /// Width of the transition, 0…100.
  package var feather: Double
  /// Kept; it drew nothing in measured exports.
  package var roundness: Double
}

/// A stroke of a brush: round dabs along a path.
package struct BrushStroke: Hashable, Sendable {
  /// Centre and radius of a dab. Radii are fractions of the longer side.
  package struct Dab: Hashable, Sendable {
    /// Centre.
    package var center: SIMD2<Double>
    /// Radius, where it changes along the stroke.
    package var radius: Double?
  }

  /// The dabs in order.
  package var dabs: [Dab]
  /// Radius of the dabs that have none of their own.
  package var radius: Double
  /// How much a dab adds, 0…1.
  package var flow: Double
  /// How hard the edge is, 0…1.
  package var hardness: Double
  /// What it brings the coverage to; an eraser's is 0.
  package var value: Double
  /// Whether it takes coverage away.
  package var isEraser: Bool { value == 0 }
}

/// Colours around samples.
package struct ColorRange: Hashable, Sendable {
  /// How wide, 0…1.
  package var amount: Double
  /// The samples' numbers as the file has them.
  package var samples: [[Double]]
}

/// Values that are covered: nothing outside `low` and `high`, all between `lowFull` and `highFull`.
package struct TrapezoidRange: Hashable, Sendable {
  /// Below it nothing is covered.
  package var low: Double
  /// From it on all is covered.
  package var lowFull: Double
  /// Up to it all is covered.
  package var highFull: Double
  /// Above it nothing is covered.
  package var high: Double
}

/// What a model is to find.
package struct SemanticShape: Hashable, Sendable {
  /// What is looked for.
  package enum Subject: Hashable, Sendable {
    case object
    case subject
    case sky
    case person
    case background
    /// A number that is not known.
    case other(Int)
  }

  /// What is looked for.
  package var subject: Subject
  /// Number of the part of a person: 2 face, 3 eyes, 4 body skin, 5 hair, 6 lips, 9 eyebrows,
  /// 11 clothes, 12 teeth, 13 all of it.
  package var category: Int?
  /// A place in it.
  package var referencePoint: SIMD2<Double>?
  /// The user's outline of an object.
  package var outline: [SIMD2<Double>]
}
