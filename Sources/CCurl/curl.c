#include "atelier_curl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

// Numbers of libcurl's options and results, which never change (curl.h, ABI 4).
enum {
  OPTION_WRITE_DATA = 10001,
  OPTION_URL = 10002,
  OPTION_ERROR_BUFFER = 10010,
  OPTION_USER_AGENT = 10018,
  OPTION_LOW_SPEED_LIMIT = 19,
  OPTION_LOW_SPEED_TIME = 20,
  OPTION_HEADER = 10023,
  OPTION_FAIL_ON_ERROR = 45,
  OPTION_FOLLOW = 52,
  OPTION_CA_FILE = 10065,
  OPTION_MOST_REDIRECTIONS = 68,
  OPTION_CONNECT_TIMEOUT = 78,
  OPTION_NO_SIGNAL = 99,
  OPTION_PROTOCOLS = 181,
  OPTION_REDIRECTION_PROTOCOLS = 182,
  OPTION_WRITE_FUNCTION = 20011,
  OPTION_RESUME_FROM = 30116,
  PROTOCOL_HTTP = 1,
  PROTOCOL_HTTPS = 2,
  INFO_ADDRESS = 0x100001,
  INFO_STATUS = 0x200002,
  RESULT_WRITE_ERROR = 23,
  RESULT_RANGE_ERROR = 33,
  RESULT_BAD_RESUME = 36,
};

static struct {
  int (*prepare)(long);
  void *(*open)(void);
  int (*set)(void *, int, ...);
  int (*perform)(void *);
  int (*info)(void *, int, ...);
  void (*close)(void *);
  const char *(*text)(int);
  void *(*append)(void *, const char *);
  void (*freeList)(void *);
} api;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int isLoaded;

static void loadLibrary(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) library = dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
  const struct {
    const char *name;
    void **place;
  } symbols[] = {
    {"curl_global_init", (void **)&api.prepare},    {"curl_easy_init", (void **)&api.open},
    {"curl_easy_setopt", (void **)&api.set},        {"curl_easy_perform", (void **)&api.perform},
    {"curl_easy_getinfo", (void **)&api.info},      {"curl_easy_cleanup", (void **)&api.close},
    {"curl_easy_strerror", (void **)&api.text},     {"curl_slist_append", (void **)&api.append},
    {"curl_slist_free_all", (void **)&api.freeList},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    *symbols[i].place = dlsym(library, symbols[i].name);
    if (*symbols[i].place == NULL) return;
  }
  isLoaded = api.prepare(3) == 0;
}

struct Transfer {
  AtelierFetchSink sink;
  void *context;
};

static size_t take(const char *bytes, size_t size, size_t count, void *pointer) {
  const struct Transfer *transfer = pointer;
  return transfer->sink(transfer->context, bytes, size * count) ? size * count : 0;
}

AtelierFetchResult atelier_fetch(
  const char *address, long long from, const char *accept, const char *certificates,
  AtelierFetchSink sink, void *context, AtelierFetch *fetch) {
  memset(fetch, 0, sizeof *fetch);
  pthread_once(&once, loadLibrary);
  if (!isLoaded) return ATELIER_FETCH_NO_LIBRARY;
  void *handle = api.open();
  if (handle == NULL) return ATELIER_FETCH_FAILED;
  struct Transfer transfer = {sink, context};
  char header[256];
  snprintf(header, sizeof header, "Accept: %s", accept);
  void *headers = api.append(NULL, header);
  char buffer[256] = "";
  const long protocols = PROTOCOL_HTTP | PROTOCOL_HTTPS;
  api.set(handle, OPTION_URL, address);
  api.set(handle, OPTION_WRITE_FUNCTION, take);
  api.set(handle, OPTION_WRITE_DATA, (void *)&transfer);
  api.set(handle, OPTION_ERROR_BUFFER, buffer);
  api.set(handle, OPTION_USER_AGENT, "atelier");
  api.set(handle, OPTION_HEADER, headers);
  api.set(handle, OPTION_FAIL_ON_ERROR, 1L);
  api.set(handle, OPTION_FOLLOW, 1L);
  api.set(handle, OPTION_MOST_REDIRECTIONS, 5L);
  api.set(handle, OPTION_PROTOCOLS, protocols);
  api.set(handle, OPTION_REDIRECTION_PROTOCOLS, protocols);
  api.set(handle, OPTION_CONNECT_TIMEOUT, 30L);
  api.set(handle, OPTION_LOW_SPEED_LIMIT, 1L);
  api.set(handle, OPTION_LOW_SPEED_TIME, 60L);
  api.set(handle, OPTION_NO_SIGNAL, 1L);
  if (from > 0) api.set(handle, OPTION_RESUME_FROM, from);
  if (certificates != NULL) api.set(handle, OPTION_CA_FILE, certificates);
  const int result = api.perform(handle);
  api.info(handle, INFO_STATUS, &fetch->status);
  char *effective = NULL;
  api.info(handle, INFO_ADDRESS, &effective);
  if (effective != NULL) snprintf(fetch->address, sizeof fetch->address, "%s", effective);
  if (result != 0) {
    snprintf(fetch->message, sizeof fetch->message, "%s", *buffer ? buffer : api.text(result));
  }
  api.close(handle);
  api.freeList(headers);
  switch (result) {
    case 0: return ATELIER_FETCH_DONE;
    case RESULT_WRITE_ERROR: return ATELIER_FETCH_STOPPED;
    case RESULT_RANGE_ERROR:
    case RESULT_BAD_RESUME: return ATELIER_FETCH_NO_RANGE;
    default: return ATELIER_FETCH_FAILED;
  }
}
