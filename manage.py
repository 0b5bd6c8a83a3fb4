#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""The one door: python3 manage.py demo | test | any Django command. Must parse on every Python, however old."""

import os
import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "安澜需要 Python 3.11 或更高的版本，现在运行的是 %d.%d。请安装新版后，用它再运行本命令。\n"
        % sys.version_info[:2]
    )
    sys.exit(3)

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "src"))

if __name__ == "__main__":
    from anlan.config.bootstrap import main

    sys.exit(main(sys.argv))
