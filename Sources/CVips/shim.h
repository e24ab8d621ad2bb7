#ifndef ATELIER_CVIPS_SHIM_H
#define ATELIER_CVIPS_SHIM_H

#include <vips/vips.h>

#endif
