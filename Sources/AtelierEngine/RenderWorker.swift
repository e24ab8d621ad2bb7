import AtelierPixels

/// Renders rows: one for each thread, with its own scratch memory.
final class RenderWorker {
  private let size: PixelSize
  private let rows: any RowSource
  private let strip: StripContext
  private let overviews: [OverviewStage]
  private let steps: [StepRunner]
  private var buffer: RowBuffer
  /// The samples that were rendered last.
  private var samples: Samples?

  init(_ plan: RenderPlan) {
    let size = plan.picture.size
    self.size = size
    var rows = plan.picture.makeRows()
    for area in plan.areas {
      rows = AreaStage(
        upstream: rows, global: area.global,
        locals: area.locals.map { local in
          // A reader of its own: area stages run ahead of the rows that are finished.
          (local.kernel, CoverageReader(plan.masks[local.index], width: size.width))
        }, bands: plan.bands, size: size)
    }
    self.rows = rows
    let strip = StripContext(plan)
    self.strip = strip
    overviews = plan.overviews.map { OverviewStage($0, size: size) }
    steps = plan.chain.steps.map { StepRunner.make($0, over: strip) }
    buffer = RowBuffer(width: size.width)
  }

  /// Renders rows to interleaved samples.
  func render(_ range: Range<Int>, encoder: StripEncoder) -> Samples {
    let old = samples.take()
    let samples = encoder.strip(width: size.width, rows: range.count, over: old) { index, write in
      renderRow(range.lowerBound + index)
      write(&buffer)
    }
    self.samples = samples
    return samples
  }

  /// Renders rows to linear light, within a gamut where a limiter is given.
  func renderPlanar(_ range: Range<Int>, limiter: GamutLimiter?) -> PlanarPicture {
    let width = size.width
    var result = PlanarPicture(size: PixelSize(width: width, height: range.count))
    for (index, y) in range.enumerated() {
      renderRow(y)
      limiter?.limit(&buffer)
      let span = (index * width)..<((index + 1) * width)
      result.red.replaceSubrange(span, with: buffer.red)
      result.green.replaceSubrange(span, with: buffer.green)
      result.blue.replaceSubrange(span, with: buffer.blue)
    }
    return result
  }

  /// Fills `buffer` with a finished row in linear Rec. 2020.
  private func renderRow(_ y: Int) {
    rows.read(row: y, into: &buffer)
    strip.load(row: y, of: buffer)
    // Masks have looked at the pixels as they were before these.
    for stage in overviews { stage.run(on: &buffer, y: y, masks: strip.masks) }
    var row = RowBuffer(width: 0)
    swap(&row, &buffer)
    // Held once a row: what is read from the worker is retained each time. A span lends its steps, where an
    // array would retain each for its run.
    let (rows, strip, kept, size) = (rows, strip, steps, size)
    row.edit { red, green, blue in
      let steps = kept.span
      var x = 0
      while x < size.width {
        let end = min(x + strip.length, size.width)
        var r = red._mutatingExtracting(x..<end)
        var g = green._mutatingExtracting(x..<end)
        var b = blue._mutatingExtracting(x..<end)
        let position = StripPosition(x: x, y: y, size: size)
        strip.begin(r.span, g.span, b.span, x: x)
        // A part of the next row is asked for before each step, and comes while the step computes: waiting
        // for rows of pictures that the caches do not hold takes as long as a step.
        let part = ((end - x) / max(steps.count, 1) + 15) & ~15
        var next = x
        for index in steps.indices {
          let last = min(next + part, end)
          rows.foresee(row: y + 1, next..<last)
          strip.foresee(row: y + 1, next..<last)
          next = last
          steps[index].run(&r, &g, &b, at: position)
        }
        x = end
      }
    }
    swap(&row, &buffer)
  }
}
