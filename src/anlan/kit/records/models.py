"""The envelope of records lives in ``base`` since places and persons carry it too; here it is at hand for the kit."""

from anlan.base.envelope import Record

__all__ = ["Record"]
