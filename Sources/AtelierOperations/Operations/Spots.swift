import AtelierEngine
package import AtelierPixels
package import AtelierRecipe

/// Covers dust, blemishes and small things with other parts of the photo.
///
/// A row is a disc: its middle, its radius as a share of the photo's long side, the middle of its
/// source, how far its edge is soft (a share of the radius), opacity and a method. Healing (0) takes
/// the source's structure and bends its colours, by a membrane, to those around the spot: the
/// difference of spot and source is harmonic inside and as found on the edge. Cloning (1) takes
/// the source as it is. Filling (2) has no source; it heals from the place nearby whose surroundings
/// are most alike, which is an approximation of what a generative model would draw. A row with 1 in
/// the last column is one more disc of the spot before, whose source moves along.
///
/// - Domain: stored values of the upright photo before any geometry.
/// - Identity: no rows.
/// - Source: Pérez, Gangnet, Blake 2003, "Poisson image editing", equation 4.
/// - Cost: only where spots are; about 25 ms for a spot of 200 pixels of radius.
package struct Spots: RepairOperation {
  /// One disc a row.
  package var spots: [[Double]] = []

  package init() {}

  package static let spec = OperationSpec<Spots>(
    name: "spots", stage: .geometry, order: 1,
    meaning: [
      .en: "Covers dust, blemishes and small things with other parts of the photo.",
      .zh: "用画面其他部分修补污点、瑕疵与小物体。",
    ],
    parameters: [
      .rows(
        "spots", \.spots,
        columns: [
          RowColumn("x", -0.5...1.5), RowColumn("y", -0.5...1.5), RowColumn("radius", 0...0.25),
          RowColumn("source_x", -0.5...1.5), RowColumn("source_y", -0.5...1.5),
          RowColumn("feather", 0...1), RowColumn("opacity", 0...1), RowColumn("method", 0...2),
          RowColumn("continues", 0...1),
        ], most: 1024, lightroom: "RetouchAreas",
        meaning: [
          .en: "Discs: middle, radius, source, feather, opacity, 0 heal, 1 clone or 2 fill, and 1 "
            + "where the spot before goes on.",
          .zh: "圆形修补点：位置、半径、来源、羽化、不透明度、方式（0 修复、1 仿制、2 填充），末列为 1 表示延续上一个修补点。",
        ])
    ])

  package func repair(_ picture: Picture) -> Picture {
    var repairs: [SpotRepair] = []
    for row in spots where row.count == 9 && row[2] > 0 {
      let disc = SpotRepair.Disc(row, in: picture.size)
      if row[8] > 0.5, !repairs.isEmpty {
        repairs[repairs.count - 1].discs.append(disc)
      } else {
        repairs.append(SpotRepair(row, disc, in: picture.size))
      }
    }
    repairs.removeAll { $0.opacity == 0 }
    guard !repairs.isEmpty else { return picture }
    let samples: Samples
    switch picture.samples {
    case .eight(var values):
      for repair in repairs where !Task.isCancelled { repair.apply(to: &values, picture.size) }
      samples = .eight(values)
    case .sixteen(var values):
      for repair in repairs where !Task.isCancelled { repair.apply(to: &values, picture.size) }
      samples = .sixteen(values)
    }
    return Picture(
      size: picture.size, samples: samples, alpha: picture.alpha, colorSpace: picture.colorSpace)
  }
}
