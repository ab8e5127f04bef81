"""Cities: terminals that people call by one name."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from .row import Id, Parts, SourcedRow, Text, column


class City(SourcedRow):
    """Terminals that people call by one name, and the codes for it.

    A dataset may do without this table: then places are found by terminal alone.
    """

    file: ClassVar[str] = "cities.csv"
    key: ClassVar[tuple[str, ...]] = ("id",)
    title: ClassVar[str] = "Cities"
    is_optional: ClassVar[bool] = True

    id: Id = column("Identifier.")
    name: Text = column("English name.")
    name_zh: Text = column("Chinese name.")
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = column("ISO 3166-1 alpha-2 code.")
    terminals: Annotated[Parts, Field(min_length=1)] = column(
        "Terminals of the city, each of one city only; all in one country and time zone."
    )
    codes: Parts = column("UN/LOCODE and IATA codes that are used for the city.", default=())
    other_names: Parts = column("Other names and spellings.", default=())
