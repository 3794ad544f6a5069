"""Start a facility's own pack: a folder with the two files that every pack begins with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PACK = """\
id: {name}
version: "1"
format: "1"
title: {name}
extends: core
reviewed_by: ""
"""

_FACILITY = """\
# What is true of your place. What you leave blank prints as a blank line to fill in by hand.
name: ""
unit: ""
address: ""
phone: ""
escalation:
  - {role: Nurse on duty, name: "", phone: "", hours: "", when: ""}
  - {role: Clinician on call, name: "", phone: "", hours: "", when: ""}
# Take away the # in front of a setting that you want to make.
settings:
  # How far a technician goes in the part about safer surroundings:
  # clinician_led, trained_bht or handoff_only.
  means_mode: clinician_led
  # Which licenses may read a plan and call it final. Staff see it where they name the clinician.
  # may_finalize: LCSW, LPC, psychologist, psychiatrist
  # Days until a kept plan is deleted from this computer. A day to look at it again that comes
  # later is not reminded of; 120 keeps the reminder at 120 days.
  # keep_days: 30
  # Minutes without a key until the screen locks.
  # lock_minutes: 10
  # Single words that found nothing are kept where drafts are, to learn them. never: not there
  # either.
  # unfound_words: never
  # The text that must go along with a copy for others (42 CFR 2.32); your privacy officer gives it.
  # part2_notice: ""
  # Which version of it, and the day somebody last looked at it.
  # part2_version: ""
  # part2_reviewed: 2026-10-01
  # Whom a client can call about their rights.
  # rights_contact: ""
  # ET, CT, MT, PT, AKT or HT: hours stated in another zone are moved.
  # time_zone: MT
"""


def start_pack(folder: Path, name: str) -> Path:
    """Make the folder and its files; an existing folder is left alone.

    Raises:
        ValueError: the name can't be a pack's id.
        OSError: the folder can't be made, or is there already.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", name):
        raise ValueError("use lower-case letters, digits and hyphens for its name")
    if name == "core":
        raise ValueError("core is the pack that comes with the program; choose another name")
    root = folder / name
    root.mkdir()
    (root / "pack.yaml").write_text(_PACK.format(name=name), encoding="utf-8")
    (root / "facility.yaml").write_text(_FACILITY, encoding="utf-8")
    return root
