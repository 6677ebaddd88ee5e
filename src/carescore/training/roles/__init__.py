"""How the role model is made: whole conversations, and the heads that make the right assignment the likeliest."""
