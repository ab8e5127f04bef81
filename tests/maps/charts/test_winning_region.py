"""The chart of where a gateway wins holds the tiles that it was given."""

from landbridge.maps.charts import draw_winning_region
from landbridge.maps.phrases import Language

TILES = [(1, 0.0, 0.0, 0.0, False), (1, 0.2, 1.0, 0.1, False), (4, 0.0, 0.0, 0.0, False),
         (4, 0.2, 4.0, 0.5, True)]  # fmt: skip


def drawn(tiles):
    return draw_winning_region(tiles, gateway="WXN", rival="CKG", target="2 t a week")


def test_every_tile_is_a_row_and_a_rectangle():
    chart = drawn(TILES)
    (axes,) = chart.figure.axes
    assert len(axes.patches) == len(chart.rows) == 4
    assert [row["wins"] for row in chart.rows] == [False, False, False, True]


def test_the_title_names_the_least_gap_that_wins():
    assert drawn(TILES).title.endswith("from 0.2 USD/kg below on, with 4 a week")
    assert drawn(TILES[:3]).title == "WXN wins 2 t a week nowhere"


def test_it_speaks_chinese_where_it_is_asked_to():
    chart = draw_winning_region(
        TILES, gateway="WXN", rival="CKG", target="每周 2 吨", language=Language.ZH
    )
    assert chart.title == "运价低 0.2 美元/千克、每周 4 班起，WXN可赢得每周 2 吨"
    assert "蓝色" in chart.note
