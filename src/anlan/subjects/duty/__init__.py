"""值班: posts, rosters, hand-over, presence checks, daily and zero reports, key periods."""
