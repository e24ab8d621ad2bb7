public import AtelierRecipe

/// What will be done to a picture, and why.
public struct Plan: Sendable {
  /// How far the wish can be met.
  public enum Outcome: String, Sendable {
    /// All of it.
    case complete
    /// A part; the rest is in the notes.
    case partial
    /// It asks for no change.
    case unchanged
    /// Nothing, because it was not understood or cannot be done.
    case declined
  }

  /// The wish.
  public var instruction: String
  /// The language of the explanations.
  public var language: Language
  /// How far the wish can be met.
  public var outcome: Outcome
  /// Adjustments in the order in which they were decided.
  public var steps: [Step]
  /// What a person should know: what was not understood, cannot be done or was held back.
  public var notes: [Note]
  /// The settings.
  public var recipe: Recipe
  /// How a model came to it; nil where none did.
  public var model: ModelRecord?

  /// Makes a plan without a model.
  package init(
    instruction: String, language: Language, outcome: Outcome, steps: [Step], notes: [Note],
    recipe: Recipe
  ) {
    self.instruction = instruction
    self.language = language
    self.outcome = outcome
    self.steps = steps
    self.notes = notes
    self.recipe = recipe
  }

  /// One adjusted parameter.
  public struct Step: Sendable, Hashable {
    /// Persistent name of the operation.
    public var operation: String
    /// Persistent name of the parameter.
    public var parameter: String
    /// Name of the local adjustment, or nil for the whole picture.
    public var area: String?
    /// The value.
    public var value: ParameterValue
    /// What was found or wished.
    public var issue: String
    /// What is done about it.
    public var solution: String
    /// What was aimed at; nil where the value was said or belongs to a look.
    public var target: Target?
    /// Why, in the words of the model that chose it; nil where none did.
    public var reason: String?
    /// Who chose the value.
    public var chosenBy: Author
    /// Place in the render.
    public var stage: String

    /// Makes a step.
    package init(
      operation: String, parameter: String, area: String? = nil, value: ParameterValue,
      issue: String, solution: String, target: Target? = nil, reason: String?,
      chosenBy: Author, stage: String
    ) {
      self.operation = operation
      self.parameter = parameter
      self.area = area
      self.value = value
      self.issue = issue
      self.solution = solution
      self.target = target
      self.reason = reason
      self.chosenBy = chosenBy
      self.stage = stage
    }

    /// A step that a model chose.
    package static func ofModel(
      _ operation: String, _ parameter: String, _ value: Double, issue: String, solution: String,
      stage: String
    ) -> Step {
      Step(
        operation: operation, parameter: parameter, value: .number(value), issue: issue,
        solution: solution, reason: nil, chosenBy: .model, stage: stage)
    }
  }

  /// A measured aim.
  public struct Target: Sendable, Hashable {
    /// Persistent name of the metric, such as `L_mean`.
    public var metric: String
    /// The number before.
    public var before: Double
    /// The number aimed at.
    public var wanted: Double
    /// The number that the preview has.
    public var reached: Double
  }

  /// Who chose a value.
  public enum Author: String, Sendable {
    /// The planner, to meet a wish.
    case planner
    /// The planner, to keep something as it is or within what the frame allows.
    case guardRail = "guard_rail"
    /// The person, by saying the value.
    case person
    /// A language model; its value lies within what the planner allows.
    case model
    /// A critic that looked at the result.
    case critic
  }

  /// Something that a person should know.
  public struct Note: Sendable, Hashable {
    /// What kind of note it is.
    public enum Kind: String, Sendable {
      case notUnderstood = "not_understood"
      case cannotBeDone = "cannot_be_done"
      case heldBack = "held_back"
      case information
    }

    /// What kind of note it is.
    public var kind: Kind
    /// One sentence.
    public var text: String

    /// Makes a note.
    package init(kind: Kind, text: String) {
      self.kind = kind
      self.text = text
    }
  }
}

extension Plan {
  /// The version of the document that ``json`` makes.
  public static let version = 1

  /// The plan as a JSON document.
  public var json: JSONValue {
    .object([
      "version": .number(Double(Self.version)), "instruction": .string(instruction),
      "language": .string(language.rawValue), "outcome": .string(outcome.rawValue),
      "steps": .array(steps.map(\.json)), "notes": .array(notes.map(\.json)),
      "recipe": recipe.json, "model": model?.json ?? .null,
    ])
  }
}

extension Plan.Step {
  /// The step as it stands in the document.
  package var json: JSONValue {
    .object([
      "operation": .string(operation), "parameter": .string(parameter),
      "area": area.map { .string($0) } ?? .null, "value": value.json, "issue": .string(issue),
      "solution": .string(solution), "target": target?.json ?? .null,
      "reason": reason.map { .string($0) } ?? .null, "chosen_by": .string(chosenBy.rawValue),
      "stage": .string(stage),
    ])
  }
}

extension Plan.Target {
  var json: JSONValue {
    func rounded(_ number: Double) -> JSONValue { .number((number * 1000).rounded() / 1000) }
    return .object([
      "metric": .string(metric), "before": rounded(before), "wanted": rounded(wanted),
      "reached": rounded(reached),
    ])
  }
}

extension Plan.Note {
  var json: JSONValue { .object(["kind": .string(kind.rawValue), "text": .string(text)]) }
}
