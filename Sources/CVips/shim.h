// libvips for Swift: opened when it is first needed, because it brings a hundred libraries along,
// which take longer to load than a small picture takes to render; its variadic calls with fixed
// arguments, its macros as functions.

#ifndef ATELIER_CVIPS_SHIM_H
#define ATELIER_CVIPS_SHIM_H

#include <dlfcn.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vips/vips.h>

/// Opens a nameless file in memory that is closed on exec, or returns -1.
static inline int atelierMemoryFile(void) { return (int)syscall(SYS_memfd_create, "atelier", 1u); }

/// The calls of libvips and GLib that are used.
#define ATELIER_VIPS_CALLS(CALL) \
  CALL(vips_init) CALL(vips_cache_set_max) CALL(vips_block_untrusted_set) \
  CALL(vips_operation_block_set) CALL(vips_concurrency_set) CALL(vips_error_buffer_copy) \
  CALL(vips_source_new_from_file) CALL(vips_source_new_from_blob) CALL(vips_blob_copy) \
  CALL(vips_area_unref) CALL(vips_pngload_source) CALL(vips_tiffload_source) \
  CALL(vips_webpload_source) CALL(vips_heifload_source) CALL(vips_jxlload_source) \
  CALL(vips_gifload_source) CALL(vips_image_get_width) CALL(vips_image_get_height) \
  CALL(vips_image_get_bands) CALL(vips_image_get_format) CALL(vips_image_get_interpretation) \
  CALL(vips_image_get_typeof) CALL(vips_image_get_blob) CALL(vips_image_get_string) \
  CALL(vips_image_get_int) CALL(vips_image_set_blob_copy) CALL(vips_image_new_from_memory) \
  CALL(vips_image_write_to_memory) CALL(vips_region_new) CALL(vips_region_prepare) \
  CALL(vips_format_sizeof_unsafe) CALL(vips_cast) CALL(vips_linear1) CALL(vips_colourspace) \
  CALL(vips_copy) CALL(vips_icc_transform) CALL(vips_webpsave_buffer) \
  CALL(vips_heifsave_buffer) CALL(vips_jxlsave_buffer) CALL(g_object_ref) CALL(g_object_unref) \
  CALL(g_free) CALL(g_log_set_handler)

/// Their addresses.
typedef struct {
#define ATELIER_FIELD(name) __typeof__(&name) _Nonnull name;
  ATELIER_VIPS_CALLS(ATELIER_FIELD)
#undef ATELIER_FIELD
} AtelierVipsCalls;

static void atelierVipsDropMessage(
    const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
  (void)domain, (void)level, (void)message, (void)data;
}

