"""The ledgers of enforcement (执法), in the order of the menu."""

from anlan.subjects.enforcement.ledgers import plans as _plans  # isort: skip
from anlan.subjects.enforcement.ledgers import draws as _draws  # isort: skip
from anlan.subjects.enforcement.ledgers import cases as _cases  # isort: skip
from anlan.subjects.enforcement.ledgers import measures as _measures  # isort: skip
from anlan.subjects.enforcement.ledgers import officers as _officers  # isort: skip
from anlan.subjects.enforcement.ledgers import settings as _settings  # isort: skip

__all__ = ["_cases", "_draws", "_measures", "_officers", "_plans", "_settings"]
