public import AtelierRecipe

/// A list of operations, in the order of rendering.
public struct OperationCatalog: Sendable {
  /// The types, in the order of rendering.
  public let operations: [any Operation.Type]

  /// Makes a catalog; the operations are put in the order of rendering.
  public init(_ operations: [any Operation.Type]) {
    self.operations = operations.sorted {
      let (a, b) = ($0.describe, $1.describe)
      return (a.stage, a.order) < (b.stage, b.order)
    }
  }

  /// The operations as data.
  public var descriptions: [OperationDescription] { operations.map { $0.describe } }

  /// The operations with an entry in `adjustments`, made with its values, in the order of rendering.
  func operations(for adjustments: Adjustments) -> [any Operation] {
    operations.compactMap { type in
      adjustments[type.describe.name].map { type.init($0) }
    }
  }
}

extension Operation {
  /// The spec as data.
  package static var describe: OperationDescription { spec.description }
}
