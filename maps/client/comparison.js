// Two plans on one map: before, after, the difference, or both with a slider between them.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  const { element, describe } = landbridge;
  const SCENES = ["before", "after", "difference"];
  const VIEWS = [
    ["difference", ["Difference", "差异"]],
    ["before", ["Before", "调整前"]],
    ["after", ["After", "调整后"]],
    ["swipe", ["Swipe", "滑动对比"]],
  ];
  const FAR_PX = 20000;
  const BADGE_GAP_PX = 4;
  const DETAIL_ZOOM = 4;
  // On a map of the world only changes of at least this share of the largest are written.
  const SMALL_SHARE = 0.04;

  // Clips a pane in its own coordinates, which move with the map.
  function clip(map, name, from, to) {
    const pane = map.getPane(name);
    const corner = map.containerPointToLayerPoint([0, 0]);
    const [x0, x1] = [corner.x + from, corner.x + to].map(Math.round);
    const [y0, y1] = [corner.y - FAR_PX, corner.y + FAR_PX].map(Math.round);
    pane.style.clipPath =
      "polygon(" + [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]
        .map(([x, y]) => x + "px " + y + "px").join(",") + ")";
  }

  function buttonsFor(state, parent) {
    const group = element("div", "lb-switch lb-views");
    group.setAttribute("role", "group");
    describe(group, "aria-label", ["Which plan is shown", "显示哪个方案"]);
    for (const [view, name] of VIEWS) {
      const button = landbridge.button(name, () => show(state, view), group);
      state.buttons.push([view, button]);
    }
    parent.appendChild(group);
  }

  function sliderFor(state, parent) {
    const label = element("label", "lb-slider");
    label.appendChild(element("span", "", ["Before", "调整前"]));
    const slider = element("input");
    Object.assign(slider, { type: "range", min: 0, max: 100, value: 50, step: 1 });
    describe(slider, "aria-label", [
      "Where the map changes from before to after, in percent from the left",
      "调整前与调整后的分界位置（自左百分比）",
    ]);
    slider.addEventListener("input", () => place(state));
    label.append(slider, element("span", "", ["After", "调整后"]));
    parent.appendChild(label);
    state.slider = slider;
    state.sliderRow = label;
  }

  function dividerFor(state) {
    const divider = element("div", "lb-divider");
    divider.append(
      element("span", "lb-divider-left", ["Before", "调整前"]),
      element("span", "lb-divider-right", ["After", "调整后"])
    );
    divider.setAttribute("aria-hidden", "true");
    L.DomEvent.disableClickPropagation(divider);
    divider.addEventListener("pointerdown", (event) => {
      divider.setPointerCapture(event.pointerId);
      divider.onpointermove = (move) => {
        const box = state.map.getContainer().getBoundingClientRect();
        state.slider.value = (100 * (move.clientX - box.left)) / box.width;
        place(state);
      };
    });
    divider.addEventListener("pointerup", () => (divider.onpointermove = null));
    state.map.getContainer().appendChild(divider);
    state.divider = divider;
  }

  function place(state) {
    if (state.view !== "swipe") return;
    const x = (state.map.getSize().x * state.slider.value) / 100;
    state.divider.style.left = x + "px";
    clip(state.map, "before", -FAR_PX, x);
    clip(state.map, "after", x, FAR_PX);
  }

  function keyFor(kinds, parent) {
    const key = element("div", "lb-key lb-change-key");
    for (const kind of kinds) {
      const figure = element("figure");
      const sample = L.SVG.create("svg");
      sample.setAttribute("viewBox", "0 0 38 8");
      sample.setAttribute("aria-hidden", "true");
      const path = sample.appendChild(L.SVG.create("path"));
      path.setAttribute("d", "M2 4H36");
      path.setAttribute("class", "lb-flow");
      path.setAttribute("stroke-width", kind.kind === "same" ? 1.5 : 4);
      path.setAttribute("stroke-dasharray", kind.dash.map((part) => part * 4).join(" "));
      path.style.setProperty("--on-light", kind.on_light);
      path.style.setProperty("--on-dark", kind.on_dark);
      figure.append(sample, element("figcaption", "", kind.name));
      key.appendChild(figure);
    }
    parent.appendChild(key);
    return key;
  }

  function listFor(state, rows, parent) {
    const box = element("details");
    box.open = true;
    box.appendChild(element("summary", "", ["Largest changes", "主要变化"]));
    const list = element("ol", "lb-changes");
    for (const row of rows) {
      const item = element("li");
      const button = landbridge.button(row.text, () => reveal(state, row), item);
      button.classList.add("lb-change-" + row.kind);
      list.appendChild(item);
    }
    if (!rows.length) box.appendChild(element("p", "lb-note", ["None.", "无。"]));
    box.appendChild(list);
    parent.appendChild(box);
  }

  function reveal(state, row) {
    state.map.fitBounds(row.bounds, { maxZoom: 6, padding: [60, 60], animate: false });
    landbridge.openCard(state.map, row.at, row.card);
  }

  function shownIn(view) {
    return view === "swipe" ? ["before", "after"] : [view];
  }

  function show(state, view) {
    state.view = view;
    for (const scene of SCENES) {
      const pane = state.map.getPane(scene);
      pane.style.display = shownIn(view).includes(scene) ? "" : "none";
      pane.style.clipPath = "";
    }
    for (const [name, button] of state.buttons) {
      button.setAttribute("aria-pressed", String(name === view));
    }
    const isSwipe = view === "swipe";
    state.sliderRow.hidden = state.divider.hidden = !isSwipe;
    state.key.hidden = view !== "difference";
    document.body.classList.toggle("lb-difference", view === "difference");
    place(state);
    state.map.closePopup();
    state.map.fire("landbridge:flows");
    landbridge.announce(VIEWS.find(([name]) => name === view)[1]);
  }

  // How much a line changes, written on it where there is room: the largest changes first.
  const Badges = L.Layer.extend({
    initialize: function (entries) {
      this._entries = entries;
    },

    onAdd: function (map) {
      const pane = map.getPane("labels") || map.createPane("labels");
      pane.style.zIndex = 640;
      this._root = element("div", "leaflet-zoom-hide");
      pane.appendChild(this._root);
      this._place();
    },

    getEvents: function () {
      const soon = () => {
        clearTimeout(this._timer);
        this._timer = setTimeout(() => this._place(), 15);
      };
      return { moveend: this._place, "landbridge:flows": this._place, layeradd: soon, layerremove: soon };
    },

    _place: function () {
      this._root.replaceChildren();
      const taken = [];
      for (const entry of this._entries()) this._placeOne(entry, taken);
      landbridge.badgeBoxes = taken;
    },

    _placeOne: function (entry, taken) {
      const point = middleOf(entry.line._rings || [], this._map);
      if (!point) return;
      const badge = element("div", "lb-badge lb-badge-" + entry.flow.kind, entry.flow.badge);
      this._root.appendChild(badge);
      const [w, h] = [badge.offsetWidth, badge.offsetHeight];
      const box = [point.x - w / 2, point.y - h / 2, point.x + w / 2, point.y + h / 2];
      const gap = BADGE_GAP_PX;
      const hits = (o) =>
        box[0] < o[2] + gap && o[0] < box[2] + gap && box[1] < o[3] + gap && o[1] < box[3] + gap;
      if (taken.some(hits)) {
        badge.remove();
        return;
      }
      taken.push(box);
      L.DomUtil.setPosition(badge, L.point(box[0], box[1]).round());
    },
  });

  // The middle of the part of a line that can be seen, if that is long enough for a figure.
  function middleOf(rings, map) {
    const corner = map.containerPointToLayerPoint([0, 0]);
    const size = map.getSize();
    const seen = L.bounds(corner.add([20, 12]), corner.add(size).subtract([20, 12]));
    let best = null;
    let longest = 26;
    for (const ring of rings) {
      const inside = ring.filter((point) => seen.contains(point));
      if (ring.length === 2 && inside.length === 2) {
        inside.splice(1, 0, ring[0].add(ring[1]).divideBy(2));
      }
      const length = inside.length > 1 ? inside[0].distanceTo(inside[inside.length - 1]) : 0;
      if (length > longest) [best, longest] = [inside[Math.floor(inside.length / 2)], length];
    }
    return best;
  }

  function changedLines(state) {
    if (state.view !== "difference") return [];
    const lines = landbridge.flowLines
      .filter((e) => e.pane === "difference" && e.flow.kind !== "same")
      .filter((e) => state.map.hasLayer(e.group))
      .sort((a, b) => b.flow.boxes - a.flow.boxes);
    if (state.map.getZoom() >= DETAIL_ZOOM || !lines.length) return lines;
    return lines.filter((e) => e.flow.boxes >= lines[0].flow.boxes * SMALL_SHARE);
  }

  landbridge.setUpComparison = function (map, kinds, rows) {
    const state = { map, buttons: [], view: "difference" };
    SCENES.forEach((scene) => landbridge.flowPane(map, scene));
    const parent = document.getElementById("lb-extra");
    buttonsFor(state, parent);
    sliderFor(state, parent);
    state.key = keyFor(kinds, parent);
    dividerFor(state);
    listFor(state, rows, parent);
    map.on("move zoom resize", () => place(state));
    landbridge.reveal = (entry) => {
      if (!shownIn(state.view).includes(entry.pane)) show(state, entry.pane);
    };
    new Badges(() => changedLines(state)).addTo(map);
    show(state, "difference");
  };
})(window.landbridge);
