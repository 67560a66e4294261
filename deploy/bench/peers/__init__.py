"""What Python users run today, on the same work as `foldsync bench`: see `python -m peers --help` and ../README.md."""
