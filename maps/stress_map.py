"""The map of a stress report: what a plan cannot do without, and what moves when it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .elements import ClientCall, Layer
from .phrases import Language, Phrase, named
from .stress_scene import stress_scene
from .tool_page import ToolPage, ToolPanel, scripts_with, styles_with
from .views import views
from .wording import percent, usd

if TYPE_CHECKING:
    from ..network.closures import StressReport
    from ..network.network import Network

LINEAR_NOTE: Final = Phrase(
    "Each thing fails by itself, and the orders look for other ways; what can be served counts "
    "first. Figures are differences to the linear mix over all routes; some of the worst are "
    "solved in whole boxes too, and only of these the flows after the closure are known.",
    "逐项中断，订单另寻路径，先保承运量。数值为相对全路径线性方案之差；部分最严重项另按整箱求解，"
    "仅这些项有中断后的流量。",
)
UNSERVED_NOTE: Final = Phrase(
    "The extra cost is what the cargo that is still carried costs more than the same cargo did; "
    "what is left behind is counted by itself, in TEU.",
    "增加成本指仍承运货物比原方案多付的成本；未承运部分另以 TEU 计。",
)
UNUSED_NOTE: Final = Phrase(
    "{n:,} other things are used by no route of the plan; their failing costs nothing.",
    "另有 {n:,} 项未被方案任何路径使用，其中断不增加成本。",
)


class StressTool(ClientCall):
    """The call that draws what closures cost and builds the list of them."""

    default_js = scripts_with("landbridge_stress")
    default_css = styles_with("landbridge_reach_css", "landbridge_stress_css")


def draw_stress(
    network: Network, report: StressReport, *, language: Language = Language.EN
) -> ToolPage:
    """Draw what the failing of each link, service, terminal, border and exposure costs.

    Parameters
    ----------
    network
        The network of the report's plan.
    report
        What closures cost, as ``landbridge.stress`` finds it.
    language
        Language in which the map is shown first; the page has a switch.

    Returns
    -------
    ToolPage
        A map coloured by what closures cost or leave behind, with a ranked list; of a closure
        that was solved in whole boxes the flows before, after, and their change.
    """
    scene = stress_scene(network, report)
    page = ToolPage(_panel(network, report), language)
    names = Layer(name="names", control=False).add_to(page)
    StressTool("setUpStress", page, scene).add_to(page)
    marks = sorted(scene["terminals"], key=lambda mark: mark["min_zoom"])
    ClientCall("drawLabels", names, marks).add_to(page)
    ClientCall("setUpPage", page, views(marks, _points(scene))).add_to(page)
    return page


def _points(scene: dict[str, Any]) -> list[list[float]]:
    """Return the points of the lines that the plan uses and that the map's edge does not cut."""
    used = scene["plans"][0][::2]
    lines = [scene["lines"][int(line)]["points"] for line in used]
    return [point for pieces in lines if len(pieces) == 1 for point in pieces[0]]


def _panel(network: Network, report: StressReport) -> ToolPanel:
    left = report.capacity_left
    what = (
        Phrase("closed", "完全中断") if not left else Phrase("cut to {share}", "能力降至 {share}")
    )
    subtitle = Phrase(
        "Everything that the plan uses in turn {what}; {network} network{applied}",
        "方案所用各项逐一{what}；{network} 网络{applied}",
    )
    applied = f", {', '.join(network.applied)}" if network.applied else ""
    stranding = [closure for closure in report.closures if closure.more_unserved_teu > 0]
    return ToolPanel(
        title=Phrase("What the plan cannot do without", "方案的关键依赖"),
        subtitle=subtitle.fill(
            what=what.fill(share=percent(left)), network=network.name, applied=applied
        ),
        figures=[
            (Phrase("Cost of the plan", "总成本"), usd(report.plan.cost_cents)),
            (Phrase("Things tested", "测试数"), _num_things(len(report.closures))),
            (Phrase("Leave cargo behind", "导致未承运"), _num_things(len(stranding))),
            (Phrase("Dearest", "成本增加最多"), _dearest(report)),
        ],
        place="lb-stress",
        notes=(LINEAR_NOTE, UNSERVED_NOTE, UNUSED_NOTE.fill(n=report.num_unused)),
    )


def _num_things(number: int) -> Phrase:
    return named(f"{number:,}", f"{number:,} 项")


def _dearest(report: StressReport) -> Phrase:
    """Return what the dearest closure costs."""
    most = max((closure.more_usd for closure in report.closures), default=0.0)
    return Phrase("{more} more", "增加 {more}").fill(more=usd(round(100 * most)))
