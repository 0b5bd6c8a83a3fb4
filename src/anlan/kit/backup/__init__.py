"""One file that holds everything: the database as of one instant, and the files that it refers to."""
