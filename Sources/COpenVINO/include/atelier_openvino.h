// What Atelier asks of OpenVINO's C interface, which is loaded while the program runs: it is optional,
// and nothing of it is needed to build.
#ifndef ATELIER_OPENVINO_H
#define ATELIER_OPENVINO_H

#include <stddef.h>
#include <stdint.h>

#define ATELIER_TENSOR_RANK 8

// A model that was compiled for the processor. One thread at a time may run it.
typedef struct AtelierModel AtelierModel;

// The shape and the values of an output; the values are valid until the next run.
typedef struct {
  size_t rank;
  int64_t sizes[ATELIER_TENSOR_RANK];
  const float *values;
  size_t count;
} AtelierTensor;

// Compiles a model for inference in 32 bit floats. A shape replaces that of the model's only input. The
// library is loaded once; later paths of it are not looked at. On failure the result is NULL and the
// message says why.
AtelierModel *atelier_model_open(
  const char *library, const char *path, const int64_t *shape, size_t rank, int threads,
  char *message, size_t capacity);

// How many outputs a model has.
size_t atelier_model_outputs(const AtelierModel *model);

// Runs a model on an input of exactly `count` values: 0 where that worked.
int atelier_model_run(
  AtelierModel *model, const float *input, size_t count, char *message, size_t capacity);

// Reads an output of the last run: 0 where that worked.
int atelier_model_output(
  AtelierModel *model, size_t index, AtelierTensor *tensor, char *message, size_t capacity);

void atelier_model_close(AtelierModel *model);

#endif
