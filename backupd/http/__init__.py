"""Pages and addresses: routes, rendering, words, assets. It knows no feature."""
