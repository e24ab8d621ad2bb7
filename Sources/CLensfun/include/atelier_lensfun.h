// What Atelier asks of lensfun, which is loaded while the program runs: it is optional, and nothing of
// it is needed to build.
#ifndef ATELIER_LENSFUN_H
#define ATELIER_LENSFUN_H

typedef enum {
  ATELIER_LENS_FOUND = 0,
  ATELIER_LENS_NO_LIBRARY = 1,
  ATELIER_LENS_NO_DATABASE = 2,
  ATELIER_LENS_NO_CAMERA = 3,
  ATELIER_LENS_NO_LENS = 4,
} AtelierLensResult;

// A lens at a focal length and an aperture. Models are those of lensfun; 0 is none. The texts belong to
// the database, which is never given back.
typedef struct {
  const char *maker;
  const char *model;
  // Crop factors of the camera and of the pictures that the lens was measured on.
  float cameraCrop;
  float lensCrop;
  // Proportions of those pictures, at least 1.
  float aspect;
  int distortionModel;
  float distortion[3];
  int aberrationModel;
  float aberration[6];
  int vignettingModel;
  float vignetting[3];
} AtelierLens;

// Finds a lens. An empty lens name finds the lens of a camera whose lens cannot be changed. Not safe
// for several threads at once. An aperture of 0 is unknown.
AtelierLensResult atelier_find_lens(
  const char *maker, const char *model, const char *lens, float focal, float aperture,
  AtelierLens *found);

#endif
