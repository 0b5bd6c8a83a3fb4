"""One process, one database: measures the cases and prints one line of JSON each. Run by ``benchmarks.running``."""

import argparse
import json
import sys
from collections.abc import Iterator

import django

from benchmarks.measuring import Case, measured


def main(argv: list[str]) -> int:
    """``--only`` takes cases whose name begins so."""
    parser = argparse.ArgumentParser(prog="benchmarks.worker")
    parser.add_argument("--only", action="append", default=[])
    asked = parser.parse_args(argv)
    django.setup()
    for case in _cases():
        if not asked.only or case.name.startswith(tuple(asked.only)):
            print(json.dumps(measured(case).told(), ensure_ascii=False), flush=True)
    return 0


def _cases() -> Iterator[Case]:
    from benchmarks import annexes, bulk, figures, finding, notices, pages, readings
    from benchmarks.raw import Raw
    from benchmarks.samples import picked

    samples, raw = picked(), Raw()
    for source in (pages, finding, notices, readings, bulk, annexes, figures):
        yield from source.cases(samples, raw)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
