import AtelierRecipe

extension Adjustments {
  /// What is left to do where the picture still carries some of it.
  ///
  /// An operation with the settings that are carried does nothing more. Of others, amounts (what masks
  /// add to) become the difference, the rest is as wanted.
  func beyond(_ carried: Adjustments, of operations: [OperationDescription]) -> Adjustments {
    var result = self
    for (name, old) in carried {
      guard let description = operations.first(where: { $0.name == name }) else { continue }
      var values = self[name] ?? [:]
      func value(_ parameter: ParameterDescription, in values: ParameterValues) -> ParameterValue {
        values[parameter.name] ?? parameter.defaultValue
      }
      if description.parameters.allSatisfy({ value($0, in: values) == value($0, in: old) }) {
        result[name] = nil
        continue
      }
      for parameter in description.parameters {
        guard case .added = parameter.local, case .scalar(let range, _) = parameter.kind,
          let wanted = value(parameter, in: values).number,
          let carried = value(parameter, in: old).number,
          let rest = parameter.defaultValue.number
        else { continue }
        values[parameter.name] = .number(
          Swift.min(range.upperBound, Swift.max(range.lowerBound, rest + wanted - carried)))
      }
      result[name] = values
    }
    return result
  }
}
