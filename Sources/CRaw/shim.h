#ifndef ATELIER_CRAW_SHIM_H
#define ATELIER_CRAW_SHIM_H

#include <libraw/libraw.h>

#endif
