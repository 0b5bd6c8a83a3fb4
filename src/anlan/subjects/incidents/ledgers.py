"""The ledgers of the incidents subject."""