/// Opens libvips. Returns NULL, or what went wrong, as a text that stays until the next call of
/// dlopen or dlsym.
static inline const char *_Nullable atelierVipsOpen(AtelierVipsCalls *_Nonnull vips) {
#if defined(__APPLE__)
  void *library = dlopen("libvips.42.dylib", RTLD_LAZY | RTLD_LOCAL);
#else
  void *library = dlopen("libvips.so.42", RTLD_LAZY | RTLD_LOCAL);
#endif
  if (library == NULL) return dlerror();
#define ATELIER_FIND(name)                                                  \
  if ((*(void **)&vips->name = dlsym(library, #name)) == NULL) return dlerror();
  ATELIER_VIPS_CALLS(ATELIER_FIND)
#undef ATELIER_FIND
  return NULL;
}

/// Starts libvips: no cache, no messages on standard error, no loaders that its authors do not
/// trust, except JPEG XL's. `threads` 0 keeps its default. Returns 0 on success.
static inline int atelierVipsStart(const AtelierVipsCalls *_Nonnull vips, int threads) {
  (vips->g_log_set_handler)("VIPS", G_LOG_LEVEL_MASK, atelierVipsDropMessage, NULL);
  if (vips->vips_init("atelier")) return -1;
  vips->vips_cache_set_max(0);
  vips->vips_block_untrusted_set(TRUE);
  vips->vips_operation_block_set("VipsForeignLoadJxl", FALSE);
  vips->vips_operation_block_set("VipsForeignSaveJxl", FALSE);
  if (threads > 0) vips->vips_concurrency_set(threads);
  return 0;
}

enum AtelierVipsLoader {
  atelierVipsLoaderPNG,
  atelierVipsLoaderTIFF,
  atelierVipsLoaderWebP,
  atelierVipsLoaderHEIF,
  atelierVipsLoaderJXL,
  atelierVipsLoaderGIF
};

/// Reads a header; pixels follow on demand, top to bottom. NULL on failure.
static inline VipsImage *_Nullable atelierVipsLoad(
    const AtelierVipsCalls *_Nonnull vips, int loader, VipsSource *_Nonnull source, int isSequential) {
  VipsImage *out = NULL;
  const int access = isSequential ? VIPS_ACCESS_SEQUENTIAL : VIPS_ACCESS_RANDOM;
  int status = -1;
  switch (loader) {
    case atelierVipsLoaderPNG:
      status = vips->vips_pngload_source(
          source, &out, "access", access, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
      break;
    case atelierVipsLoaderTIFF:
      status = vips->vips_tiffload_source(
          source, &out, "access", access, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
      break;
    case atelierVipsLoaderWebP:
      status = vips->vips_webpload_source(
          source, &out, "access", access, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
      break;
    case atelierVipsLoaderHEIF:
      status = vips->vips_heifload_source(
          source, &out, "access", access, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
      break;
    case atelierVipsLoaderJXL:
      status = vips->vips_jxlload_source(
          source, &out, "access", access, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
      break;
    case atelierVipsLoaderGIF:
      status = vips->vips_gifload_source(
          source, &out, "access", access, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
      break;
  }
  return status ? NULL : out;
}

static inline VipsImage *_Nullable atelierVipsCast(
    const AtelierVipsCalls *_Nonnull vips, VipsImage *_Nonnull in, VipsBandFormat format, int shifts) {
  VipsImage *out = NULL;
  return vips->vips_cast(in, &out, format, "shift", shifts, NULL) ? NULL : out;
}

/// `in * factor`, in float.
static inline VipsImage *_Nullable atelierVipsScale(
    const AtelierVipsCalls *_Nonnull vips, VipsImage *_Nonnull in, double factor) {
  VipsImage *out = NULL;
  return vips->vips_linear1(in, &out, factor, 0, NULL) ? NULL : out;
}

static inline VipsImage *_Nullable atelierVipsConvert(
    const AtelierVipsCalls *_Nonnull vips, VipsImage *_Nonnull in, VipsInterpretation space) {
  VipsImage *out = NULL;
  return vips->vips_colourspace(in, &out, space, NULL) ? NULL : out;
}

static inline VipsImage *_Nullable atelierVipsMark(
    const AtelierVipsCalls *_Nonnull vips, VipsImage *_Nonnull in, VipsInterpretation interpretation) {
  VipsImage *out = NULL;
  return vips->vips_copy(in, &out, "interpretation", interpretation, NULL) ? NULL : out;
}

/// Converts by the embedded profile, or by `input` where there is none, to 16 bits of `output`.
static inline VipsImage *_Nullable atelierVipsTransform(
    const AtelierVipsCalls *_Nonnull vips, VipsImage *_Nonnull in, const char *_Nonnull input, const char *_Nonnull output) {
  VipsImage *out = NULL;
  return vips->vips_icc_transform(
             in, &out, output, "input_profile", input, "embedded", TRUE, "intent",
             VIPS_INTENT_RELATIVE, "black_point_compensation", TRUE, "depth", 16, NULL)
             ? NULL
             : out;
}

/// Address of a pixel in a prepared region.
static inline const void *_Nonnull atelierVipsAddress(
    const AtelierVipsCalls *_Nonnull vips, VipsRegion *_Nonnull region, int left, int top) {
  const int pixel =
      (int)vips->vips_format_sizeof_unsafe(region->im->BandFmt) * region->im->Bands;
  return region->data + (top - region->valid.top) * (ptrdiff_t)region->bpl +
         (left - region->valid.left) * (ptrdiff_t)pixel;
}

/// What the savers take.
typedef struct {
  int quality;
  int depth;
  int isLossless;
  int subsamples;
  /// 0...9, for AVIF and JPEG XL.
  int effort;
} AtelierVipsSettings;

enum AtelierVipsSaver {
  atelierVipsSaverWebP,
  atelierVipsSaverHEIC,
  atelierVipsSaverAVIF,
  atelierVipsSaverJXL
};

/// Encodes to a block that the caller frees with `g_free`. Returns 0 on success.
static inline int atelierVipsSave(
    const AtelierVipsCalls *_Nonnull vips, VipsImage *_Nonnull image, int saver, const AtelierVipsSettings *_Nonnull settings,
    void *_Nullable *_Nonnull bytes, size_t *_Nonnull size) {
  const int subsampling =
      settings->subsamples ? VIPS_FOREIGN_SUBSAMPLE_ON : VIPS_FOREIGN_SUBSAMPLE_OFF;
  switch (saver) {
    case atelierVipsSaverWebP:
      return vips->vips_webpsave_buffer(
          image, bytes, size, "Q", settings->quality, "lossless", settings->isLossless,
          "smart_subsample", TRUE, NULL);
    case atelierVipsSaverHEIC:
      return vips->vips_heifsave_buffer(
          image, bytes, size, "compression", VIPS_FOREIGN_HEIF_COMPRESSION_HEVC, "Q",
          settings->quality, "bitdepth", settings->depth, "lossless", settings->isLossless,
          "subsample_mode", subsampling, NULL);
    case atelierVipsSaverAVIF:
      return vips->vips_heifsave_buffer(
          image, bytes, size, "compression", VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "Q",
          settings->quality, "bitdepth", settings->depth, "lossless", settings->isLossless,
          "subsample_mode", subsampling, "effort", settings->effort, NULL);
    case atelierVipsSaverJXL:
      return vips->vips_jxlsave_buffer(
          image, bytes, size, "Q", settings->quality, "lossless", settings->isLossless, "effort",
          settings->effort, NULL);
  }
  return -1;
}

#endif
