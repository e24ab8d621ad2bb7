import AtelierPixels

/// Finds the sky by colour, place and texture.
enum SkyFinder {
  static func find(in lab: LabPicture) -> PhotoSight.Found {
    let estimate = SkyEstimate.find(in: lab)
    return PhotoSight.Found(
      plane: Plane(size: lab.size, values: estimate.coverage), confidence: estimate.confidence,
      method: estimate.method)
  }
}
