import AtelierEngine
import AtelierMetrics
import AtelierPixels
import AtelierRecipe
import AtelierVision
import Foundation

/// Finds the settings that turn a picture of before into one of after.
///
/// Levenberg and Marquardt's method on the engine's own small renders: slopes by moving each slider a
/// little. Minimised is the mean distance in L*a*b*, chroma counting less in strong colours as in
/// CIEDE2000, by a Huber loss that what settings cannot do – repairs, local edits – moves little; and
/// λ times the squared steps of the sliders, so that of two edits that look alike the plainer is found.
struct EditFitter: Sendable {
  let engine: RenderEngine
  let jobs: Int

  /// What was found.
  struct Fit: Sendable {
    /// The settings.
    let adjustments: Adjustments
    /// Mean CIEDE2000 of before and after.
    let untouched: Double
    /// Mean CIEDE2000 of the settings' result and after.
    let residual: Double
    /// How much of the structure of before is in after, 1 for all: another frame has little.
    let structure: Double
  }

  /// Longest side of the pictures that are compared, in pixels.
  static let edge = 160
  private static let rounds = 10
  private static let plainness = 0.035
  /// Distances below which the loss is a square.
  private static let knee = 2.0

  private let model = EditModel()

  /// Finds the settings.
  ///
  /// - Parameters:
  ///   - before: the small picture of before.
  ///   - after: linear Rec. 2020 of the same size.
  /// - Returns: the settings, and how close they come.
  /// - Throws: `RenderError.cancelled`, `MetricsError`.
  func fit(_ before: PreparedPicture, to after: PlanarPicture) async throws -> Fit {
    let wanted = Target(LabPicture(after))
    var vector = model.rest
    var state = try await state(of: vector, before, wanted)
    var damping = 0.01
    var slopes = try await slopes(at: vector, from: state, before, wanted)
    for _ in 0..<Self.rounds {
      let step = Self.step(slopes, state, vector, damping: damping)
      let moved = model.limited(zip(vector, step).map { $0 + $1 })
      let next = try await self.state(of: moved, before, wanted)
      guard next.cost < state.cost else {
        damping *= 6
        if damping > 100 { break }
        continue
      }
      let gain = state.cost - next.cost
      (vector, state) = (moved, next)
      damping = max(damping / 4, 0.001)
      if gain < 0.005 * state.cost { break }
      slopes = try await self.slopes(at: vector, from: state, before, wanted)
    }
    let recipe = model.recipe(of: vector, isRounded: true)
    let shown = DisplayedPicture(after)
    let untouched = DisplayedPicture(
      try await engine.renderPlanar(Recipe(), of: before, jobs: jobs))
    let reached = DisplayedPicture(try await engine.renderPlanar(recipe, of: before, jobs: jobs))
    return Fit(
      adjustments: recipe.adjustments,
      untouched: try ColorDifference.between(untouched, shown).mean,
      residual: try ColorDifference.between(reached, shown).mean,
      structure: try StructureSimilarity.between(reached, shown))
  }

  // MARK: Steps

  /// The picture to be reached, with the weight of its chroma.
  private struct Target {
    let picture: LabPicture
    let chromaWeights: [Float]

    init(_ picture: LabPicture) {
      self.picture = picture
      chromaWeights = picture.a.indices.map { index in
        let (a, b) = (picture.a[index], picture.b[index])
        return 1 / (1 + 0.045 * (a * a + b * b).squareRoot())
      }
    }

    /// The weighted difference of a picture: L*, a* and b* of each pixel, one after the other.
    func difference(_ other: LabPicture) -> [Float] {
      var result = [Float](repeating: 0, count: 3 * chromaWeights.count)
      for index in chromaWeights.indices {
        result[3 * index] = picture.lightness[index] - other.lightness[index]
        result[3 * index + 1] = (picture.a[index] - other.a[index]) * chromaWeights[index]
        result[3 * index + 2] = (picture.b[index] - other.b[index]) * chromaWeights[index]
      }
      return result
    }
  }

  /// Where the search is.
  private struct State {
    var difference: [Float]
    /// Weight of each pixel in the loss.
    var weights: [Float]
    var cost: Double
  }

