"""The records of the incidents subject."""
