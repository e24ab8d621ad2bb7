import AtelierKernels
public import AtelierPixels
public import AtelierRecipe

extension RenderEngine {
  /// Applies geometry and size to a decoded picture and makes the first pass over it.
  ///
  /// - Parameters:
  ///   - picture: the decoded picture.
  ///   - light: how its light was recorded.
  ///   - first: changes the picture as a whole before all else.
  ///   - geometry: the geometry section of the recipe.
  ///   - lens: what is known of the lens; used where the geometry asks for a profile.
  ///   - carried: settings that the picture carries already, which are taken off.
  ///   - limit: gives the size of the result for the size of the frame; it only shrinks.
  ///   - scale: pixels of the picture for one of the photograph that it stands for, at most 1.
  ///   - jobs: number of workers.
  /// - Returns: the picture, ready for renders of recipes with this geometry.
  /// - Throws: ``RenderError/cancelled``, and what `first` throws.
  @concurrent
  public func prepare(
    _ picture: Picture, light: SourceLight = SourceLight(),
    first: (any PictureOperation)? = nil, geometry: Adjustments = [:],
    lens: LensProfile? = nil, undoing carried: Adjustments = [:],
    fitting limit: @Sendable (PixelSize) -> PixelSize = { $0 }, scale: Double = 1, jobs: Int
  ) async throws(RenderError) -> PreparedPicture {
    var plan = GeometryPlan()
    var picture = picture
    if let first { picture = try await first.render(picture, jobs: jobs) }
    for operation in operations.operations(for: geometry) {
      if let repair = operation as? any RepairOperation { picture = repair.repair(picture) }
      (operation as? any GeometryOperation)?.apply(to: &plan)
    }
    if plan.lens.measuresAberration {
      let (own, measured) = (plan.lens.aberration, AberrationEstimate.measure(picture))
      plan.lens.aberration = (own + 1) * (measured + 1) - 1
    }
    let frame = plan.frame(of: picture.size, profile: lens)
    let decoder = SampleDecoder(picture.colorSpace, depth: picture.depth)
    let size = limit(frame.size)
    let isReduced = size.width < frame.size.width || size.height < frame.size.height
    let alpha = try await self.alpha(
      of: picture, frame: frame, size: isReduced ? size : frame.size, jobs: jobs)

    let undo = Undo(carried, catalog: operations, light: light)
    var overview = try await Self.overview(of: picture, frame: frame, decoder: decoder, jobs: jobs)
    let report = undo.map {
      UndoReport(
        left: $0.left, remaining: $0.remaining, estimatedShare: $0.estimatedShare(of: overview))
    }
    undo?.apply(to: &overview)
    // Regions are found on the whole photo, so that a crop does not change them.
    var whole = SourceFrame.whole(picture.size)
    whole.correction = frame.correction
    var photo = overview
    if eyes != nil, frame != whole {
      photo = try await Self.overview(of: picture, frame: whole, decoder: decoder, jobs: jobs)
      undo?.apply(to: &photo)
    }
    let backing: PreparedPicture.Backing
    if isReduced {
      let rows = Self.rows(picture, frame, decoder, undo)
      backing = .planar(
        try await Self.resample(
          frame.size, to: size, filter: .lanczos, rows: rows, jobs: jobs))
    } else {
      backing = .stored(picture, frame, decoder, undo)
    }
    return PreparedPicture(
      backing: backing, size: isReduced ? size : frame.size,
      scale: isReduced ? scale * Double(size.width) / Double(frame.size.width) : scale,
      maps: SceneMaps(of: overview), light: undo?.light ?? light,
      frame: frame, photoSize: picture.size, scene: SceneMemory(photo, eyes: eyes), alpha: alpha,
      overview: overview, undoing: report)
  }

  /// Pixels of the overview from which maps and statistics are made.
  static let overviewPixels = 400_000

