package import AtelierRecipe

extension MonetPlan {
  /// The plan as an edit that is carried out exactly, and what became of each of its keys.
  ///
  /// Digits are dropped from keys, and a key that stands twice has its later value at its first place, as
  /// in MonetGPT. Keys that its executor ignores are left out; values beyond ±100 are limited.
  package func edit(order: MonetEdit.Order) -> (edit: MonetEdit, report: MappingReport) {
    var edit = MonetEdit(order: order)
    var report = MappingReport()
    for entry in entries {
      let name = entry.key.filter { !($0.isASCII && $0.isNumber) }
      let number = NumberText.value(entry.number)
      guard MonetEdit.keys.contains(name), let number, number.isFinite else {
        report.entries.append(
          MappingReport.Entry(
            key: entry.key, outcome: .kept, reason: "MonetGPT's executor ignores it",
            isNeutral: number == 0))
        continue
      }
      let (low, high) = (MonetEdit.range.lowerBound, MonetEdit.range.upperBound)
      let value = min(max(number, low), high)
      if let index = edit.values.firstIndex(where: { $0.key == name }) {
        edit.values[index].value = value
      } else {
        edit.values.append(MonetEdit.Entry(name, value))
      }
      report.entries.append(
        MappingReport.Entry(
          key: entry.key, outcome: value == number ? .rendered : .assumed,
          reason: value == number ? "" : "\(NumberText.short(number)) was limited to ±100",
          isNeutral: false))
    }
    return (edit, report)
  }
}
