"""Which reports tell of one occurrence: labelled reports of our own, the measurement, the fit of the thresholds."""
