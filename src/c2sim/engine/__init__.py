"""The engine: compiling functions, keeping what was compiled, naming sources; it knows no neighbourhood."""