  private func state(
    of vector: [Double], _ before: PreparedPicture, _ wanted: Target
  ) async throws -> State {
    let difference = try await difference(of: vector, before, wanted)
    let count = difference.count / 3
    var weights = [Float](repeating: 0, count: count)
    var sum = 0.0
    for index in 0..<count {
      let (l, a, b) = (
        difference[3 * index], difference[3 * index + 1], difference[3 * index + 2]
      )
      let distance = Double((l * l + a * a + b * b).squareRoot())
      weights[index] = Float(1 / max(distance, Self.knee))
      sum +=
        distance > Self.knee
        ? distance - Self.knee / 2 : distance * distance / (2 * Self.knee)
    }
    let steps = vector.reduce(0) { $0 + $1 * $1 }
    return State(
      difference: difference, weights: weights,
      cost: sum / Double(max(count, 1)) + Self.plainness * steps)
  }

  private func difference(
    of vector: [Double], _ before: PreparedPicture, _ wanted: Target
  ) async throws(RenderError) -> [Float] {
    let picture = try await engine.renderPlanar(model.recipe(of: vector), of: before, jobs: jobs)
    return wanted.difference(LabPicture(picture))
  }

  /// How the difference falls with each slider, a list for each.
  private func slopes(
    at vector: [Double], from state: State, _ before: PreparedPicture, _ wanted: Target
  ) async throws -> [[Float]] {
    var result: [[Float]] = []
    for (index, slider) in model.sliders.enumerated() {
      var moved = vector
      let isAtTop = vector[index] * slider.step >= slider.limit.upperBound - 1e-9
      let change = isAtTop ? -0.1 : 0.1
      moved[index] += change
      let next = try await difference(of: moved, before, wanted)
      let scale = Float(1 / change)
      result.append(zip(state.difference, next).map { ($0 - $1) * scale })
    }
    return result
  }

  /// The step that solves the damped normal equations.
  private static func step(
    _ slopes: [[Float]], _ state: State, _ vector: [Double], damping: Double
  ) -> [Double] {
    let count = slopes.count
    let pixels = Double(max(state.weights.count, 1))
    let weighted = slopes.map { slope in
      slope.indices.map { slope[$0] * state.weights[$0 / 3] }
    }
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    var right = [Double](repeating: 0, count: count)
    for row in 0..<count {
      for column in 0...row {
        let product = Double(dot(weighted[row], slopes[column])) / pixels
        matrix[row][column] = product
        matrix[column][row] = product
      }
      right[row] =
        Double(dot(weighted[row], state.difference)) / pixels - 2 * plainness * vector[row]
    }
    for index in 0..<count {
      matrix[index][index] += 2 * plainness + damping * (matrix[index][index] + 0.01)
    }
    return solution(of: matrix, right)
  }

  private static func dot(_ one: [Float], _ two: [Float]) -> Float {
    // Four sums that do not wait for each other, and keep single precision exact enough.
    let (first, second) = (one.span, two.span)
    precondition(first.count == second.count)
    var (a, b, c, d): (Float, Float, Float, Float) = (0, 0, 0, 0)
    let whole = first.count / 4 * 4
    for index in stride(from: 0, to: whole, by: 4) {
      a += first[index] * second[index]
      b += first[index + 1] * second[index + 1]
      c += first[index + 2] * second[index + 2]
      d += first[index + 3] * second[index + 3]
    }
    for index in whole..<first.count { a += first[index] * second[index] }
    return (a + b) + (c + d)
  }

  /// Solves a symmetric positive definite system by Cholesky's decomposition.
  static func solution(of matrix: [[Double]], _ right: [Double]) -> [Double] {
    let count = right.count
    var lower = matrix
    for row in 0..<count {
      for column in 0...row {
        var sum = matrix[row][column]
        for inner in 0..<column { sum -= lower[row][inner] * lower[column][inner] }
        lower[row][column] =
          row == column ? max(sum, 1e-12).squareRoot() : sum / lower[column][column]
      }
    }
    var result = right
    for row in 0..<count {
      for inner in 0..<row { result[row] -= lower[row][inner] * result[inner] }
      result[row] /= lower[row][row]
    }
    for row in (0..<count).reversed() {
      for inner in row + 1..<count { result[row] -= lower[inner][row] * result[inner] }
      result[row] /= lower[row][row]
    }
    return result
  }
}
