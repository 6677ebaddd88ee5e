"""Where carescore meets the tools of its users: spaCy, scikit-learn, and what conversation researchers open."""
