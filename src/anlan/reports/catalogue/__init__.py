"""The pages of the indicators: which there are, what each says, how it moves and splits; and their commands."""
