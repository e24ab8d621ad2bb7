#include "CJPEG.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
// After jpeglib.h, which declares what it needs.
#include <jerror.h>

// More scans than any encoder makes: decoding time grows with each.
enum { maximumScans = 500, messageSize = JMSG_LENGTH_MAX };

struct AtelierJPEGReader {
  struct jpeg_decompress_struct decoder;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf escape;
  // Pixels are decoded already, so that a finding can do no harm.
  int isPastPixels;
  char message[messageSize];
};

static AtelierJPEGReader *readerOf(j_common_ptr common) { return common->client_data; }

static void fail(j_common_ptr common) {
  AtelierJPEGReader *reader = readerOf(common);
  common->err->format_message(common, reader->message);
  longjmp(reader->escape, 1);
}

static int isHarmless(int code) {
  switch (code) {
    case JWRN_EXTRANEOUS_DATA:
    case JWRN_ADOBE_XFORM:
    case JWRN_JFIF_MAJOR:
    case JWRN_BOGUS_PROGRESSION:
    case JWRN_BOGUS_ICC:
      return 1;
    default:
      return 0;
  }
}

static void takeMessage(j_common_ptr common, int level) {
  if (level >= 0) return;
  AtelierJPEGReader *reader = readerOf(common);
  if (!reader->isPastPixels && !isHarmless(common->err->msg_code)) fail(common);
  if (reader->message[0] == 0) common->err->format_message(common, reader->message);
}

static void dropMessage(j_common_ptr common) { (void)common; }

static void watchProgress(j_common_ptr common) {
  if (common->is_decompressor && ((j_decompress_ptr)common)->input_scan_number > maximumScans) {
    AtelierJPEGReader *reader = readerOf(common);
    snprintf(reader->message, messageSize, "more than %d scans", maximumScans);
    longjmp(reader->escape, 1);
  }
}

AtelierJPEGReader *atelierJPEGReaderMake(void) {
  AtelierJPEGReader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  reader->decoder.err = jpeg_std_error(&reader->errors);
  reader->errors.error_exit = fail;
  reader->errors.emit_message = takeMessage;
  reader->errors.output_message = dropMessage;
  reader->decoder.client_data = reader;
  if (setjmp(reader->escape)) {
    free(reader);
    return NULL;
  }
  jpeg_create_decompress(&reader->decoder);
  reader->progress.progress_monitor = watchProgress;
  reader->decoder.progress = &reader->progress;
  return reader;
}

void atelierJPEGReaderFree(AtelierJPEGReader *reader) {
  jpeg_destroy_decompress(&reader->decoder);
  free(reader);
}

int atelierJPEGReaderOpen(
    AtelierJPEGReader *reader, const uint8_t *data, size_t size, AtelierJPEGInfo *info) {
  j_decompress_ptr decoder = &reader->decoder;
  if (setjmp(reader->escape)) return -1;
  jpeg_abort_decompress(decoder);
  reader->message[0] = 0;
  jpeg_mem_src(decoder, data, size);
  jpeg_read_header(decoder, TRUE);
  switch (decoder->jpeg_color_space) {
    case JCS_CMYK:
    case JCS_YCCK:
      decoder->out_color_space = JCS_CMYK;
      break;
    case JCS_UNKNOWN:
      snprintf(
          reader->message, messageSize, "%d components of unknown meaning",
          decoder->num_components);
      return -1;
    default:
      decoder->out_color_space = JCS_RGB;
  }
  info->width = decoder->image_width;
  info->height = decoder->image_height;
  info->channels = decoder->out_color_space == JCS_CMYK ? 4 : 3;
  info->isGrey = decoder->jpeg_color_space == JCS_GRAYSCALE;
  info->hasAdobeMarker = decoder->saw_Adobe_marker;
  info->hasManyScans = jpeg_has_multiple_scans(decoder);
  int table = decoder->num_components > 0 ? decoder->comp_info[0].quant_tbl_no : -1;
  const JQUANT_TBL *steps =
      table >= 0 && table < NUM_QUANT_TBLS ? decoder->quant_tbl_ptrs[table] : NULL;
  info->lumaStep = steps ? steps->quantval[0] : 0;
  return 0;
}

int atelierJPEGReaderStart(AtelierJPEGReader *reader) {
  if (setjmp(reader->escape)) return -1;
  jpeg_start_decompress(&reader->decoder);
  return 0;
}

size_t atelierJPEGReaderLeft(const AtelierJPEGReader *reader) {
  return reader->decoder.src ? reader->decoder.src->bytes_in_buffer : 0;
}

int atelierJPEGReaderSkip(AtelierJPEGReader *reader, uint32_t count) {
  if (setjmp(reader->escape)) return -1;
  return jpeg_skip_scanlines(&reader->decoder, count) == count ? 0 : -1;
}

int atelierJPEGReaderRows(
    AtelierJPEGReader *reader, uint8_t *rows, size_t stride, uint32_t count) {
  j_decompress_ptr decoder = &reader->decoder;
  if (setjmp(reader->escape)) return -1;
  const JDIMENSION end = decoder->output_scanline + count;
  uint8_t *next = rows;
  while (decoder->output_scanline < end) {
    JSAMPROW pointers[16];
    JDIMENSION wanted = end - decoder->output_scanline;
    if (wanted > 16) wanted = 16;
    for (JDIMENSION i = 0; i < wanted; i++) pointers[i] = next + i * stride;
    next += stride * jpeg_read_scanlines(decoder, pointers, wanted);
  }
  return 0;
}

void atelierJPEGReaderFinish(AtelierJPEGReader *reader) {
  if (setjmp(reader->escape)) return;
  reader->isPastPixels = 1;
  jpeg_finish_decompress(&reader->decoder);
}

const char *atelierJPEGReaderMessage(const AtelierJPEGReader *reader) { return reader->message; }
