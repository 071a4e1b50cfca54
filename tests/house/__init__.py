"""The house rules that a machine can watch (shared/STYLE.md)."""
