"""The command line: read, call, print. One file a command; nothing heavy is imported before it is needed."""
