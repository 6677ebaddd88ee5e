"""What the benchmarks measure, a file a task, and what they share; the scripts beside this folder run them."""
