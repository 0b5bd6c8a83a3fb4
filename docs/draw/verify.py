"""Draw again from a published record: python3 verify.py record.json. Standard library only."""  # noqa: INP001

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path


def sha(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def ticket(seed, name):  # R. L. Rivest, Consistent Sampling with Replacement, arXiv 1808.10016
    return "0." + str(int(sha(sha(seed) + name), 16)).zfill(64)[::-1]


def draw(text, seed, rounds):
    rows = [line.split("\t") for line in text.split("\n")]
    each = next(int(row[1]) for row in rows if row[0] == "officers-each")
    avoid = {(row[1], row[2]) for row in rows if row[0] == "avoid"}
    load, picks = Counter(), []
    for counts in rounds:
        chosen = []
        for risk, count in counts.items():
            left = [row[1] for row in rows if row[0] == "object" and row[2] == risk and row[1] not in dict(picks)]
            chosen += sorted(left, key=lambda name: ticket(seed, name))[:count]
        for name in sorted(chosen, key=lambda name: ticket(seed, name)):
            fit = [row[1] for row in rows if row[0] == "officer" and (row[1], name) not in avoid]
            pair = sorted(fit, key=lambda one: (load[one], ticket(seed, name + "/" + one)))[:each]
            load, picks = load + Counter(pair), [*picks, [name, pair]]
    return picks


record = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
picks = [[pick["object"], pick["officers"]] for pick in record["picks"]]
again = draw(record["register"], record["seed"], record["rounds"])
found = {"register unchanged": sha(record["register"]) == record["sha256"], "picks reproduced": again == picks}
sys.stdout.write(f"{found}, drawn: {len(again)}\n")
sys.exit(0 if all(found.values()) else 1)
