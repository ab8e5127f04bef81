"""Parts of a page that hand data to our scripts, and nothing else."""

from __future__ import annotations

from typing import Final

import folium
from branca.element import Element, MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from .escaping import script_json

Layer = folium.FeatureGroup

CLIENT_SCRIPTS: Final = [
    (name, "vendored")
    for name in (
        "landbridge_language",
        "landbridge_page",
        "landbridge_basemap",
        "landbridge_popups",
        "landbridge_flows",
        "landbridge_terminals",
        "landbridge_labels",
        "landbridge_layers",
        "landbridge_comparison",
    )
]


class ClientCall(JSCSSMixin, MacroElement):
    """One call of a function of our scripts.

    Parameters
    ----------
    function
        Name of the function, as in ``drawFlows``.
    *arguments
        Parts of the page, passed by their names, or values, passed as escaped JSON.
    """

    default_js = CLIENT_SCRIPTS
    default_css = [("landbridge_css", "vendored")]  # noqa: RUF012  (folium reads lists)
    _template = Template("{% macro script(this, kwargs) %}\n{{ this.statement() }}\n{% endmacro %}")

    def __init__(self, function: str, *arguments: object) -> None:
        super().__init__()
        self._name = "ClientCall"
        self.function = function
        self.arguments = arguments

    def statement(self) -> str:
        """Return the call as a statement of JavaScript."""
        arguments = ", ".join(
            argument.get_name() if isinstance(argument, MacroElement) else script_json(argument)
            for argument in self.arguments
        )
        return f"landbridge.{self.function}({arguments});"


class Markup(Element):
    """Ready-made HTML; every text in it is already escaped.

    A plain :class:`branca.element.Element` would take the text for a template and run what stands
    between double braces.
    """

    _template = Template("{{ this.markup }}")

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.markup = markup
