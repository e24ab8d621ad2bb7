package import AtelierPlanner
import Synchronization

/// What a batch may use, and what it has used.
package final class SpendingLimit: Sendable {
  /// Money for a million tokens, in whatever currency the user thinks in.
  package struct Prices: Sendable, Hashable {
    /// Of what is sent.
    package var input: Double
    /// Of what is answered.
    package var output: Double

    /// Makes prices.
    package init(input: Double, output: Double) {
      self.input = input
      self.output = output
    }
  }

  /// The most tokens, sent and answered; nil has no limit.
  private let tokens: Int?
  /// The most money; nil has no limit.
  private let cost: Double?
  private let prices: Prices?
  private let used = Mutex((input: 0, output: 0))

  /// Makes a limit; without arguments there is none.
  ///
  /// - Throws: `LanguageModelError.misconfigured` where money is bounded but no price is known.
  package init(
    tokens: Int? = nil, cost: Double? = nil, prices: Prices? = nil
  ) throws(LanguageModelError) {
    guard cost == nil || prices != nil else {
      throw .misconfigured(
        "--max-cost needs prices: give --price-in and --price-out (for a million tokens), or put "
          + "\"price_in\" and \"price_out\" into the planner's configuration.")
    }
    self.tokens = tokens
    self.cost = cost
    self.prices = prices
  }

  /// Tokens used so far, and what they cost where prices are known.
  package var spent: (tokens: Int, cost: Double?) {
    let used = used.withLock { $0 }
    return (used.input + used.output, prices.map { Self.cost(used, $0) })
  }

  /// How many tokens an answer may have, after a question of about `input` tokens.
  ///
  /// - Throws: `LanguageModelError.budgetSpent` where none are left.
  func allowance(input: Int, wanted: Int) throws(LanguageModelError) -> Int {
    let used = used.withLock { $0 }
    var allowed = wanted
    if let tokens {
      allowed = min(allowed, tokens - used.input - used.output - input)
      guard allowed >= Self.least else {
        throw .budgetSpent(
          what: "The limit of \(tokens) tokens (--max-tokens) leaves no room for another answer; "
            + "\(used.input + used.output) are used.")
      }
    }
    if let cost, let prices {
      let left = cost - Self.cost((used.input + input, used.output), prices)
      if prices.output > 0 { allowed = min(allowed, Int(max(0, left) * 1e6 / prices.output)) }
      guard left >= 0, allowed >= Self.least else {
        throw .budgetSpent(
          what: "The limit of \(cost) (--max-cost) leaves no room for another answer.")
      }
    }
    return allowed
  }

  /// Counts what an exchange used.
  func use(input: Int, output: Int) {
    used.withLock {
      $0.input += input
      $0.output += output
    }
  }

  /// Answers shorter than this hold no plan.
  private static let least = 32

  private static func cost(_ used: (input: Int, output: Int), _ prices: Prices) -> Double {
    (Double(used.input) * prices.input + Double(used.output) * prices.output) / 1e6
  }
}
