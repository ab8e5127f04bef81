"""Native charts: bars, shares and points that can be edited, in the look of the house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_MARK,
)
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Inches, Pt

from ...phrases import Phrase
from ..plain_text import guarded
from .parts import GREY, INK, Box, Slide, describe

if TYPE_CHECKING:
    from pptx.chart.chart import Chart

FEW: Final = 4
"""Fewer bars than these stand further apart, so that they are not blocks."""

GRID: Final = "#E4E7EA"
MARKERS: Final[Mapping[str, XL_MARKER_STYLE]] = {
    "rail": XL_MARKER_STYLE.CIRCLE,
    "rail-sea": XL_MARKER_STYLE.SQUARE,
    "river-sea": XL_MARKER_STYLE.DIAMOND,
    "river": XL_MARKER_STYLE.DIAMOND,
    "sea": XL_MARKER_STYLE.TRIANGLE,
    "air": XL_MARKER_STYLE.TRIANGLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series of a chart: its name, its colour, and a value for each category."""

    name: Phrase
    colour: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """Points of one kind in a chart of points; ``key`` chooses the marker."""

    key: str
    name: Phrase
    colour: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a chart of bars is written: the format of its figures, its kind, its legend."""

    number_format: str = "#,##0"
    is_stacked: bool = False
    is_upright: bool = False
    has_legend: bool = False
    colours: tuple[str, ...] = ()
    gap: int = 45
    points: float = 11.0


def bars(
    slide: Slide,
    box: Box,
    categories: Sequence[Phrase],
    series: Sequence[Series],
    look: Look,
    alt: Phrase,
) -> None:
    """Draw bars, side by side or stacked to the whole; the first category stands on top.

    ``look.colours`` colours the bars of a single series one by one.
    """
    language = slide.language
    data = CategoryChartData(number_format=look.number_format)
    data.categories = [guarded(category[language], 60) for category in categories]
    for one in series:
        data.add_series(guarded(one.name[language], 60), one.values)
    kinds = {
        (False, False): XL_CHART_TYPE.BAR_CLUSTERED,
        (True, False): XL_CHART_TYPE.BAR_STACKED_100,
        (False, True): XL_CHART_TYPE.COLUMN_CLUSTERED,
        (True, True): XL_CHART_TYPE.COLUMN_STACKED_100,
    }
    chart = _placed(slide, box, kinds[look.is_stacked, look.is_upright], data, alt)
    plot = chart.plots[0]
    plot.gap_width = look.gap if len(categories) >= FEW else 3 * look.gap
    plot.overlap = 100 if look.is_stacked else -10 if len(series) > 1 else 0
    _paint(plot, series, look)
    _label(plot, look)
    _category_axes(chart, look)
    most = max((max(one.values) for one in series), default=0.0)
    if most > 0 and not look.is_stacked:
        chart.value_axis.minimum_scale = 0
        chart.value_axis.maximum_scale = 1.15 * most  # room for the figure beside the bar
    _legend(chart, shown=look.has_legend, points=look.points)


def _placed(slide: Slide, box: Box, kind: XL_CHART_TYPE, data: Any, alt: Phrase) -> Chart:
    shape = slide.slide.shapes.add_chart(kind, *(Inches(value) for value in box), data)
    text = alt[slide.language]
    shape.name = "Chart"
    describe(shape, text)
    chart: Chart = shape.chart
    chart.has_title = False
    chart.font.size = Pt(11)
    chart.font.color.rgb = _rgb(INK)
    properties = chart._chartSpace.find(f".//{qn('c:txPr')}//{qn('a:defRPr')}")
    for tag, face in (("a:latin", "+mn-lt"), ("a:ea", "+mn-ea")):
        font: Any = OxmlElement(tag)
        font.set("typeface", face)
        properties.append(font)
    return chart


def _paint(plot: Any, series: Sequence[Series], look: Look) -> None:
    for drawn, one in zip(plot.series, series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = _rgb(one.colour)
        drawn.invert_if_negative = False
        for number, colour in enumerate(look.colours):
            point = drawn.points[number].format.fill
            point.solid()
            point.fore_color.rgb = _rgb(colour)


def _label(plot: Any, look: Look) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format = look.number_format
    labels.number_format_is_linked = False
    labels.font.size = Pt(look.points - 0.5)
    labels.show_value = True
    if look.is_stacked:
        labels.font.color.rgb = _rgb("#FFFFFF")
        labels.font.bold = True
    else:
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.color.rgb = _rgb(INK)


def _category_axes(chart: Chart, look: Look) -> None:
    axis = chart.category_axis
    axis.tick_labels.font.size = Pt(look.points)
    axis.format.line.color.rgb = _rgb("#9AA3AC")
    axis.has_major_gridlines = False
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    if not look.is_upright:
        axis.reverse_order = True
    values = chart.value_axis
    values.visible = False
    values.has_major_gridlines = False


def _legend(chart: Chart, *, shown: bool, points: float) -> None:
    chart.has_legend = shown
    if shown and chart.legend is not None:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(points)


def points(
    slide: Slide,
    box: Box,
    clouds: Sequence[Cloud],
    axes: tuple[Phrase, Phrase],
    alt: Phrase,
) -> None:
    """Draw points of cost against time, the cost on a logarithmic axis."""
    language = slide.language
    data = XyChartData(number_format="#,##0")
    for cloud in clouds:
        series = data.add_series(guarded(cloud.name[language], 60))
        for x, y in cloud.points:
            series.add_data_point(x, y)
    chart = _placed(slide, box, XL_CHART_TYPE.XY_SCATTER, data, alt)
    for drawn, cloud in zip(chart.plots[0].series, clouds, strict=True):
        drawn.format.line.fill.background()
        drawn.marker.style = MARKERS.get(cloud.key, XL_MARKER_STYLE.CIRCLE)
        drawn.marker.size = 8
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = _rgb(cloud.colour)
        drawn.marker.format.line.color.rgb = _rgb("#FFFFFF")
    low, high = _decades([y for cloud in clouds for _, y in cloud.points])
    values = chart.value_axis
    values.minimum_scale, values.maximum_scale = low, high
    scaling = values._element.find(qn("c:scaling"))
    base: Any = OxmlElement("c:logBase")
    base.set("val", "10")
    scaling.insert(0, base)  # PowerPoint wants it first
    values.major_gridlines.format.line.color.rgb = _rgb(GRID)
    values.tick_labels.number_format = "#,##0"
    values.tick_labels.number_format_is_linked = False
    across = chart.category_axis
    across.has_major_gridlines = False
    across.minimum_scale = 0
    across.tick_labels.number_format = "0"
    across.tick_labels.number_format_is_linked = False
    for axis, phrase in ((across, axes[0]), (values, axes[1])):
        axis.format.line.color.rgb = _rgb("#9AA3AC")
        axis.tick_labels.font.size = Pt(11)
        axis.tick_labels.font.color.rgb = _rgb(GREY)
        _axis_title(axis, phrase[language])
    _legend(chart, shown=True, points=11)


def _axis_title(axis: Any, text: str) -> None:
    axis.has_title = True
    frame = axis.axis_title.text_frame
    frame.text = text
    run = frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(11), False
    run.font.color.rgb = _rgb(GREY)


def _decades(values: Sequence[float]) -> tuple[float, float]:
    """Return the powers of ten around positive values."""
    low, high = min(values, default=1.0), max(values, default=10.0)
    below = next(10.0**p for p in range(9, -7, -1) if 10.0**p <= low or p == -6)
    above = next(10.0**p for p in range(-6, 13) if 10.0**p > high or p == 12)
    return below, above


def _rgb(colour: str) -> RGBColor:
    made: RGBColor = RGBColor.from_string(colour[1:].upper())
    return made
