#include "atelier_openvino.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The layouts of OpenVINO's C interface of 2026.4, as far as they are used.
struct Dimension {
  int64_t least, most;
};
struct PartialShape {
  struct Dimension rank;
  struct Dimension *dimensions;
};
struct Shape {
  int64_t rank;
  int64_t *sizes;
};
enum { TYPE_F32 = 4 };

static struct {
  int (*createCore)(void **);
  int (*readModel)(const void *, const char *, const char *, void **);
  int (*createShape)(int64_t, const int64_t *, struct PartialShape *);
  void (*freeShape)(struct PartialShape *);
  int (*reshape)(const void *, struct PartialShape);
  int (*compile)(const void *, const void *, const char *, size_t, void **, ...);
  int (*countOutputs)(const void *, size_t *);
  int (*createRequest)(const void *, void **);
  int (*inputTensor)(const void *, void **);
  int (*outputTensor)(const void *, size_t, void **);
  int (*infer)(void *);
  int (*tensorData)(const void *, void **);
  int (*tensorType)(const void *, int *);
  int (*tensorCount)(const void *, size_t *);
  int (*tensorShape)(const void *, struct Shape *);
  int (*freeTensorShape)(struct Shape *);
  void (*freeModel)(void *);
  void (*freeCompiled)(void *);
  void (*freeRequest)(void *);
  void (*freeTensor)(void *);
  const char *(*errorName)(int);
  const char *(*lastError)(void);
} api;

static void *core;
static char loadFailure[512];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int loadLibrary(const char *path) {
  if (core != NULL) return 1;
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    const char *reason = dlerror();
    snprintf(loadFailure, sizeof loadFailure, "%s", reason ? reason : "it cannot be loaded");
    return 0;
  }
  const struct {
    const char *name;
    void **place;
  } symbols[] = {
    {"ov_core_create", (void **)&api.createCore},
    {"ov_core_read_model", (void **)&api.readModel},
    {"ov_partial_shape_create_static", (void **)&api.createShape},
    {"ov_partial_shape_free", (void **)&api.freeShape},
    {"ov_model_reshape_single_input", (void **)&api.reshape},
    {"ov_core_compile_model", (void **)&api.compile},
    {"ov_compiled_model_outputs_size", (void **)&api.countOutputs},
    {"ov_compiled_model_create_infer_request", (void **)&api.createRequest},
    {"ov_infer_request_get_input_tensor", (void **)&api.inputTensor},
    {"ov_infer_request_get_output_tensor_by_index", (void **)&api.outputTensor},
    {"ov_infer_request_infer", (void **)&api.infer},
    {"ov_tensor_data", (void **)&api.tensorData},
    {"ov_tensor_get_element_type", (void **)&api.tensorType},
    {"ov_tensor_get_size", (void **)&api.tensorCount},
    {"ov_tensor_get_shape", (void **)&api.tensorShape},
    {"ov_shape_free", (void **)&api.freeTensorShape},
    {"ov_model_free", (void **)&api.freeModel},
    {"ov_compiled_model_free", (void **)&api.freeCompiled},
    {"ov_infer_request_free", (void **)&api.freeRequest},
    {"ov_tensor_free", (void **)&api.freeTensor},
    {"ov_get_error_info", (void **)&api.errorName},
    {"ov_get_last_err_msg", (void **)&api.lastError},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    *symbols[i].place = dlsym(library, symbols[i].name);
    if (*symbols[i].place == NULL) {
      snprintf(loadFailure, sizeof loadFailure, "it has no '%s'", symbols[i].name);
      return 0;
    }
  }
  const int status = api.createCore(&core);
  if (status == 0 && core != NULL) return 1;
  snprintf(loadFailure, sizeof loadFailure, "%s", api.errorName(status));
  core = NULL;
  return 0;
}

struct AtelierModel {
  void *compiled;
  void *request;
  size_t outputs;
  // The output tensor that was read last, so that its values stay.
  void *output;
};

static void explain(const char *step, int status, char *message, size_t capacity) {
  const char *detail = api.lastError();
  const char *name = api.errorName(status);
  snprintf(
    message, capacity, "%s: %s", step,
    detail != NULL && *detail != 0 ? detail : name != NULL ? name : "unknown error");
}

