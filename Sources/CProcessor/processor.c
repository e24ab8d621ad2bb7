#include "CProcessor.h"

#ifdef ATELIER_AVX2

#include <string.h>
#include <unistd.h>

// Before any Swift code, which may use these instructions anywhere; C code is built without them.
__attribute__((constructor)) static void requireFeatures(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
      __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma")) {
    return;
  }
  static const char message[] =
      "atelier: this build needs a processor with AVX2, BMI2 and FMA (x86-64-v3); "
      "build with ATELIER_BASELINE=1 for others\n";
  ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
  (void)written;
  _exit(2);
}

#endif