  private static func rows(
    _ picture: Picture, _ frame: SourceFrame, _ decoder: SampleDecoder, _ undo: Undo? = nil
  ) -> @Sendable () -> any RowSource {
    {
      PreparedPicture.rows(
        PictureRows(picture, frame: frame, decoder: decoder), undo, frame.size)
    }
  }

  /// A small version of the frame: the mean of every pixel's area, of large pictures sampled in
  /// steps that leave at least four values a side.
  private static func overview(
    of picture: Picture, frame: SourceFrame, decoder: SampleDecoder, jobs: Int
  ) async throws(RenderError) -> PlanarPicture {
    let target = frame.size.fitted(pixels: overviewPixels)
    let ratio = Double(frame.size.longEdge) / Double(target.longEdge)
    let step = max(1, Int(ratio / 3))
    var sparse = frame
    if step > 1 {
      sparse.size = PixelSize(
        width: max(1, frame.size.width / step), height: max(1, frame.size.height / step))
      // The middle sample of each step.
      let shift = Double((step - 1) / 2) + 0.5 - Double(step) / 2
      sparse.origin += (frame.column + frame.row) * shift
      sparse.column *= Double(step)
      sparse.row *= Double(step)
    }
    // Primaries are changed once they are few; means are linear.
    var overview = try await resample(
      sparse.size, to: target, filter: .box, rows: rows(picture, sparse, decoder.inOwnPrimaries),
      jobs: jobs)
    overview.convert(by: decoder)
    return overview
  }

  /// Makes a smaller picture of rows, band by band in parallel.
  static func resample(
    _ source: PixelSize, to target: PixelSize, filter: Resampler.Filter,
    rows: @escaping @Sendable () -> any RowSource, jobs: Int
  ) async throws(RenderError) -> PlanarPicture {
    let resampler = Resampler(from: source, to: target, filter: filter)
    let height = 32
    let bands = (target.height + height - 1) / height
    let collector = PlanarCollector(size: target)
    try await Workers.run(count: bands, jobs: jobs, progress: { _ in }) {
      rows()
    } work: { rows, band in
      let range = (band * height)..<min((band + 1) * height, target.height)
      collector.put(resampler.band(range, of: rows), firstRow: range.lowerBound)
    }
    return collector.finish()
  }

  /// Alpha with the same geometry and size; it goes through the same steps as a linear picture.
  private func alpha(
    of picture: Picture, frame: SourceFrame, size: PixelSize, jobs: Int
  ) async throws(RenderError) -> Samples? {
    guard let alpha = picture.alpha else { return nil }
    if frame == .whole(picture.size), size == picture.size { return alpha }
    let tripled: Samples =
      switch alpha {
      case .eight(let values): .eight(values.flatMap { [$0, $0, $0] })
      case .sixteen(let values): .sixteen(values.flatMap { [$0, $0, $0] })
      }
    let source = Picture(size: picture.size, samples: tripled, colorSpace: .working)
    let decoder = SampleDecoder(.working, depth: source.depth)
    let plane = try await Self.resample(
      frame.size, to: size, filter: .box, rows: Self.rows(source, frame, decoder), jobs: jobs
    ).green
    func code(_ value: Float, _ top: Float) -> Float { (max(0, min(1, value)) * top).rounded() }
    return switch alpha {
    case .eight: .eight(plane.map { UInt8(code($0, 255)) })
    case .sixteen: .sixteen(plane.map { UInt16(code($0, 65535)) })
    }
  }
}

extension PlanarPicture {
  /// Brings light in a decoder's own primaries to Rec. 2020.
  fileprivate mutating func convert(by decoder: SampleDecoder) {
    // Taken out, so that three spans can be open at once; no values are copied.
    var (r, g, b) = (red, green, blue)
    (red, green, blue) = ([], [], [])
    do {
      var redSpan = r.mutableSpan
      var greenSpan = g.mutableSpan
      var blueSpan = b.mutableSpan
      decoder.convert(&redSpan, &greenSpan, &blueSpan)
    }
    (red, green, blue) = (r, g, b)
  }
}
