#include "CJPEG.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

typedef struct {
  struct jpeg_compress_struct encoder;
  struct jpeg_error_mgr errors;
  jmp_buf escape;
  char text[JMSG_LENGTH_MAX];
  // Read after a longjmp, so they live here and not in registers.
  unsigned char *initial;
  unsigned char *bytes;
  unsigned long size;
} Writer;

static void fail(j_common_ptr common) {
  Writer *writer = common->client_data;
  common->err->format_message(common, writer->text);
  longjmp(writer->escape, 1);
}

static void dropMessage(j_common_ptr common) { (void)common; }

int atelierJPEGEncode(
    const AtelierJPEGSettings *settings, const uint8_t *rgb, uint32_t width, uint32_t height,
    uint8_t **bytes, size_t *size, char *message) {
  Writer *writer = calloc(1, sizeof *writer);
  if (!writer) {
    snprintf(message, 200, "out of memory");
    return -1;
  }
  j_compress_ptr encoder = &writer->encoder;
  encoder->err = jpeg_std_error(&writer->errors);
  writer->errors.error_exit = fail;
  writer->errors.output_message = dropMessage;
  encoder->client_data = writer;
  if (setjmp(writer->escape)) {
    snprintf(message, 200, "%.199s", writer->text);
    jpeg_destroy_compress(encoder);
    if (writer->bytes != writer->initial) free(writer->bytes);
    free(writer->initial);
    free(writer);
    return -1;
  }
  jpeg_create_compress(encoder);
  // A guess that most strips fit into, so that libjpeg need not grow its block.
  writer->size = (unsigned long)width * height / 2 + 4096;
  writer->initial = writer->bytes = malloc(writer->size);
  if (!writer->initial) writer->size = 0;
  jpeg_mem_dest(encoder, &writer->bytes, &writer->size);

  encoder->image_width = width;
  encoder->image_height = height;
  encoder->input_components = 3;
  encoder->in_color_space = JCS_RGB;
  jpeg_set_defaults(encoder);
  jpeg_set_quality(encoder, settings->quality, TRUE);
  encoder->comp_info[0].h_samp_factor = settings->horizontalSampling;
  encoder->comp_info[0].v_samp_factor = settings->verticalSampling;
  encoder->restart_in_rows = settings->restartRows;
  encoder->optimize_coding = settings->optimizesHuffman ? TRUE : FALSE;

  jpeg_start_compress(encoder, TRUE);
  const size_t stride = (size_t)width * 3;
  while (encoder->next_scanline < height) {
    JSAMPROW pointers[16];
    JDIMENSION wanted = height - encoder->next_scanline;
    if (wanted > 16) wanted = 16;
    for (JDIMENSION i = 0; i < wanted; i++) {
      pointers[i] = (JSAMPROW)(rgb + (encoder->next_scanline + i) * stride);
    }
    jpeg_write_scanlines(encoder, pointers, wanted);
  }
  jpeg_finish_compress(encoder);
  jpeg_destroy_compress(encoder);
  if (writer->bytes != writer->initial) free(writer->initial);
  *bytes = writer->bytes;
  *size = writer->size;
  free(writer);
  return 0;
}
