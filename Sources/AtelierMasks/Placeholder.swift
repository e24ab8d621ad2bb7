// Filled in by the first feature of this target.
