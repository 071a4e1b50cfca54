"""Doors and pages: hosts, origins, rendering, ranges, problems. Knows no feature."""
