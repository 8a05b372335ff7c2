"""From quantities to claims: what each number speaks of, where, when, compared with what, said by whom."""

from textmine.claims.assemble import assemble
from textmine.claims.setting import Setting, read_setting

__all__ = ["Setting", "assemble", "read_setting"]
