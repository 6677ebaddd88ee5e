"""What speech recognisers write, each in its own JSON."""
