"""Declared red lines and their parts: passages of our own, the questions made of them, and what a run reads."""
