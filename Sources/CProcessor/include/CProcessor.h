#pragma once

// Programs that link this end with a message and status 2, before anything else runs, where the
// processor lacks what the build was made for.

// Asks for the memory at an address, which may be any, to be brought near. Nothing waits for it.
static inline void atelier_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }
