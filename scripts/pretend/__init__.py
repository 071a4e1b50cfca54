"""Pretend photographs and a pretend family, for the demo, the benches and the pictures in the README."""
