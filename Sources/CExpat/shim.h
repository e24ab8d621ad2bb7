// expat for Swift.

#ifndef ATELIER_CEXPAT_SHIM_H
#define ATELIER_CEXPAT_SHIM_H

#include <expat.h>

#endif
