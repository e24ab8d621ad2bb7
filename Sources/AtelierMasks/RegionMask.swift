package import AtelierEngine
import AtelierRecipe

/// A mask of what the photo shows, with a border that can be moved and softened.
package protocol RegionMask: SceneMask {
  /// What it covers.
  static var region: SceneRegion.Kind { get }
  /// How far it reaches beyond what was found, as a fraction of the photo's long side.
  var expand: Double { get set }
  /// Width of the soft edge, as a fraction of the photo's long side.
  var feather: Double { get set }
}

extension RegionMask {
  /// The region and its border.
  package var shape: SceneMaskShape {
    SceneMaskShape(region: SceneRegion(Self.region), expansion: expand, feather: feather)
  }

  /// The parameters of the border.
  static var borderParameters: [Parameter<Self>] {
    [
      .scalar(
        "expand", \Self.expand, unit: .fraction, range: -0.1...0.1,
        meaning: [
          .en: "How far to reach beyond what was found, of the long side; below 0 less far.",
          .zh: "向外扩展的距离，占长边的比例；负值为收缩。",
        ]),
      .scalar(
        "feather", \Self.feather, unit: .fraction, range: 0...0.2,
        meaning: [
          .en: "Width of the soft edge, of the long side; 0 follows the picture's edges.",
          .zh: "羽化宽度，占长边的比例；0 则贴合画面边缘。",
        ]),
    ]
  }
}

/// A mask of people or of a part of each.
package protocol PersonMask: RegionMask {
  /// Which person: 0 all, 1 the first from the left, −1 the first from the right.
  var which: Int { get set }
}

extension PersonMask {
  /// The region and its border.
  package var shape: SceneMaskShape {
    SceneMaskShape(
      region: SceneRegion(Self.region, which: which), expansion: expand, feather: feather)
  }

  /// All parameters.
  static var personParameters: [Parameter<Self>] {
    [
      .integer(
        "which", \Self.which, range: -50...50,
        meaning: [
          .en: "Which person: 0 all, 1 the first from the left, -1 the first from the right.",
          .zh: "哪个人：0 为所有人，1 为左起第一个，-1 为右起第一个。",
        ])
    ] + borderParameters
  }
}
