import ArgumentParser
import AtelierLightroom
import AtelierRecipe

/// How much of some settings is taken.
struct SettingsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What the settings are, where their content does not tell: "
        + "\(SettingsKind.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"),
    completion: .list(SettingsKind.allCases.map(\.rawValue)))
  var kind: String?

  @Option(
    help: ArgumentHelp(
      "Strength of Lightroom's settings or of a cube in percent, 0 to 200 (default: 100).",
      valueName: "number"))
  var amount: Double?

  @Option(
    help: ArgumentHelp(
      "Groups of Lightroom's settings to leave out, such as crop,white_balance.",
      valueName: "names"), completion: .list(Self.groups))
  var without: String?

  @Option(
    help: ArgumentHelp(
      "Order in which MonetGPT's plan is carried out: plan (default), or python2 as its own "
        + "program has it.", valueName: "name"),
    completion: .list(MonetEdit.Order.allCases.map(\.rawValue)))
  var monetOrder: String?

  @Flag(help: "Take MonetGPT's plan for Lightroom's sliders, which is approximate.")
  var monetSliders = false

  private static let groups = SettingsGroup.allCases.filter { $0 != .information }
    .map(\.rawValue)

  func validate() throws {
    if let kind, SettingsKind(rawValue: kind) == nil {
      let names = SettingsKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--kind is '\(kind)'; it must be one of \(names).")
    }
    if let monetOrder, MonetEdit.Order(rawValue: monetOrder) == nil {
      let names = MonetEdit.Order.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--monet-order is '\(monetOrder)'; it must be one of \(names).")
    }
    if monetOrder != nil, monetSliders {
      throw ValidationError("--monet-order and --monet-sliders were both given; choose one.")
    }
    if let amount, !(0...200).contains(amount) {
      throw ValidationError("--amount is \(amount); it must lie in 0...200.")
    }
    for name in names where !Self.groups.contains(name) {
      throw ValidationError(
        "--without names '\(name)'; groups are \(Self.groups.joined(separator: ", ")).")
    }
  }

  /// The kind that was named.
  var wantedKind: SettingsKind? { kind.flatMap(SettingsKind.init(rawValue:)) }

  /// The order in which MonetGPT's plan is carried out.
  var planOrder: MonetEdit.Order { monetOrder.flatMap(MonetEdit.Order.init(rawValue:)) ?? .plan }

  /// Whether only a part of the settings is wanted.
  var isPartial: Bool { amount != nil || without != nil }

  /// The options of the mapping.
  var mapping: MappingOptions {
    MappingOptions(
      amount: (amount ?? 100) / 100, without: Set(names.compactMap(SettingsGroup.init(rawValue:))))
  }

  private var names: [String] {
    (without ?? "").split(separator: ",").map { $0.filter { $0 != " " } }
  }
}
