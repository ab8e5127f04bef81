"""The register of practices as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

MOST_NAMES = 8
"""Names that are listed before the rest is counted."""

INTRODUCTION = """\
# Practices

<!-- Made by: python -m landbridge.network.practices_register --document docs/practices.md -->

A practice is a facilitation measure that changes clearance, handling or services. Each is a
switch:

```python
network.with_practices({"departure_confirmation": False})
network.apply("clearance_vintage=2018-11", "one_pass=off", "suez_reopens")
```

```sh
landbridge plan --practice one_pass=off --vintage 2018-11 --scenario suez_reopens
landbridge practices --explain CQ_TJC --vintage 2018-11 --practice single_window_time=off
```

A practice is named by its id, by a part of it that no other has (`departure_confirmation`), or by
its feature (`F04`: all its practices). A switch becomes changes of the tables, as a scenario does;
so routes, plans and the verifier need to know nothing of it. `network.applied` and `plan.json` name
what was switched, and a plan that is read is switched again.

**Order.** Base vintage of clearance, then practices in the order of this page, then scenarios,
then what the user gives, whatever was asked first. A practice that is switched again starts from
the base.

**Vintage guard.** A clearance level that was measured after a practice began contains it. Switching
it on there changes nothing and says so; switching it off takes its gain out of the level: the hours
divided by the factor, or with the hours added. A level that is older than the practice lacks it: on
adds the gain, off changes nothing. The column *in levels from* says from which vintage on; a row of
clearance.csv has a vintage of its own. The vintage chooses the `general` rows of Chongqing alone.

| vintage | import h | export h |
|---|---|---|
| 2017 | 239 | 15.12 |
| 2018-11 | 98.53 | 7.04 |
| 2018-12 | 82.48 | 0.94 |
| 2020 | 68.32 | 0.39 |
| 2021-12 | 62.5 | 0.585 |

The last row is derived, as the source prints cuts of 73.85 % and 96.13 % and no hours: from 239 and
15.12 h they leave 62.50 and 0.585 h. The cuts printed for 2020 imply a base of 239.4 and 15.06 h,
from which 62.6 and 0.583 h would follow: six minutes of 62 hours. We keep the base that is printed.

**What is assumed.** Steps of which the sources print no hours: documents after arrival 24 h, full
entry 24 h, 5 % of boxes inspected for 24 h, 4 % of declarations amended for 24 h. Steps that happen
with a probability enter as their mean. Without a peak plan half as many parcels are cleared in an
hour, and the last of Double 11 waits as long as all take at the printed rate: 79,000 / 25,000 =
3.16 h longer at Cuntan, 55,000 / 16,000 = 3.44 h at Xiyong. That is one day of the year; the switch
acts on every parcel of the book, so use it for orders of such a day. A fee of a declaration on a
link is paid by the box. Rows that rest on an assumption are graded so, and reach the assumed share
of every cost and time.

**Two days or office hours.** Release of parcels before 7x24 took two days from order to dispatch,
nights and weekends included; so `cbec_24_7=off` sets 48 h, and the calendar of
`cbec_24_7_calendar=off` is for the hour of customs work: an order of Friday 19:00 begins on Monday
08:30. With both off the 48 h stand.

**Yuxinou off.** No train runs from Chongqing to Europe by itself. Cargo still leaks to the trains
of Chengdu and Xi'an; with `competing_hubs=off` as well no rail is left.
"""

SWITCHES = """
## Switches

*Figure*: what the source says with it, and behind the stroke without it. *Default*: in the base
world.

| id | feature | name | figure | changes | where | default | in levels from | source |
|---|---|---|---|---|---|---|---|---|
"""

RECORDED = """
## Recorded only

| id | feature | name | figure | why it is no switch | source |
|---|---|---|---|---|---|
"""


def practices_document(entries: Iterable[Mapping[str, Any]]) -> str:
    """Return the register as Markdown.

    Parameters
    ----------
    entries
        Practices as plain values.
    """
    every = list(entries)
    switches = "".join(_lines(_switch(entry) for entry in every if entry["is_switch"]))
    recorded = "".join(_lines(_recorded(entry) for entry in every if not entry["is_switch"]))
    return f"{INTRODUCTION}{SWITCHES}{switches}{RECORDED}{recorded}"


def _lines(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in rows:
        cells = (cell.replace("|", " ").replace("*", r"\*") for cell in row)
        yield f"| {' | '.join(cells)} |\n"


def _switch(entry: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        f"`{entry['id']}`", entry["feature"], entry["name"], entry["figure"], entry["changes"],
        where_of(entry), entry["default"], entry["vintage"], entry["source"],
    )  # fmt: skip


def _recorded(entry: Mapping[str, Any]) -> tuple[str, ...]:
    why = f"{entry['reason']}: {entry['note']}" if entry["note"] else entry["reason"]
    return (
        f"`{entry['id']}`", entry["feature"], entry["name"], entry["figure"], why,
        entry["source"],
    )  # fmt: skip


def where_of(entry: Mapping[str, Any], *, in_full: bool = False) -> str:
    """Return which routes feel a practice: at which terminals, or by which services.

    Parameters
    ----------
    entry
        What the register has of the practice.
    in_full
        Name every terminal and service.
    """
    most = len(entry["services"]) + len(entry["terminals"]) if in_full else MOST_NAMES
    where = _names(entry["terminals"], most)
    if entry["services"]:
        number = len(entry["services"])
        services = f"{number} service{'' if number == 1 else 's'}"
        where = f"{services} of {_names(entry['corridors'], MOST_NAMES)}"
        where += f": {_names(entry['services'], most)}" if in_full else ""
    return f"{entry['routes']} {where}".strip()


def _names(names: Iterable[str], most: int) -> str:
    every = list(names)
    more = len(every) - most
    return ", ".join(every[:most]) + (f" and {more} more" if more > 0 else "")
