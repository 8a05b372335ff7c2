"""textmine: Chinese news to numeric claims, fact databases and fact checks."""
