"""Text as people write and paste it."""
