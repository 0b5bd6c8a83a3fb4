"""Statutory papers (执法文书): what each kind says, its page in Word, its number, and how one is issued.

``issue`` is the door for every subject above; ``register_facts`` tells what stands in papers about a ledger's rows.
"""

from anlan.subjects.hazards.papers.issuing import PaperRefused, about_of, issue, kind_of, kinds, papers_about
from anlan.subjects.hazards.papers.knowing import Facts, facts_of, register_facts
from anlan.subjects.hazards.papers.layouts import Asked, Block, Layout, layout_of, register_layout

__all__ = [
    "Asked",
    "Block",
    "Facts",
    "Layout",
    "PaperRefused",
    "about_of",
    "facts_of",
    "issue",
    "kind_of",
    "kinds",
    "layout_of",
    "papers_about",
    "register_facts",
    "register_layout",
]
