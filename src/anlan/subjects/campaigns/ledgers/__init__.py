"""The ledgers of campaigns: the drives and their groups, what is on paper, and the tasks."""

from anlan.subjects.campaigns.ledgers import drives, papers, tasks

__all__ = ["drives", "papers", "tasks"]
