"""The commands of textmine."""
