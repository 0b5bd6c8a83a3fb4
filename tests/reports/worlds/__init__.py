"""The parts of the world in which the figures of the reports are counted, one module a subject."""
