// What a popup and a tooltip say. Everything is built as text nodes, never as HTML.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  const element = landbridge.element;
  landbridge.legs = [];

  landbridge.setLegs = function (legs) {
    landbridge.legs = legs;
  };

  function heading(card) {
    const head = element("div", "lb-popup-head");
    head.appendChild(element("strong", "", card.title));
    if (card.subtitle) head.appendChild(element("div", "lb-muted", card.subtitle));
    return head;
  }

  function facts(rows) {
    const list = element("dl", "lb-facts");
    for (const [label, value] of rows) {
      list.appendChild(element("dt", "", label));
      list.appendChild(element("dd", "", value));
    }
    return list;
  }

  function legItem(leg) {
    const item = element("li");
    item.appendChild(element("div", "lb-leg-name", leg.service));
    item.appendChild(facts(leg.facts));
    return item;
  }

  landbridge.popup = function (card) {
    const root = element("div", "lb-popup");
    root.appendChild(heading(card));
    root.appendChild(facts(card.facts));
    if (card.legs && card.legs.length) {
      root.appendChild(element("div", "lb-popup-section", card.legs_title));
      const list = element("ol", "lb-legs");
      for (const index of card.legs) list.appendChild(legItem(landbridge.legs[index]));
      root.appendChild(list);
    }
    return root;
  };

  landbridge.tooltip = function (card) {
    const root = element("div");
    root.appendChild(element("strong", "", card.title));
    root.appendChild(element("div", "", card.summary));
    return root;
  };

  const POPUP = { maxWidth: 430, minWidth: 280, maxHeight: 460 };

  // Opens a card at a place and hands it the focus, which goes back to where it was on closing.
  landbridge.openCard = function (map, latlng, card) {
    const opener = document.activeElement;
    const popup = L.popup(POPUP).setLatLng(latlng).setContent(landbridge.popup(card)).openOn(map);
    const content = popup.getElement().querySelector(".leaflet-popup-content");
    content.focus();
    popup.getElement().addEventListener("keydown", (event) => {
      if (event.key === "Escape") map.closePopup(popup);
    });
    popup.on("remove", () => opener && opener.focus());
  };

  landbridge.bindCard = function (layer, card, sticky) {
    layer.bindPopup(() => landbridge.popup(card), POPUP);
    layer.bindTooltip(() => landbridge.tooltip(card), { sticky: sticky, className: "lb-tooltip" });
  };
})(window.landbridge);
