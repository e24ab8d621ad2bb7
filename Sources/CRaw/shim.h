// LibRaw for Swift: its structures hold arrays that Swift does not import, so their fields are set
// and read here.

#ifndef ATELIER_CRAW_SHIM_H
#define ATELIER_CRAW_SHIM_H

#include <libraw/libraw.h>
#include <string.h>

/// What a RAW file says about itself.
typedef struct {
  char make[64];
  char model[64];
  int isDNG;
  int rawWidth, rawHeight;
  int width, height;
  /// dcraw's turn: bit 0 mirrors columns, bit 1 rows, bit 2 exchanges them first.
  int flip;
  int colors;
  /// As-shot multipliers; the first is 0 or less where the file has none.
  float cameraMultipliers[4];
  float daylightMultipliers[4];
  /// Balanced camera values to linear sRGB.
  float toSRGB[9];
  float isoSpeed, shutter, aperture, focalLength;
  long long timestamp;
} AtelierRawFacts;

static inline void atelierRawCountError(void *data, const char *file, const INT64 offset) {
  (void)file, (void)offset;
  ++*(int *)data;
}

static inline void atelierRawIgnoreMemoryError(void *data, const char *file, const char *where) {
  (void)data, (void)file, (void)where;
}

/// Sets up the development: as-shot balance, linear 16 bits in camera colours, no brightening,
/// clipped highlights blended. `errors` counts damaged places while the file is open.
static inline void atelierRawConfigure(libraw_data_t *_Nonnull raw, int *_Nonnull errors) {
  raw->params.use_camera_wb = 1;
  raw->params.use_auto_wb = 0;
  raw->params.output_color = 0;
  raw->params.output_bps = 16;
  raw->params.gamm[0] = raw->params.gamm[1] = 1;
  raw->params.no_auto_bright = 1;
  raw->params.highlight = 2;
  raw->params.user_flip = -1;
  libraw_set_dataerror_handler(raw, atelierRawCountError, errors);
  libraw_set_memerror_handler(raw, atelierRawIgnoreMemoryError, NULL);
}

/// Takes the white level of DNG files as declared; other files' levels come from LibRaw's tables,
/// which may be too high, so LibRaw corrects them by what the file holds.
static inline void atelierRawTrustWhiteLevel(libraw_data_t *_Nonnull raw) {
  raw->params.adjust_maximum_thr = 0;
}

/// Gives pictures of other than three colours in linear ProPhoto.
static inline void atelierRawUseProPhoto(libraw_data_t *_Nonnull raw) {
  raw->params.output_color = 4;
}

static inline AtelierRawFacts atelierRawRead(const libraw_data_t *_Nonnull raw) {
  AtelierRawFacts facts;
  memset(&facts, 0, sizeof facts);
  strncpy(facts.make, raw->idata.make, sizeof facts.make - 1);
  strncpy(facts.model, raw->idata.model, sizeof facts.model - 1);
  facts.isDNG = raw->idata.dng_version != 0;
  facts.rawWidth = raw->sizes.raw_width;
  facts.rawHeight = raw->sizes.raw_height;
  facts.width = raw->sizes.width;
  facts.height = raw->sizes.height;
  facts.flip = raw->sizes.flip;
  facts.colors = raw->idata.colors;
  for (int c = 0; c < 4; c++) {
    facts.cameraMultipliers[c] = raw->color.cam_mul[c];
    facts.daylightMultipliers[c] = raw->color.pre_mul[c];
  }
  for (int row = 0; row < 3; row++) {
    for (int column = 0; column < 3; column++) {
      facts.toSRGB[3 * row + column] = raw->color.rgb_cam[row][column];
    }
  }
  facts.isoSpeed = raw->other.iso_speed;
  facts.shutter = raw->other.shutter;
  facts.aperture = raw->other.aperture;
  facts.focalLength = raw->other.focal_len;
  facts.timestamp = raw->other.timestamp;
  return facts;
}

/// The developed pixels: `width * height` groups of four values, stored upright or not.
static inline const unsigned short *_Nullable atelierRawPixels(const libraw_data_t *_Nonnull raw) {
  return raw->image ? raw->image[0] : NULL;
}

#endif
