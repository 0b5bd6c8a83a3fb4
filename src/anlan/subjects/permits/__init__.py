"""Public doors: administrative permits with their clock, and complaints from the public with their answer."""
