"""One original file, what it tells about itself (when, where, which camera) and the pictures derived from it."""
