"""Subtitles and captions: what is shown with a video, cue by cue."""
