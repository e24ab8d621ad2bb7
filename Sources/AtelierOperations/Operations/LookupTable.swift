package import AtelierEngine
package import AtelierRecipe

/// Replaces colours by those of a table, such as a `.cube` file holds.
///
/// The table maps encoded sRGB to encoded sRGB. Between the entries of a cube the colour is that of
/// the tetrahedron around it (Kang 2006, "Computational Color Technology", section 9.5), between
/// those of curves it is linear. Colours outside the domain are taken as the nearest ones inside, so a
/// table limits colours to sRGB. With v the encoded value of a channel, t the table's and a amount/100,
/// the result is `v + a·(t − v)`.
///
/// - Domain: scene-linear RGB.
/// - Identity: no table, or `amount == 0`.
package struct LookupTable: PointOperation {
  /// Strength in percent.
  package var amount = 100.0
  /// The table.
  package var table: ColorTable?

  package init() {}

  package static let spec = OperationSpec<LookupTable>(
    name: "lookup_table", stage: .color, order: 90,
    meaning: [
      .en: "Replaces colours by those of a table (LUT).", .zh: "用颜色查找表（LUT）替换颜色。",
    ],
    parameters: [
      .scalar(
        "amount", \.amount, range: 0...200, usual: 0...100,
        meaning: [
          .en: "100 gives the table's colours, 0 leaves the picture as it is.",
          .zh: "100 为查找表的颜色，0 为原图。",
        ]),
      .table(
        "table", \.table,
        meaning: [
          .en: "The table, from encoded sRGB to encoded sRGB.", .zh: "查找表，输入输出均为 sRGB 编码值。",
        ]),
    ])

  package func makeKernel(in context: RenderContext) -> (any PointKernel)? {
    guard amount != 0 else { return nil }
    return table.map { LookupKernel($0, share: amount / 100) }
  }
}
