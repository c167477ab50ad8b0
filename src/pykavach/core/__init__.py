"""Ring 0: values and pure functions. No I/O, no clock, no randomness, no async, no logging."""
