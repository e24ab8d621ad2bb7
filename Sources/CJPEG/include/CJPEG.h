// A narrow, exception-safe face of libjpeg-turbo.
//
// libjpeg reports errors by calling a function that must not return; the `longjmp` that it needs
// must not cross Swift frames, so it starts and ends here.

#ifndef ATELIER_CJPEG_H
#define ATELIER_CJPEG_H

#include <stddef.h>
#include <stdint.h>

/// What the header of a JPEG stream says.
typedef struct {
  uint32_t width;
  uint32_t height;
  /// Channels of a decoded pixel: 3 for grey and colour (grey is repeated), 4 for CMYK.
  int channels;
  /// Whether the stream has one component only.
  int isGrey;
  /// Whether an Adobe marker was seen; CMYK values are then inverted.
  int hasAdobeMarker;
  /// Whether the picture comes in several scans, as in progressive streams.
  int hasManyScans;
  /// Quantisation step of the first coefficient of the first component, 0 where it is not known yet.
  int lumaStep;
} AtelierJPEGInfo;

typedef struct AtelierJPEGReader AtelierJPEGReader;

/// Makes a reader, or returns NULL when memory is short.
AtelierJPEGReader *_Nullable atelierJPEGReaderMake(void);

/// Frees a reader and everything it holds.
void atelierJPEGReaderFree(AtelierJPEGReader *_Nonnull reader);

/// Reads the header of `size` bytes at `data`, which must stay until the reader is freed.
///
/// Returns 0, or -1 with a message.
int atelierJPEGReaderOpen(
    AtelierJPEGReader *_Nonnull reader, const uint8_t *_Nonnull data, size_t size,
    AtelierJPEGInfo *_Nonnull info);

/// Prepares decoding. Returns 0, or -1 with a message.
int atelierJPEGReaderStart(AtelierJPEGReader *_Nonnull reader);

/// The bytes of the stream that are not read yet.
size_t atelierJPEGReaderLeft(const AtelierJPEGReader *_Nonnull reader);

/// Passes over the next `count` rows, in less than half of the time of decoding them. Returns 0, or -1
/// with a message.
int atelierJPEGReaderSkip(AtelierJPEGReader *_Nonnull reader, uint32_t count);

/// Decodes the next `count` rows to `rows`, `stride` bytes apart. Returns 0, or -1 with a message.
int atelierJPEGReaderRows(
    AtelierJPEGReader *_Nonnull reader, uint8_t *_Nonnull rows, size_t stride, uint32_t count);

/// Reads what follows the last row; findings there are warnings.
void atelierJPEGReaderFinish(AtelierJPEGReader *_Nonnull reader);

/// The error that made the last call return -1, else the first harmless warning, else "".
const char *_Nonnull atelierJPEGReaderMessage(const AtelierJPEGReader *_Nonnull reader);

/// Settings of an encoder.
typedef struct {
  /// 1...100, scaled as the IJG's library does.
  int quality;
  /// Sampling factors of luma against chroma: 1 or 2.
  int horizontalSampling;
  int verticalSampling;
  /// MCU rows between restart markers, 0 for none.
  int restartRows;
  /// Whether Huffman tables are fitted to the picture, which takes a second pass.
  int optimizesHuffman;
} AtelierJPEGSettings;

/// Encodes `width * height` interleaved RGB values into one JPEG stream.
///
/// On success returns 0 and gives a block that the caller frees with `free`; otherwise returns -1
/// with a message of at most 199 characters in `message`.
int atelierJPEGEncode(
    const AtelierJPEGSettings *_Nonnull settings, const uint8_t *_Nonnull rgb, uint32_t width,
    uint32_t height, uint8_t *_Nullable *_Nonnull bytes, size_t *_Nonnull size,
    char *_Nonnull message);

#endif
