"""From quantities to claims: what each number speaks of, where, when, compared with what, said by whom."""

from textmine.claims.assemble import assemble

__all__ = ["assemble"]
