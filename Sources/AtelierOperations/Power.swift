import Foundation

/// Powers for parameters: double precision, for values that are computed once a render.
enum Power {
  /// 2^x.
  static func ofTwo(_ x: Double) -> Double { exp2(x) }
}
