"""Which reports tell of one occurrence: labelled reports of our own, their measurement, and the fit of the thresholds."""
