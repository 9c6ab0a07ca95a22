"""What is measured, against what; each module runs with ``python -m benchmarks.NAME``."""
