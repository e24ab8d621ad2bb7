// What Atelier asks of libcurl, which is loaded while the program runs: only the installation of models
// needs it, and every other start is spared its libraries.
#ifndef ATELIER_CURL_H
#define ATELIER_CURL_H

#include <stddef.h>

typedef enum {
  ATELIER_FETCH_DONE = 0,
  ATELIER_FETCH_NO_LIBRARY = 1,
  ATELIER_FETCH_FAILED = 2,
  // The server cannot go on in the middle of a file.
  ATELIER_FETCH_NO_RANGE = 3,
  ATELIER_FETCH_STOPPED = 4,
} AtelierFetchResult;

typedef struct {
  long status;
  // The address after redirections.
  char address[2048];
  char message[256];
} AtelierFetch;

// Takes the next bytes of a content; 0 stops the transfer.
typedef int (*AtelierFetchSink)(void *context, const char *bytes, size_t count);

// Fetches an http or https address from byte `from` on. Proxies are those of the environment; the
// certificates those of a file where one is given. A transfer that stands still for a minute is ended.
AtelierFetchResult atelier_fetch(
  const char *address, long long from, const char *accept, const char *certificates,
  AtelierFetchSink sink, void *context, AtelierFetch *fetch);

#endif
