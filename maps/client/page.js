// The frame of the page: themes, views, printing. Text reaches the page as text only.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  // Printable area of A4 landscape with 8 mm margins, in CSS pixels.
  const PAPER = { width: 1062, height: 733 };

  landbridge.element = function (tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  landbridge.button = function (text, onClick, parent) {
    const button = landbridge.element("button", "lb-button", text);
    button.type = "button";
    button.addEventListener("click", onClick);
    parent.appendChild(button);
    return button;
  };

  function themeButton(parent) {
    const button = landbridge.button("Dark", () => {
      const isDark = document.body.classList.toggle("lb-dark");
      button.setAttribute("aria-pressed", String(isDark));
    }, parent);
    button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-label", "Dark theme");
  }

  // The margin leaves room for names at the edges.
  function show(map, view, animate) {
    map.fitBounds(view.bounds, { maxZoom: 10, padding: [36, 16], animate: animate });
  }

  function viewButtons(map, views, parent) {
    const group = landbridge.element("div", "lb-buttons");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Zoom to");
    for (const view of views) {
      landbridge.button(view.name, () => show(map, view, true), group);
    }
    parent.appendChild(group);
  }

  function printOnPaper(map) {
    let bounds = null;
    window.addEventListener("beforeprint", () => {
      bounds = map.getBounds();
      document.body.classList.add("lb-printing");
      document.body.style.setProperty("--paper-width", PAPER.width + "px");
      document.body.style.setProperty("--paper-height", PAPER.height + "px");
      map.closePopup();
      map.invalidateSize({ animate: false });
      map.fitBounds(bounds, { animate: false });
    });
    window.addEventListener("afterprint", () => {
      document.body.classList.remove("lb-printing");
      map.invalidateSize({ animate: false });
      if (bounds) map.fitBounds(bounds, { animate: false });
    });
  }

  function moveLayerTree(map) {
    const place = document.getElementById("lb-layers");
    const container = map.getContainer().querySelector(".leaflet-control-layers");
    if (!place || !container) return;
    place.appendChild(container);
    container.querySelectorAll(".leaflet-layerstree-header").forEach(makeOperable);
  }

  // The tree makes a whole row one button; a keyboard needs its arrow and its box apart.
  function makeOperable(header) {
    const name = header.querySelector(".lb-layer");
    const box = header.querySelector("input");
    const arrow = header.firstElementChild;
    if (!name || !box) return;
    box.setAttribute("aria-label", name.textContent);
    box.addEventListener("keydown", (event) => event.stopPropagation());
    if (!header.hasAttribute("tabindex")) return;
    header.removeAttribute("tabindex");
    arrow.tabIndex = 0;
    arrow.setAttribute("role", "button");
    arrow.setAttribute("aria-label", "Modes of " + name.textContent);
  }

  landbridge.setUpPage = function (map, views) {
    const container = map.getContainer();
    map.attributionControl.setPrefix("Leaflet").addAttribution("Boundaries are indicative");
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", "Map. Arrow keys move it, plus and minus zoom.");
    const tools = document.getElementById("lb-tools");
    viewButtons(map, views, tools);
    const group = landbridge.element("div", "lb-buttons");
    themeButton(group);
    landbridge.button("Print", () => window.print(), group);
    tools.appendChild(group);
    moveLayerTree(map);
    printOnPaper(map);
    if (views.length) show(map, views[0], false);
  };
})(window.landbridge);
