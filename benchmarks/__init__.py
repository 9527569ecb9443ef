"""Measurements of the shipped pipeline: accuracy with floors, throughput, stability. Never imported by src."""
