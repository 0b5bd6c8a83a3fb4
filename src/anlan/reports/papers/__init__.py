"""Reports that write themselves: Word templates with tags, shipped outlines, frozen figures. Counts nothing itself."""
