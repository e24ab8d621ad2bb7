import AtelierLightroom
import AtelierPlanner
package import AtelierRecipe

/// A plan as Lightroom's settings.
package struct PlannedSettings: Sendable {
  /// How far the wish can be met.
  package let outcome: String
  /// The settings, typed as Lightroom has them.
  package let settings: JSONValue
  /// What was done and why, one sentence a step.
  package let steps: [String]
  /// What a person should know.
  package let notes: [String]

  init(plan: Plan, settings: UpdatedSettings) throws {
    outcome = plan.outcome.rawValue
    // ROC as JSON is what Lightroom's SDK takes as a table; it is read back to be put into a reply.
    let text = Array(settings.settings.roc(.json).utf8)
    self.settings = try JSONValue(parsing: text)
    steps = plan.steps.map { "\($0.operation).\($0.parameter): \($0.solution)" }
    notes = plan.notes.map(\.text) + settings.notes
  }
}
