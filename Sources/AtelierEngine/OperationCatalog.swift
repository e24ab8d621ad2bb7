public import AtelierRecipe

/// A list of operations, in the order of rendering.
public struct OperationCatalog: Sendable {
  /// An operation and its spec as data, made once.
  struct Entry: Sendable {
    let type: any Operation.Type
    let description: OperationDescription
  }

  /// The operations, in the order of rendering.
  let entries: [Entry]

  /// Makes a catalog; the operations are put in the order of rendering.
  public init(_ operations: [any Operation.Type]) {
    entries = operations.map { Entry(type: $0, description: $0.describe) }.sorted {
      let (a, b) = ($0.description, $1.description)
      return (a.stage, a.order) < (b.stage, b.order)
    }
  }

  /// The types, in the order of rendering.
  public var operations: [any Operation.Type] { entries.map { $0.type } }

  /// The operations as data.
  public var descriptions: [OperationDescription] { entries.map(\.description) }

  /// The operations with an entry in `adjustments`, made with its values, in the order of rendering.
  func operations(for adjustments: Adjustments) -> [any Operation] {
    entries.compactMap { entry in
      adjustments[entry.description.name].map { entry.type.init($0) }
    }
  }

  /// The operations that a recipe adjusts, everywhere or within masks.
  func entries(in recipe: Recipe) -> [Entry] {
    entries.filter { entry in
      let name = entry.description.name
      return recipe.adjustments[name] != nil
        || recipe.local.contains { $0.adjustments[name] != nil }
    }
  }

  /// The maps that the operations of a recipe read.
  func maps(in recipe: Recipe) -> Set<SceneMap> {
    var maps: Set<SceneMap> = []
    for entry in entries(in: recipe) {
      if entry.type is any RegionalOperation.Type { maps.insert(.detail) }
      maps.formUnion(entry.type.domainAndNeeds.needs)
    }
    return maps
  }
}

extension Operation {
  /// The spec as data.
  package static var describe: OperationDescription { spec.description }
}
