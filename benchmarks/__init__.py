"""Speed, memory and start-up, measured side by side in one run. See benchmarks/README.md."""
