// libvips for Swift: its variadic calls with fixed arguments, its macros as functions.

#ifndef ATELIER_CVIPS_SHIM_H
#define ATELIER_CVIPS_SHIM_H

#include <sys/syscall.h>
#include <unistd.h>
#include <vips/vips.h>

/// Opens a nameless file in memory that is closed on exec, or returns -1.
static inline int atelierMemoryFile(void) { return (int)syscall(SYS_memfd_create, "atelier", 1u); }

/// Writes the MD5 digest (RFC 1321) of some bytes as 16 bytes.
static inline void atelierMD5(
    const void *_Nullable bytes, size_t count, unsigned char *_Nonnull digest) {
  GChecksum *sum = g_checksum_new(G_CHECKSUM_MD5);
  gsize length = 16;
  g_checksum_update(sum, (const guchar *)bytes, (gssize)count);
  g_checksum_get_digest(sum, digest, &length);
  g_checksum_free(sum);
}

static void atelierVipsDropMessage(
    const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
  (void)domain, (void)level, (void)message, (void)data;
}

/// Starts libvips: no cache, no messages on standard error, no loaders that its authors do not
/// trust, except JPEG XL's. `threads` 0 keeps its default. Returns 0 on success.
static inline int atelierVipsStart(int threads) {
  g_log_set_handler("VIPS", G_LOG_LEVEL_MASK, atelierVipsDropMessage, NULL);
  if (vips_init("atelier")) return -1;
  vips_cache_set_max(0);
  vips_block_untrusted_set(TRUE);
  vips_operation_block_set("VipsForeignLoadJxl", FALSE);
  vips_operation_block_set("VipsForeignSaveJxl", FALSE);
  if (threads > 0) vips_concurrency_set(threads);
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
    int loader, VipsSource *_Nonnull source, int isSequential) {
  VipsImage *out = NULL;
  const int access = isSequential ? VIPS_ACCESS_SEQUENTIAL : VIPS_ACCESS_RANDOM;
  int status = -1;
  switch (loader) {
    case atelierVipsLoaderPNG:
      status = vips_pngload_source(
          source, &out, "access", access, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
      break;
    case atelierVipsLoaderTIFF:
      status = vips_tiffload_source(
          source, &out, "access", access, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
      break;
    case atelierVipsLoaderWebP:
      status = vips_webpload_source(
          source, &out, "access", access, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
      break;
    case atelierVipsLoaderHEIF:
      status = vips_heifload_source(
          source, &out, "access", access, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
      break;
    case atelierVipsLoaderJXL:
      status = vips_jxlload_source(
          source, &out, "access", access, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
      break;
    case atelierVipsLoaderGIF:
      status = vips_gifload_source(
          source, &out, "access", access, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
      break;
  }
  return status ? NULL : out;
}

static inline VipsImage *_Nullable atelierVipsCast(
    VipsImage *_Nonnull in, VipsBandFormat format, int shifts) {
  VipsImage *out = NULL;
  return vips_cast(in, &out, format, "shift", shifts, NULL) ? NULL : out;
}

/// `in * factor`, in float.
static inline VipsImage *_Nullable atelierVipsScale(VipsImage *_Nonnull in, double factor) {
  VipsImage *out = NULL;
  return vips_linear1(in, &out, factor, 0, NULL) ? NULL : out;
}

static inline VipsImage *_Nullable atelierVipsConvert(
    VipsImage *_Nonnull in, VipsInterpretation space) {
  VipsImage *out = NULL;
  return vips_colourspace(in, &out, space, NULL) ? NULL : out;
}

static inline VipsImage *_Nullable atelierVipsMark(
    VipsImage *_Nonnull in, VipsInterpretation interpretation) {
  VipsImage *out = NULL;
  return vips_copy(in, &out, "interpretation", interpretation, NULL) ? NULL : out;
}

/// Converts by the embedded profile, or by `input` where there is none, to 16 bits of `output`.
static inline VipsImage *_Nullable atelierVipsTransform(
    VipsImage *_Nonnull in, const char *_Nonnull input, const char *_Nonnull output) {
  VipsImage *out = NULL;
  return vips_icc_transform(
             in, &out, output, "input_profile", input, "embedded", TRUE, "intent",
             VIPS_INTENT_RELATIVE, "black_point_compensation", TRUE, "depth", 16, NULL)
             ? NULL
             : out;
}

/// Address of a pixel in a prepared region.
static inline const void *_Nonnull atelierVipsAddress(
    VipsRegion *_Nonnull region, int left, int top) {
  return VIPS_REGION_ADDR(region, left, top);
}

static inline void atelierVipsRelease(void *_Nonnull object) { g_object_unref(object); }

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
    VipsImage *_Nonnull image, int saver, const AtelierVipsSettings *_Nonnull settings,
    void *_Nullable *_Nonnull bytes, size_t *_Nonnull size) {
  const int subsampling =
      settings->subsamples ? VIPS_FOREIGN_SUBSAMPLE_ON : VIPS_FOREIGN_SUBSAMPLE_OFF;
  switch (saver) {
    case atelierVipsSaverWebP:
      return vips_webpsave_buffer(
          image, bytes, size, "Q", settings->quality, "lossless", settings->isLossless,
          "smart_subsample", TRUE, NULL);
    case atelierVipsSaverHEIC:
      return vips_heifsave_buffer(
          image, bytes, size, "compression", VIPS_FOREIGN_HEIF_COMPRESSION_HEVC, "Q",
          settings->quality, "bitdepth", settings->depth, "lossless", settings->isLossless,
          "subsample_mode", subsampling, NULL);
    case atelierVipsSaverAVIF:
      return vips_heifsave_buffer(
          image, bytes, size, "compression", VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "Q",
          settings->quality, "bitdepth", settings->depth, "lossless", settings->isLossless,
          "subsample_mode", subsampling, "effort", settings->effort, NULL);
    case atelierVipsSaverJXL:
      return vips_jxlsave_buffer(
          image, bytes, size, "Q", settings->quality, "lossless", settings->isLossless, "effort",
          settings->effort, NULL);
  }
  return -1;
}

#endif
