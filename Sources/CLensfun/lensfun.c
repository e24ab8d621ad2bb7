#include "atelier_lensfun.h"

#include <ctype.h>
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

// The layout of liblensfun.so.1 (lensfun 0.3), as far as it is read.
struct Camera {
  char *maker, *model, *variant, *mount;
  float crop;
  int score;
};
struct Lens {
  char *maker, *model;
  float minFocal, maxFocal, minAperture, maxAperture;
  char **mounts;
  float centerX, centerY, crop, aspect;
};
struct Distortion {
  int model;
  float focal, terms[3];
};
struct Aberration {
  int model;
  float focal, terms[6];
};
struct Vignetting {
  int model;
  float focal, aperture, distance, terms[3];
};

static struct {
  void *(*newDatabase)(void);
  int (*load)(void *);
  const struct Camera **(*cameras)(const void *, const char *, const char *, int);
  const struct Lens **(*lenses)(
    const void *, const struct Camera *, const char *, const char *, int);
  int (*distortion)(const struct Lens *, float, struct Distortion *);
  int (*aberration)(const struct Lens *, float, struct Aberration *);
  int (*vignetting)(const struct Lens *, float, float, float, struct Vignetting *);
  const char *(*text)(const char *);
  void (*release)(void *);
} api;

static int loadLibrary(void) {
  static int state = 0;
  if (state != 0) return state > 0;
  state = -1;
  void *library = dlopen("liblensfun.so.1", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return 0;
  const char *names[] = {
    "lf_db_new", "lf_db_load", "lf_db_find_cameras_ext", "lf_db_find_lenses_hd",
    "lf_lens_interpolate_distortion", "lf_lens_interpolate_tca",
    "lf_lens_interpolate_vignetting", "lf_mlstr_get", "lf_free",
  };
  void **places[] = {
    (void **)&api.newDatabase, (void **)&api.load, (void **)&api.cameras, (void **)&api.lenses,
    (void **)&api.distortion, (void **)&api.aberration, (void **)&api.vignetting,
    (void **)&api.text, (void **)&api.release,
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    *places[i] = dlsym(library, names[i]);
    if (*places[i] == NULL) return 0;
  }
  state = 1;
  return 1;
}

static void *database(void) {
  static void *loaded = NULL;
  static int tried = 0;
  if (tried) return loaded;
  tried = 1;
  void *fresh = api.newDatabase();
  if (fresh != NULL && api.load(fresh) == 0) loaded = fresh;
  return loaded;
}

AtelierLensResult atelier_find_lens(
  const char *maker, const char *model, const char *lens, float focal, float aperture,
  AtelierLens *found) {
  memset(found, 0, sizeof *found);
  if (!loadLibrary()) return ATELIER_LENS_NO_LIBRARY;
  void *db = database();
  if (db == NULL) return ATELIER_LENS_NO_DATABASE;
  const struct Camera **cameras = api.cameras(db, maker, model, 0);
  if (cameras == NULL || cameras[0] == NULL) {
    if (cameras != NULL) api.release(cameras);
    return ATELIER_LENS_NO_CAMERA;
  }
  const struct Camera *camera = cameras[0];
  api.release(cameras);
  // A mount whose name begins with a small letter belongs to one camera alone.
  int isFixed = camera->mount != NULL && islower((unsigned char)camera->mount[0]);
  if (lens[0] == 0 && !isFixed) return ATELIER_LENS_NO_LENS;
  const struct Lens **lenses = api.lenses(db, camera, NULL, isFixed ? NULL : lens, 0);
  const struct Lens *best = NULL;
  for (size_t i = 0; lenses != NULL && lenses[i] != NULL && best == NULL; i++) {
    // A zoom that does not reach the focal length is another lens.
    if (focal >= 0.97f * lenses[i]->minFocal && focal <= 1.03f * lenses[i]->maxFocal) {
      best = lenses[i];
    }
  }
  if (lenses != NULL) api.release(lenses);
  if (best == NULL) return ATELIER_LENS_NO_LENS;

  found->maker = api.text(best->maker);
  found->model = api.text(best->model);
  found->cameraCrop = camera->crop;
  found->lensCrop = best->crop;
  found->aspect = best->aspect;
  struct Distortion distortion;
  if (api.distortion(best, focal, &distortion)) {
    found->distortionModel = distortion.model;
    memcpy(found->distortion, distortion.terms, sizeof distortion.terms);
  }
  struct Aberration aberration;
  if (api.aberration(best, focal, &aberration)) {
    found->aberrationModel = aberration.model;
    memcpy(found->aberration, aberration.terms, sizeof aberration.terms);
  }
  struct Vignetting vignetting;
  if (aperture > 0 && api.vignetting(best, focal, aperture, 1000, &vignetting)) {
    found->vignettingModel = vignetting.model;
    memcpy(found->vignetting, vignetting.terms, sizeof vignetting.terms);
  }
  return ATELIER_LENS_FOUND;
}
