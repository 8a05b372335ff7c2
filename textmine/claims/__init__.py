"""From quantities to claims: what each number speaks of, where, when, compared with what, said by whom."""

from textmine.claims.assemble import assemble
from textmine.claims.region_choice import Chooser
from textmine.claims.setting import Setting, bulletin_year, read_setting

__all__ = ["Chooser", "Setting", "assemble", "bulletin_year", "read_setting"]
