"""How text-message providers want to be spoken to; a shape knows its wire and nothing else."""
