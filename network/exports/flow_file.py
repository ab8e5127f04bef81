"""What a plan sends over each link, as CSV."""

from __future__ import annotations

import csv
import io

from ..plan import Plan
from ..plan_comparison import link_flows
from ..plan_files import safe_cell
from .layers import FLOW_COLUMNS, flow_columns


def flows_csv(plan: Plan) -> str:
    """Return the flows of a plan as CSV with a byte-order mark: a row for each link in use.

    No cell can be taken for a formula.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(FLOW_COLUMNS)
    for flow in link_flows(plan):
        cells = flow_columns(plan.network, flow).values()
        writer.writerow([safe_cell(cell) for cell in cells])
    return "\ufeff" + text.getvalue()
