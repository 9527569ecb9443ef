"""Whether `linewatch watch` tells of the lines of a stream of reports what was labelled in it."""
