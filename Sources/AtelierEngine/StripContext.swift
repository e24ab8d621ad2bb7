import AtelierPixels
import AtelierRecipe

/// What steps may know of the strip that they run over: the maps there, and which masks cover it.
final class StripContext {
  /// The most pixels of a strip that runs through the whole chain while it lies in the L1 cache.
  static let longest = 1024

  /// Pixels of a strip: fewer where it matters which parts masks cover.
  let length: Int

  /// The masks, at the row that was loaded.
  let masks: [CoverageReader]
  /// For each mask, whether it covers any pixel of the strip.
  private(set) var isCovered: [Bool]
  /// The values of each map in the strip.
  private(set) var values: [[Float]]
  private let maps: [MapReader]
  private var guide: [Float]

  init(_ plan: RenderPlan) {
    let size = plan.picture.size
    masks = plan.masks.map { CoverageReader($0, width: size.width) }
    maps = plan.chain.maps.sorted { $0.rawValue < $1.rawValue }.map {
      MapReader(
        $0, of: plan.picture.maps, size: size, kept: plan.picture.entryMaps[$0])
    }
    length = masks.isEmpty ? Self.longest : Self.longest / 2
    let empty = [Float](repeating: 0, count: length)
    isCovered = masks.map { _ in false }
    values = maps.map { _ in empty }
    guide = empty
  }

  /// Where a map's values stand in ``values``; nil for one that no step asked for.
  func place(of map: SceneMap) -> Int? { maps.firstIndex { $0.map == map } }

  /// Goes to a row; `pixels` are as they enter the chain.
  func load(row y: Int, of pixels: borrowing RowBuffer) {
    for map in maps { map.load(row: y) }
    for mask in masks { _ = mask.load(row: y, of: pixels) }
  }

  /// Is told that some columns of a row, or of one behind the last, will be read soon.
  func foresee(row y: Int, _ columns: Range<Int>) {
    for map in maps { map.foresee(row: y, columns) }
  }

  /// Goes to the strip that begins at a column; maps belong to the pixels as they enter the chain.
  func begin(_ red: Span<Float>, _ green: Span<Float>, _ blue: Span<Float>, x: Int) {
    let columns = x..<(x + red.count)
    for index in masks.indices { isCovered[index] = masks[index].covers(columns) }
    guard !maps.isEmpty else { return }
    var all = self.guide.mutableSpan
    var guide = all._mutatingExtracting(0..<red.count)
    if maps.contains(where: \.needsGuide) { SceneMaps.guide(red, green, blue, into: &guide) }
    for index in maps.indices {
      var all = values[index].mutableSpan
      var values = all._mutatingExtracting(0..<red.count)
      maps[index].fill(&values, guide: guide.span, x: x)
    }
  }
}
