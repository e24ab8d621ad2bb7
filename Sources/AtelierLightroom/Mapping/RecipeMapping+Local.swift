import AtelierRecipe

extension RecipeMapping {
  /// Writes a recipe's local adjustments into settings.
  ///
  /// Corrections that the recipe still has stay as they are, as do those that it cannot hold. One whose
  /// sliders alone changed keeps its masks and whatever else stands in it; others are written anew.
  ///
  /// - Parameters:
  ///   - settings: what is changed.
  ///   - local: the wanted adjustments.
  ///   - sources: the corrections that settings and recipe had in common before.
  ///   - context: the picture.
  /// - Returns: the settings, and what could not be said in them.
  /// - Throws: ``LightroomError/outOfRange(key:found:allowed:)``.
  func updating(
    _ settings: DevelopSettings, local: [LocalAdjustment], sources: [LocalSource],
    context: MappingContext
  ) throws(LightroomError) -> UpdatedSettings {
    var result = settings
    var writer = CorrectionWriter(mapping: self, turn: PictureTurn(context))
    var wanted = local
    var gone: [LocalSource] = []
    for source in sources {
      if let index = wanted.firstIndex(of: source.adjustment) {
        wanted.remove(at: index)
      } else {
        gone.append(source)
      }
    }
    // Backwards, so that places stay valid while corrections are removed.
    for source in gone.reversed() {
      guard var items = result.table[source.key]?.items, items.indices.contains(source.place),
        var table = items[source.place].table
      else { continue }
      if let index = wanted.firstIndex(where: { $0.mask == source.adjustment.mask }) {
        let adjustment = wanted.remove(at: index)
        try writer.write(adjustment.adjustments, of: adjustment.name, to: &table)
        if adjustment.amount != source.adjustment.amount {
          table["CorrectionAmount"] = .number(adjustment.amount)
        }
        if adjustment.name != source.adjustment.name {
          table["CorrectionName"] = .text(adjustment.name)
        }
        items[source.place] = .table(table)
      } else {
        items.remove(at: source.place)
      }
      result.table[source.key] = items.isEmpty ? nil : .list(items)
    }
    let key = MaskGroup.keys[0]
    var items = result.table[key]?.items ?? []
    let count = items.count
    for adjustment in wanted {
      if let table = try writer.correction(adjustment, number: items.count + 1) {
        items.append(.table(table))
      }
    }
    if items.count > count { result.table[key] = .list(items) }
    return UpdatedSettings(settings: result, notes: writer.notes)
  }
}
