"""应急资源: rescue teams and their members."""