AtelierModel *atelier_model_open(
  const char *library, const char *path, const int64_t *shape, size_t rank, int threads,
  char *message, size_t capacity) {
  pthread_mutex_lock(&lock);
  const int isLoaded = loadLibrary(library);
  if (!isLoaded) snprintf(message, capacity, "%s", loadFailure);
  pthread_mutex_unlock(&lock);
  if (!isLoaded) return NULL;

  void *source = NULL;
  AtelierModel *model = calloc(1, sizeof *model);
  if (model == NULL) {
    snprintf(message, capacity, "no memory");
    return NULL;
  }
  int status = api.readModel(core, path, NULL, &source);
  if (status != 0) {
    explain("it cannot be read", status, message, capacity);
    goto failed;
  }
  if (shape != NULL) {
    struct PartialShape partial;
    memset(&partial, 0, sizeof partial);
    status = api.createShape((int64_t)rank, shape, &partial);
    if (status == 0) {
      status = api.reshape(source, partial);
      api.freeShape(&partial);
    }
    if (status != 0) {
      explain("its input has another shape", status, message, capacity);
      goto failed;
    }
  }
  char count[16];
  snprintf(count, sizeof count, "%d", threads);
  status = api.compile(
    core, source, "CPU", 6, &model->compiled, "INFERENCE_PRECISION_HINT", "f32",
    "INFERENCE_NUM_THREADS", count, "NUM_STREAMS", "1");
  if (status == 0) status = api.createRequest(model->compiled, &model->request);
  if (status == 0) status = api.countOutputs(model->compiled, &model->outputs);
  if (status != 0) {
    explain("it cannot be compiled", status, message, capacity);
    goto failed;
  }
  api.freeModel(source);
  return model;

failed:
  if (source != NULL) api.freeModel(source);
  atelier_model_close(model);
  return NULL;
}

size_t atelier_model_outputs(const AtelierModel *model) { return model->outputs; }

int atelier_model_run(
  AtelierModel *model, const float *input, size_t count, char *message, size_t capacity) {
  void *tensor = NULL, *data = NULL;
  size_t size = 0;
  int type = 0;
  int status = api.inputTensor(model->request, &tensor);
  if (status == 0) status = api.tensorType(tensor, &type);
  if (status == 0) status = api.tensorCount(tensor, &size);
  if (status == 0) status = api.tensorData(tensor, &data);
  if (status == 0 && (type != TYPE_F32 || size != count)) {
    snprintf(message, capacity, "its input holds %zu values of type %d", size, type);
    api.freeTensor(tensor);
    return -1;
  }
  if (status == 0) {
    memcpy(data, input, count * sizeof *input);
    status = api.infer(model->request);
  }
  if (tensor != NULL) api.freeTensor(tensor);
  if (status != 0) explain("it cannot be run", status, message, capacity);
  return status;
}

int atelier_model_output(
  AtelierModel *model, size_t index, AtelierTensor *result, char *message, size_t capacity) {
  memset(result, 0, sizeof *result);
  if (model->output != NULL) api.freeTensor(model->output);
  model->output = NULL;
  struct Shape shape = {0, NULL};
  void *data = NULL;
  int type = 0;
  int status = api.outputTensor(model->request, index, &model->output);
  if (status == 0) status = api.tensorType(model->output, &type);
  if (status == 0) status = api.tensorShape(model->output, &shape);
  if (status == 0) status = api.tensorCount(model->output, &result->count);
  if (status == 0) status = api.tensorData(model->output, &data);
  if (status == 0 && (type != TYPE_F32 || shape.rank > ATELIER_TENSOR_RANK)) {
    snprintf(message, capacity, "output %zu has type %d and rank %d", index, type, (int)shape.rank);
    api.freeTensorShape(&shape);
    return -1;
  }
  if (status != 0) {
    explain("its output cannot be read", status, message, capacity);
    return status;
  }
  result->rank = (size_t)shape.rank;
  for (int64_t i = 0; i < shape.rank; i++) result->sizes[i] = shape.sizes[i];
  result->values = data;
  api.freeTensorShape(&shape);
  return 0;
}

void atelier_model_close(AtelierModel *model) {
  if (model == NULL) return;
  if (model->output != NULL) api.freeTensor(model->output);
  if (model->request != NULL) api.freeRequest(model->request);
  if (model->compiled != NULL) api.freeCompiled(model->compiled);
  free(model);
}
