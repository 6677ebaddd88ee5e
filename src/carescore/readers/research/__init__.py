"""What researchers transcribe and annotate with."""
