// zlib for Swift.

#ifndef ATELIER_CZLIB_SHIM_H
#define ATELIER_CZLIB_SHIM_H

#include <string.h>
#include <zlib.h>

/// Deflates `count` bytes without a header, so that the result ends at a byte and more may follow,
/// or, where `isLast`, ends the stream.
///
/// Returns the number of bytes written to `output`, or -1 when `capacity` is too small.
static inline long atelierDeflate(
    const unsigned char *_Nonnull input, unsigned long count, unsigned char *_Nonnull output,
    unsigned long capacity, int level, int strategy, int isLast) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (deflateInit2(&stream, level, Z_DEFLATED, -15, 9, strategy) != Z_OK) return -1;
  stream.next_in = (Bytef *)input;
  stream.avail_in = (uInt)count;
  stream.next_out = output;
  stream.avail_out = (uInt)capacity;
  const int status = deflate(&stream, isLast ? Z_FINISH : Z_SYNC_FLUSH);
  const int isDone = isLast ? status == Z_STREAM_END : status == Z_OK && stream.avail_out > 0;
  const long written = isDone ? (long)stream.total_out : -1;
  deflateEnd(&stream);
  return written;
}

/// Starts a stream of deflated data without a header; 0 where that worked.
static inline int atelierInflateStart(z_stream *_Nonnull stream) {
  memset(stream, 0, sizeof *stream);
  return inflateInit2(stream, -15) == Z_OK ? 0 : -1;
}

#endif
