// The page around the map: language, theme, zoom buttons, scale, full screen and printing.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  // Printable area of A4 landscape with 8 mm margins, in CSS pixels.
  const PAPER = { width: 1062, height: 733 };
  // A map that is narrower than this does not begin with the whole world.
  const NARROW_PX = 600;
  const { element, describe } = landbridge;
  const root = document.documentElement;
  let isPlaced = false;

  // This script stands in the head, so the page is never painted in the other theme first.
  root.classList.toggle("lb-dark", window.matchMedia("(prefers-color-scheme: dark)").matches);

  function themeButton(parent) {
    const button = landbridge.button(["Dark", "深色"], () => {
      const isDark = root.classList.toggle("lb-dark");
      button.setAttribute("aria-pressed", String(isDark));
    }, parent);
    button.setAttribute("aria-pressed", String(root.classList.contains("lb-dark")));
    describe(button, "aria-label", ["Dark theme", "深色主题"]);
  }

  // Each language is named in itself, and the one that is shown is pressed.
  function languageButtons(parent) {
    const group = element("span", "lb-switch");
    group.setAttribute("role", "group");
    describe(group, "aria-label", ["Language", "语言"]);
    const buttons = [["en", "English", "en"], ["zh", "中文", "zh-CN"]].map(([language, name, tag]) => {
      const button = landbridge.button(name, () => landbridge.setLanguage(language), group);
      button.lang = tag;
      return [language, button];
    });
    const press = () => buttons.forEach(([language, button]) => {
      button.setAttribute("aria-pressed", String(language === landbridge.language));
    });
    document.addEventListener("landbridge:language", press);
    press();
    parent.appendChild(group);
  }

  // The margin leaves room for names at the edges.
  function show(map, view, animate) {
    map.fitBounds(view.bounds, { maxZoom: 10, padding: [36, 16], animate: animate });
  }

  function viewButtons(map, views, parent) {
    const group = element("div", "lb-buttons");
    group.setAttribute("role", "group");
    describe(group, "aria-label", ["Zoom to", "缩放至"]);
    for (const view of views) {
      landbridge.button(view.name, () => show(map, view, true), group);
    }
    parent.appendChild(group);
  }

  function printOnPaper(map) {
    let bounds = null;
    let isDark = false;
    window.addEventListener("beforeprint", () => {
      bounds = map.getBounds();
      isDark = root.classList.contains("lb-dark");
      root.classList.remove("lb-dark");
      document.body.classList.add("lb-printing");
      document.body.style.setProperty("--paper-width", PAPER.width + "px");
      document.body.style.setProperty("--paper-height", PAPER.height + "px");
      map.closePopup();
      map.invalidateSize({ animate: false });
      map.fitBounds(bounds, { animate: false });
    });
    window.addEventListener("afterprint", () => {
      document.body.classList.remove("lb-printing");
      root.classList.toggle("lb-dark", isDark);
      map.invalidateSize({ animate: false });
      if (bounds) map.fitBounds(bounds, { animate: false });
    });
  }

  // One line, in kilometres.
  const Scale = L.Control.Scale.extend({
    options: { imperial: false, maxWidth: 110 },
    _updateScale: function (scale, text, ratio) {
      const [number, unit] = text.split(" ");
      const units = { km: ["km", "公里"], m: ["m", "米"] };
      scale.style.width = Math.round(this.options.maxWidth * ratio) + "px";
      landbridge.write(scale, landbridge.fill(["{n} {unit}", "{n} {unit}"], {
        n: number, unit: units[unit],
      }));
    },
  });

  const CORNERS = "M1 5V1H5M9 1H13V5M13 9V13H9M5 13H1V9";

  function cornersIcon() {
    const icon = L.SVG.create("svg");
    icon.setAttribute("viewBox", "0 0 14 14");
    icon.setAttribute("aria-hidden", "true");
    icon.appendChild(L.SVG.create("path")).setAttribute("d", CORNERS);
    return icon;
  }

  const FullScreen = L.Control.extend({
    options: { position: "topleft" },
    onAdd: function (map) {
      const bar = element("div", "leaflet-bar");
      const link = element("a", "lb-full-screen");
      link.appendChild(cornersIcon());
      link.href = "#";
      link.setAttribute("role", "button");
      const name = () => describe(link, "aria-label", document.fullscreenElement
        ? ["Leave full screen", "退出全屏"]
        : ["Full screen", "全屏"]);
      name();
      document.addEventListener("fullscreenchange", name);
      L.DomEvent.disableClickPropagation(bar).on(link, "click", (event) => {
        L.DomEvent.preventDefault(event);
        if (document.fullscreenElement) document.exitFullscreen();
        else map.getContainer().requestFullscreen();
      });
      bar.appendChild(link);
      return bar;
    },
  });

  function controls(map) {
    new Scale({ position: "bottomleft" }).addTo(map);
    new FullScreen().addTo(map);
    new Attribution().addTo(map);
    const names = {
      ".leaflet-control-zoom-in": ["Zoom in", "放大"],
      ".leaflet-control-zoom-out": ["Zoom out", "缩小"],
    };
    for (const [selector, text] of Object.entries(names)) {
      const link = map.getContainer().querySelector(selector);
      describe(describe(link, "title", text), "aria-label", text);
    }
    // These are links that act as buttons, and a space presses a button.
    map.getContainer().querySelectorAll(".leaflet-bar a").forEach((link) => {
      link.addEventListener("keydown", (event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        link.click();
      });
    });
    map.on("popupopen", (event) => {
      const root = event.popup.getElement();
      root.querySelector(".leaflet-popup-content").tabIndex = 0;
      const close = root.querySelector(".leaflet-popup-close-button");
      if (close) describe(close, "aria-label", ["Close", "关闭"]);
    });
  }

  const Attribution = L.Control.extend({
    options: { position: "bottomright" },
    onAdd: function () {
      const text = ["Leaflet | Boundaries are indicative", "Leaflet | 界线仅为示意"];
      return element("div", "leaflet-control-attribution", text);
    },
  });

  function landmarks(map) {
    const container = map.getContainer();
    container.setAttribute("role", "main");
    describe(container, "aria-label", [
      "Map. Arrow keys move it, plus and minus zoom.", "地图。方向键平移，加减键缩放。",
    ]);
    const skip = element("a", "lb-skip", ["Skip to the map", "跳至地图"]);
    skip.href = "#" + container.id;
    document.body.prepend(skip);
  }

  // Comes before everything is drawn, so that it is drawn once.
  landbridge.showFirst = function (map, views) {
    isPlaced = true;
    const first = map.getSize().x < NARROW_PX ? views.find(({ narrow }) => narrow) : null;
    if (views.length) show(map, first || views[0], false);
  };

  landbridge.setUpPage = function (map, views) {
    if (!isPlaced) landbridge.showFirst(map, views);
    landmarks(map);
    controls(map);
    const tools = document.getElementById("lb-tools");
    viewButtons(map, views, tools);
    const group = element("div", "lb-buttons");
    languageButtons(group);
    themeButton(group);
    landbridge.button(["Print", "打印"], () => window.print(), group);
    tools.appendChild(group);
    printOnPaper(map);
  };
})(window.landbridge);
