// What the failing of things costs: a heat of lines and terminals, a ranked list, and of one of
// them what is closed and what travels elsewhere.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  const { element, fill } = landbridge;
  const CROSS_SPACING_PX = 34;
  const LEAST_CHANGE_BOXES = 0.05;
  const CONTEXT_PX = 1.2;
  const MEASURES = {
    usd: { name: ["Extra cost", "增加成本"], end: (value) => fill(["{n} USD", "{n} 美元"], { n: whole(value) }) },
    teu: { name: ["Left behind", "未承运"], end: (value) => fill(["{n} TEU", "{n} TEU"], { n: whole(value) }) },
  };
  const SHOWN = {
    closed: ["What is closed", "中断处"],
    before: ["Flows before", "中断前流量"],
    after: ["Flows after", "中断后流量"],
    change: ["What moves", "流量变化"],
  };
  const NOT_SOLVED = [
    "Only the worst are solved in whole boxes, so the flows without it are not known.",
    "仅最严重的几项按整箱求解，此项中断后的流量未知。",
  ];

  function whole(number) {
    return Math.round(number).toLocaleString("en-US");
  }

  function signed(number) {
    return (number < 0 ? "−" : "+") + whole(Math.abs(number));
  }

  function usdText(usd) {
    return fill(["{n} USD", "{n} 美元"], { n: signed(usd) });
  }

  function teuText(teu) {
    return fill(["{n} TEU", "{n} TEU"], { n: (Math.round(teu * 10) / 10).toLocaleString("en-US") });
  }

  function dashOf(dash, width) {
    return dash ? dash.map((part) => part * Math.max(width, 1.6)).join(" ") : null;
  }

  // The point half way along the longest piece of a line.
  function middleOf(pieces) {
    const piece = pieces.reduce((best, other) => (other.length > best.length ? other : best));
    if (piece.length > 2) return piece[piece.length >> 1];
    return [(piece[0][0] + piece[1][0]) / 2, (piece[0][1] + piece[1][1]) / 2];
  }

  function StressPage(map, scene) {
    Object.assign(this, { map: map, scene: scene, measure: "usd", view: 0, chosen: null, shown: "closed" });
    this.crosses = L.layerGroup().addTo(map);
    this.flows = scene.plans.map((flat) => {
      const boxes = new Map();
      for (let i = 0; i < flat.length; i += 2) boxes.set(flat[i], flat[i + 1]);
      return boxes;
    });
    this.drawLines();
    this.drawPoints();
    this.build(document.getElementById("lb-stress"));
    map.on("zoomend", () => this.cross());
    map.on("click", () => this.choose(null));
    this.refresh();
  }

  StressPage.prototype = {
    drawLines: function () {
      const make = (pane, zIndex) => {
        this.map.createPane(pane).style.zIndex = zIndex;
        const renderer = L.svg({ pane: pane, padding: 0.5 });
        const options = { pane: pane, renderer: renderer, smoothFactor: 0.6, bubblingMouseEvents: false };
        return (line, more) => L.polyline(line.points, { ...options, ...more });
      };
      const [makeEdge, makeLine] = [make("edges", 405), make("flows", 410)];
      this.lines = this.scene.lines.map((line, number) => {
        const drawn = makeLine(line, { className: "lb-flow" });
        const edge = makeEdge(line, { className: "lb-left-edge", interactive: false });
        drawn.on("click", () => this.chooseAt((closure) => closure.lines.includes(number)));
        drawn.bindTooltip(() => this.hint((closure) => closure.lines.includes(number)), { sticky: true, className: "lb-tooltip" });
        landbridge.flowLines.push({ line: drawn, group: drawn, pane: "flows" });
        return { drawn: drawn, edge: edge, dash: line.dash, points: line.points };
      });
    },

    drawPoints: function () {
      this.map.createPane("terminals").style.zIndex = 450;
      const renderer = L.svg({ pane: "terminals", padding: 0.5 });
      this.points = this.scene.terminals.map((terminal, number) => {
        const marker = L.circleMarker([terminal.lat, terminal.lon], {
          pane: "terminals", renderer: renderer, radius: 4, className: "lb-heat-point", bubblingMouseEvents: false,
        }).addTo(this.map);
        marker.on("click", () => this.chooseAt((closure) => closure.points.includes(number)));
        marker.bindTooltip(() => this.hint((closure) => closure.points.includes(number), terminal.name), { className: "lb-tooltip" });
        return marker;
      });
    },

    build: function (place) {
      place.appendChild(this.radios(["Show", "显示"], this.scene.views.map(([name], k) => [k, name]), () => this.view, (k) => {
        this.view = k;
        this.choose(null);
      }));
      const measures = Object.entries(MEASURES).map(([name, measure]) => [name, measure.name]);
      place.appendChild(this.radios(["Colour", "着色"], measures, () => this.measure, (name) => {
        this.measure = name;
        this.refresh();
      }));
      this.legend = element("ul", "lb-bands");
      this.card = element("section", "lb-closure");
      this.card.hidden = true;
      place.append(this.legend, this.card, element("h2", "", ["The worst first", "由重到轻"]));
      this.list = element("ol", "lb-reach-list");
      place.appendChild(this.list);
      if (this.scene.pairs.length) this.buildPairs(place);
    },

    radios: function (title, options, current, choose) {
      const group = element("fieldset", "lb-choice");
      group.appendChild(element("legend", "", title));
      const name = "lb-radio-" + document.querySelectorAll("fieldset").length + "-" + options[0][0];
      for (const [value, text] of options) {
        const label = element("label");
        const button = element("input");
        Object.assign(button, { type: "radio", name: name, value: value, checked: value === current() });
        button.addEventListener("change", () => choose(value));
        label.append(button, element("span", "", text));
        group.appendChild(label);
      }
      return group;
    },

    buildPairs: function (place) {
      const box = element("details");
      box.appendChild(element("summary", "", fill(["Pairs of the worst together ({n})", "最严重者两两同时中断（{n}）"], { n: this.scene.pairs.length })));
      const list = element("ol", "lb-reach-list");
      for (const pair of this.scene.pairs) list.appendChild(this.listItem(pair));
      box.appendChild(list);
      place.appendChild(box);
    },

    inView: function () {
      const kinds = this.scene.views.length ? this.scene.views[this.view][1] : [];
      const ranked = this.scene.ranks[this.measure].map((number) => this.scene.singles[number]);
      return ranked.filter((closure) => kinds.includes(closure.kinds[0]));
    },

    bandOf: function (closure) {
      const value = closure[this.measure];
      if (value <= 0) return -1;
      const ends = this.scene.bands[this.measure];
      const band = ends.findIndex((end) => value <= end);
      return band < 0 ? ends.length - 1 : band;
    },

    // The worst of the closures that concern each line or terminal, by the measure in use.
    worst: function (what) {
      const found = new Map();
      for (const closure of this.inView()) {
        for (const number of closure[what]) {
          const known = found.get(number);
          if (!known || closure[this.measure] > known[this.measure]) found.set(number, closure);
        }
      }
      return found;
    },

    refresh: function () {
      document.body.classList.toggle("lb-one-closure", Boolean(this.chosen));
      if (this.chosen) this.paintClosure();
      else this.paintHeat();
      this.cross();
      this.showLegend();
      this.showCard();
      this.showList();
    },

    paint: function (number, look, width, dash) {
      const { drawn, edge } = this.lines[number];
      edge.remove();
      if (!look) {
        drawn.remove();
        return;
      }
      drawn.addTo(this.map);
      drawn.setStyle({ weight: width, dashArray: dashOf(dash, width) });
      drawn.getElement().setAttribute("class", "leaflet-interactive lb-flow " + look);
    },

    heatOf: function (closure) {
      const band = this.bandOf(closure);
      return band < 0 ? ["lb-heat-none", 2] : ["lb-heat-" + band, 2.5 + band];
    },

    // Coloured by cost, what leaves cargo behind besides has an edge.
    isEdged: function (closure) {
      return this.measure === "usd" && closure.teu > 0;
    },

    paintHeat: function () {
      const lines = this.worst("lines");
      const points = this.worst("points");
      this.lines.forEach((line, number) => {
        const closure = lines.get(number);
        const isUsed = this.flows[0].has(number);
        if (!closure) {
          this.paint(number, isUsed ? "lb-context" : null, CONTEXT_PX, line.dash);
          return;
        }
        const [look, width] = this.heatOf(closure);
        this.paint(number, look, width, line.dash.length ? line.dash : null);
        if (!this.isEdged(closure)) return;
        line.edge.addTo(this.map).setStyle({ weight: width + (line.dash.length ? 2 : 4), dashArray: dashOf(line.dash.length ? line.dash : null, width) });
      });
      this.points.forEach((marker, number) => {
        const closure = points.get(number);
        const [look, width] = closure ? this.heatOf(closure) : ["lb-context-point", 0];
        const edge = closure && this.isEdged(closure) ? " lb-left-point" : "";
        marker.getElement().setAttribute("class", "leaflet-interactive lb-heat-point " + look + edge);
        marker.setRadius(2.8 + 0.8 * width);
      });
    },

    paintClosure: function () {
      const closed = new Set(this.chosen.lines);
      const [before, after] = [this.flows[0], this.flows[this.chosen.plan] || new Map()];
      this.lines.forEach((line, number) => {
        const [was, is] = [before.get(number) || 0, after.get(number) || 0];
        const dash = line.dash.length ? line.dash : null;
        const look = this.lookOf(was, is, closed.has(number));
        if (!look) this.paint(number, null);
        else this.paint(number, look[0], look[1], look[0] === "lb-less" ? [2.4, 1.2] : dash);
      });
      const shut = new Set(this.chosen.points);
      this.points.forEach((marker, number) => {
        const look = shut.has(number) ? "lb-shut-point" : "lb-context-point";
        marker.getElement().setAttribute("class", "leaflet-interactive lb-heat-point " + look);
        marker.setRadius(shut.has(number) ? 7 : 2.6);
      });
    },

    widthOf: function (boxes) {
      const [thin, wide] = this.scene.widths;
      return thin + (wide - thin) * Math.sqrt(Math.min(1, boxes / this.scene.most));
    },

    // Class and width of a line that carried some boxes and carries others without the closure.
    lookOf: function (was, is, isClosed) {
      if (this.shown === "before") return was ? ["lb-plain", this.widthOf(was)] : isClosed ? ["lb-shut", 2] : null;
      if (this.shown === "after") return is ? ["lb-plain", this.widthOf(is)] : isClosed ? ["lb-shut", 2] : null;
      if (this.shown === "closed") return isClosed ? ["lb-shut", was ? this.widthOf(was) : 2] : was ? ["lb-context", this.widthOf(was)] : null;
      const change = is - was;
      if (Math.abs(change) < LEAST_CHANGE_BOXES) return was || is ? ["lb-context", CONTEXT_PX] : isClosed ? ["lb-shut", 2] : null;
      return [change > 0 ? "lb-more" : "lb-less", this.widthOf(Math.abs(change))];
    },

    // Crosses on what is closed, as many as have room.
    cross: function () {
      this.crosses.clearLayers();
      if (!this.chosen) return;
      const places = [
        ...this.chosen.points.map((number) => [this.scene.terminals[number].lat, this.scene.terminals[number].lon]),
        ...this.chosen.lines.map((number) => middleOf(this.lines[number].points)),
      ];
      const taken = [];
      for (const place of places) {
        const point = this.map.latLngToLayerPoint(place);
        if (taken.some((other) => other.distanceTo(point) < CROSS_SPACING_PX)) continue;
        taken.push(point);
        const icon = L.divIcon({ className: "lb-cross", iconSize: [20, 20] });
        L.marker(place, { icon: icon, interactive: false, keyboard: false }).addTo(this.crosses);
      }
    },

    showLegend: function () {
      this.legend.replaceChildren();
      const add = (look, text) => {
        const item = element("li");
        item.append(element("span", "lb-bar " + look), element("span", "lb-layer", text));
        this.legend.appendChild(item);
      };
      if (this.chosen) {
        const looks = {
          closed: [["lb-shut", ["closed", "中断"]], ["lb-context", ["the plan as it was", "原方案"]]],
          before: [["lb-plain", ["boxes before", "中断前箱量"]]],
          after: [["lb-plain", ["boxes after", "中断后箱量"]], ["lb-shut", ["closed", "中断"]]],
          change: [["lb-more", ["more boxes", "箱量增加"]], ["lb-less", ["fewer boxes", "箱量减少"]]],
        };
        looks[this.shown].forEach(([look, text]) => add(look, text));
        return;
      }
      const ends = this.scene.bands[this.measure];
      ends.forEach((end, band) => add("lb-heat-" + band, fill(["up to {n}", "{n}以内"], { n: MEASURES[this.measure].end(end) })));
      add("lb-heat-none", this.measure === "usd" ? ["costs nothing more", "不增加成本"] : ["leaves nothing behind", "全部承运"]);
      if (this.measure === "usd") add("lb-left-key", ["leaves cargo behind besides", "并导致未承运"]);
    },

    nameOf: function (closure) {
      const parts = closure.names.map((name) => [0, 1].map((i) => (Array.isArray(name) ? name[i] : name)));
      return [0, 1].map((i) => parts.map((part) => part[i]).join(" + "));
    },

    figuresOf: function (closure) {
      if (closure.teu <= 0) return usdText(closure.usd);
      return fill(["{usd} for the rest, {teu} left behind", "其余 {usd}，{teu} 未承运"], { teu: teuText(closure.teu), usd: usdText(closure.usd) });
    },

    showList: function () {
      this.list.replaceChildren();
      this.inView().forEach((closure) => this.list.appendChild(this.listItem(closure)));
    },

    listItem: function (closure) {
      const item = element("li");
      const button = landbridge.button("", () => this.choose(closure), item);
      button.setAttribute("aria-pressed", String(closure === this.chosen));
      const kinds = closure.kinds.map((kind) => this.scene.kinds[kind]);
      const text = element("span", "lb-layer");
      text.append(element("span", "lb-closure-name", this.nameOf(closure)));
      text.append(element("small", "", fill(["{kind} · {figures}", "{kind} · {figures}"], { kind: kinds[0], figures: this.figuresOf(closure) })));
      button.append(element("span", "lb-bar " + this.heatOf(closure)[0] + (this.isEdged(closure) ? " lb-left-key" : "")), text);
      return item;
    },

    choose: function (closure) {
      if (!closure && !this.chosen) {
        this.refresh();
        return;
      }
      this.chosen = closure;
      this.shown = closure && closure.plan >= 0 ? "change" : "closed";
      this.refresh();
      if (!closure) return;
      this.zoomTo(closure);
      landbridge.announce(fill(["{name}: {figures}", "{name}：{figures}"], { name: this.nameOf(closure), figures: this.figuresOf(closure) }));
    },

    chooseAt: function (concerns) {
      const found = this.inView().find(concerns);
      if (found) this.choose(found);
    },

    zoomTo: function (closure) {
      const bounds = L.latLngBounds([]);
      closure.points.forEach((number) => bounds.extend(this.points[number].getLatLng()));
      closure.lines.forEach((number) => this.lines[number].points.forEach((piece) => bounds.extend(piece)));
      if (closure.plan >= 0) {
        const [before, after] = [this.flows[0], this.flows[closure.plan]];
        this.lines.forEach((line, number) => {
          const change = Math.abs((before.get(number) || 0) - (after.get(number) || 0));
          if (change >= LEAST_CHANGE_BOXES) line.points.forEach((piece) => bounds.extend(piece));
        });
      }
      if (bounds.isValid()) this.map.fitBounds(bounds, { maxZoom: 6, padding: [50, 50], animate: false });
    },

    showCard: function () {
      const closure = this.chosen;
      this.card.hidden = !closure;
      this.card.replaceChildren();
      if (!closure) return;
      this.card.appendChild(element("h2", "", ["Without", "中断"]));
      this.card.appendChild(element("strong", "", this.nameOf(closure)));
      const list = element("dl", "lb-facts");
      for (const [label, text] of this.factsOf(closure)) list.append(element("dt", "", label), element("dd", "", text));
      this.card.appendChild(list);
      if (closure.plan >= 0) {
        const options = Object.entries(SHOWN);
        this.card.appendChild(this.radios(["Map", "地图"], options, () => this.shown, (name) => {
          this.shown = name;
          this.refresh();
          const button = this.card.querySelector(`input[value=${name}]`);
          if (button) button.focus();
        }));
      } else {
        this.card.appendChild(element("p", "lb-note", NOT_SOLVED));
      }
      landbridge.button(["Back to all", "返回全部"], () => this.choose(null), this.card);
    },

    factsOf: function (closure) {
      const facts = [
        [["Extra cost of what is carried", "已承运货物增加成本"], usdText(closure.usd)],
        [["Not carried", "未承运"], teuText(Math.max(0, closure.teu))],
        [["Orders concerned", "涉及订单"], whole(closure.orders)],
      ];
      if (closure.whole_usd !== null) {
        const figures = { usd: usdText(closure.whole_usd), teu: teuText(closure.whole_teu) };
        const text = fill(["{usd}, {teu} not carried", "{usd}，{teu} 未承运"], figures);
        facts.push([["In whole boxes", "按整箱"], text]);
      }
      return facts;
    },

    hint: function (concerns, name) {
      const found = this.inView().find(concerns);
      if (!found) return landbridge.tooltip({ title: name || "", summary: ["not tested or not used", "未测试或未使用"] });
      return landbridge.tooltip({ title: this.nameOf(found), summary: this.figuresOf(found) });
    },
  };

  landbridge.setUpStress = function (map, scene) {
    landbridge.markerReach = (terminal) => terminal.radius;
    landbridge.stress = new StressPage(map, scene);
  };
})(window.landbridge);
