"""Office files, web pages and archives that hold a transcript."""
