package import AtelierEngine
package import AtelierModels
package import AtelierPixels

/// Finds what photos show: with the models that are installed, and without them by colour and place.
package struct PhotoEyes: SceneEyes {
  private let runtime: ModelRuntime

  /// Eyes that use the models of a runtime.
  package init(runtime: ModelRuntime = .shared) { self.runtime = runtime }

  /// Eyes that use no models.
  package static let withoutModels = PhotoEyes(runtime: ModelRuntime(stores: []))

  /// Starts looking at a photo.
  package func open(_ photo: PlanarPicture) -> any SceneSight {
    PhotoSight(photo, runtime: runtime)
  }
}
