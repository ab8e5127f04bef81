// How soon, or for how little, cargo gets anywhere: terminals and the ways to them by bands.
// A network is reached along its lines, so lines and points are coloured and no area is.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  const { element, write, fill, say } = landbridge;
  const DAY = 1440;
  const MOST_LISTED = 400;
  const MEASURES = {
    time: {
      name: ["Time", "时间"],
      text: (value) => fill(["{n} d", "{n} 天"], { n: (value / DAY).toFixed(1) }),
      end: (value) => fill(value === DAY ? ["{n} day", "{n} 天"] : ["{n} days", "{n} 天"], { n: whole(value / DAY) }),
      step: DAY,
    },
    cost: {
      name: ["Freight", "运费"],
      text: (value) => fill(["{n} USD", "{n} 美元"], { n: whole(value / 100) }),
      end: (value) => fill(["{n} USD", "{n} 美元"], { n: whole(value / 100) }),
      step: 10000,
    },
  };

  function whole(number) {
    return Math.round(number).toLocaleString("en-US");
  }

  function clock(moment, zone) {
    const options = {
      timeZone: zone, hourCycle: "h23", weekday: "short", day: "numeric", month: "short", year: "numeric",
      hour: "2-digit", minute: "2-digit",
    };
    return ["en-GB", "zh-CN"].map((locale) => new Intl.DateTimeFormat(locale, options).format(moment));
  }

  function ReachPage(map, scene) {
    Object.assign(this, { map: map, scene: scene, measure: "time", modes: new Set(scene.modes.map(([mode]) => mode)) });
    this.limits = { time: Infinity, cost: Infinity };
    this.drawLines();
    this.drawTerminals();
    this.build(document.getElementById("lb-reach"));
    document.addEventListener("landbridge:language", () => this.refresh());
    this.refresh();
  }

  ReachPage.prototype = {
    drawLines: function () {
      const map = this.map;
      map.createPane("flows").style.zIndex = 410;
      const renderer = L.svg({ pane: "flows", padding: 0.5 });
      this.lines = this.scene.lines.map((line) => {
        const dash = line.dash.map((part) => part * 3).join(" ") || null;
        const style = { pane: "flows", renderer: renderer, weight: 3, dashArray: dash, smoothFactor: 0.6 };
        const drawn = L.polyline(line.points, { ...style, interactive: false, className: "lb-flow" });
        landbridge.flowLines.push({ line: drawn, group: drawn, pane: "flows" });
        return drawn;
      });
    },

    drawTerminals: function () {
      this.map.createPane("terminals").style.zIndex = 450;
      const renderer = L.svg({ pane: "terminals", padding: 0.5 });
      this.markers = this.scene.terminals.map((terminal, number) => {
        const marker = L.circleMarker([terminal.lat, terminal.lon], {
          pane: "terminals", renderer: renderer, radius: 5, className: "lb-reached",
        }).addTo(this.map);
        marker.bindPopup(() => this.popup(number), {
          maxWidth: 430, minWidth: 280, maxHeight: 380, autoPanPaddingTopLeft: [60, 12],
        });
        marker.bindTooltip(() => landbridge.tooltip(this.hint(number)), { className: "lb-tooltip" });
        marker.on("popupopen", () => this.choose(number));
        marker.on("popupclose", () => this.choose(-1));
        return marker;
      });
    },

    build: function (place) {
      place.appendChild(this.measureSwitch());
      place.appendChild(this.modeBoxes());
      this.buildLimit(place);
      place.appendChild(element("h2", "", ["Bands", "分档"]));
      this.legend = element("ul", "lb-bands");
      place.appendChild(this.legend);
      place.appendChild(element("h2", "", ["Terminals, nearest first", "场站，由近及远"]));
      this.list = element("ol", "lb-reach-list");
      place.appendChild(this.list);
    },

    measureSwitch: function () {
      const group = element("fieldset", "lb-choice");
      group.appendChild(element("legend", "", ["Measured in", "衡量"]));
      for (const [name, measure] of Object.entries(MEASURES)) {
        const label = element("label");
        const button = element("input");
        Object.assign(button, { type: "radio", name: "lb-measure", value: name, checked: name === this.measure });
        button.addEventListener("change", () => {
          this.measure = name;
          this.refresh();
        });
        label.append(button, element("span", "", measure.name));
        group.appendChild(label);
      }
      return group;
    },

    modeBoxes: function () {
      const group = element("fieldset", "lb-choice");
      group.appendChild(element("legend", "", ["Main legs by", "干线方式"]));
      for (const [mode, name] of this.scene.modes) {
        const label = element("label");
        const box = element("input");
        Object.assign(box, { type: "checkbox", value: mode, checked: true });
        box.addEventListener("change", () => {
          if (box.checked) this.modes.add(mode);
          else this.modes.delete(mode);
          this.refresh();
        });
        label.append(box, element("span", "", name));
        group.appendChild(label);
      }
      return group;
    },

    buildLimit: function (place) {
      const label = element("label", "lb-limit");
      this.limitText = element("span");
      this.limit = element("input");
      this.limit.type = "range";
      this.limit.min = 0;
      this.limit.addEventListener("input", () => {
        const isAll = Number(this.limit.value) >= Number(this.limit.max);
        this.limits[this.measure] = isAll ? Infinity : Number(this.limit.value);
        this.refresh();
      });
      label.append(this.limitText, this.limit);
      place.appendChild(label);
    },

    // The reach by the modes that are chosen; none is reached by no modes.
    current: function () {
      const wanted = [...this.modes].sort().join();
      return this.scene.choices.find((choice) => choice.modes.join() === wanted) || null;
    },

    values: function (choice) {
      return choice ? choice[this.measure] : this.scene.terminals.map(() => -1);
    },

    isWithin: function (value) {
      return value >= 0 && value <= this.limits[this.measure];
    },

    bandOf: function (value) {
      const ends = this.scene.bands[this.measure];
      const band = ends.findIndex((end) => value <= end);
      return band < 0 ? ends.length - 1 : band;
    },

    refresh: function () {
      const choice = this.current();
      const values = this.values(choice);
      this.showLimit();
      this.paintLines(choice, values);
      this.paintTerminals(values);
      this.showLegend(values);
      this.showList(values);
      this.map.closePopup();
    },

    showLimit: function () {
      const measure = MEASURES[this.measure];
      const ends = this.scene.bands[this.measure];
      this.limit.step = measure.step;
      this.limit.max = Math.ceil(ends[ends.length - 1] / measure.step) * measure.step;
      this.limit.value = Math.min(this.limits[this.measure], Number(this.limit.max));
      const limit = this.limits[this.measure];
      const text = limit === Infinity ? ["everything", "全部"] : measure.end(limit);
      write(this.limitText, fill(["Within: {n}", "范围：{n}"], { n: text }));
      this.limit.setAttribute("aria-valuetext", say(text));
    },

    // What is spent at the end of each line, on the best way that uses it; and on which ways.
    spentAtLines: function (choice, values, only) {
      const spent = new Map();
      if (!choice) return spent;
      const seen = new Set();
      const ways = choice[this.measure + "_ways"];
      values.forEach((value, number) => {
        if (!this.isWithin(value) || (only >= 0 && only !== number)) return;
        for (let node = ways[number]; node >= 0 && !seen.has(node); node = this.scene.nodes[node][1]) {
          seen.add(node);
          const [ride, , begins, ends] = this.scene.nodes[node];
          const { lines, ends: shares } = this.scene.rides[ride];
          lines.forEach((line, k) => {
            const value = begins + (ends - begins) * shares[k];
            spent.set(line, Math.min(value, spent.get(line) ?? Infinity));
          });
        }
      });
      return spent;
    },

    paintLines: function (choice, values) {
      this.spent = this.spentAtLines(choice, values, -1);
      this.lines.forEach((line, number) => {
        if (!this.spent.has(number)) {
          line.remove();
          return;
        }
        line.addTo(this.map);
        line.getElement().setAttribute("class", "lb-flow lb-band-" + this.bandOf(this.spent.get(number)));
      });
    },

    paintTerminals: function (values) {
      this.markers.forEach((marker, number) => {
        const isIn = this.isWithin(values[number]);
        const look = isIn ? "lb-band-" + this.bandOf(values[number]) : "lb-unreached";
        const start = number === this.scene.origin ? " lb-start" : "";
        marker.getElement().setAttribute("class", "leaflet-interactive lb-reached " + look + start);
        marker.setRadius(number === this.scene.origin ? 7 : isIn ? 5.5 : 3);
      });
    },

    showLegend: function (values) {
      const ends = this.scene.bands[this.measure];
      const measure = MEASURES[this.measure];
      const counts = ends.map(() => 0);
      values.forEach((value) => this.isWithin(value) && counts[this.bandOf(value)]++);
      this.legend.replaceChildren();
      ends.forEach((end, band) => {
        const text = fill(["up to {n}", "{n}以内"], { n: measure.end(end) });
        this.legend.appendChild(this.legendItem("lb-band-" + band, text, counts[band]));
      });
      const rest = values.length - counts.reduce((all, count) => all + count, 0);
      this.legend.appendChild(this.legendItem("lb-unreached", ["not reached", "未到达"], rest));
    },

    legendItem: function (look, text, count) {
      const item = element("li");
      item.append(element("span", "lb-dot " + look), element("span", "lb-layer", text), element("span", "lb-layer-boxes", whole(count)));
      return item;
    },

    showList: function (values) {
      const inside = values.map((value, number) => [value, number]).filter(([value]) => this.isWithin(value));
      inside.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      this.list.replaceChildren();
      for (const [value, number] of inside.slice(0, MOST_LISTED)) {
        const item = element("li");
        const button = landbridge.button("", () => this.visit(number), item);
        button.append(
          element("span", "lb-dot lb-band-" + this.bandOf(value)),
          element("span", "lb-layer", this.scene.terminals[number].name),
          element("span", "lb-layer-boxes", MEASURES[this.measure].text(value))
        );
        this.list.appendChild(item);
      }
    },

    visit: function (number) {
      const rides = this.ridesTo(number, this.measure);
      const places = rides.flatMap(([ride]) => this.scene.rides[ride].lines).map((line) => this.lines[line].getBounds());
      const bounds = places.reduce((all, place) => all.extend(place), L.latLngBounds([this.markers[number].getLatLng()]));
      this.map.fitBounds(bounds, { maxZoom: 7, padding: [60, 60], animate: false });
      this.markers[number].openPopup();
    },

    // Rides to a terminal, in the order of travel.
    ridesTo: function (number, measure) {
      const choice = this.current();
      const rides = [];
      for (let node = choice ? choice[measure + "_ways"][number] : -1; node >= 0; node = this.scene.nodes[node][1]) {
        const [ride, , begins, ends] = this.scene.nodes[node];
        rides.unshift([ride, begins, ends]);
      }
      return rides;
    },

    choose: function (number) {
      const values = this.values(this.current());
      const chosen = number < 0 ? null : this.spentAtLines(this.current(), values, number);
      document.body.classList.toggle("lb-one-way", Boolean(chosen && chosen.size));
      this.lines.forEach((line, k) => {
        const node = line.getElement();
        if (node) node.classList.toggle("lb-chosen", Boolean(chosen && chosen.has(k)));
      });
    },

    hint: function (number) {
      const value = this.values(this.current())[number];
      const text = value < 0 ? ["not reached", "未到达"] : MEASURES[this.measure].text(value);
      return { title: this.scene.terminals[number].name, summary: text };
    },

    popup: function (number) {
      const terminal = this.scene.terminals[number];
      const choice = this.current();
      const facts = [];
      if (choice && choice.time[number] >= 0) {
        const moment = new Date((this.scene.ready + choice.time[number]) * 60000);
        facts.push([["Soonest", "最快"], MEASURES.time.text(choice.time[number])]);
        facts.push([["Delivered", "交付"], clock(moment, terminal.zone)]);
        facts.push([["Least freight", "最低运费"], MEASURES.cost.text(choice.cost[number])]);
      } else {
        facts.push([["Reach", "可达"], ["not reached by these modes", "所选方式无法到达"]]);
      }
      const root = landbridge.popup({ ...terminal.card, facts: [...facts, ...terminal.card.facts] });
      for (const measure of ["time", "cost"]) this.addWay(root, number, measure);
      return root;
    },

    addWay: function (root, number, measure) {
      const rides = this.ridesTo(number, measure);
      if (!rides.length) return;
      const title = measure === "time" ? ["The soonest way", "最快路径"] : ["The cheapest way", "最省路径"];
      root.appendChild(element("div", "lb-popup-section", title));
      const list = element("ol", "lb-legs");
      for (const [ride, , ends] of rides) list.appendChild(this.rideItem(ride, ends, measure));
      root.appendChild(list);
    },

    rideItem: function (number, ends, measure) {
      const ride = this.scene.rides[number];
      const [from, to] = [this.scene.terminals[ride.from].name, this.scene.terminals[ride.to].name];
      const mode = this.scene.modes.find(([name]) => name === ride.mode);
      const item = element("li");
      item.appendChild(element("div", "lb-leg-name", ride.service));
      item.appendChild(element("div", "", fill(["{from} → {to}, {mode}; there after {spent}", "{from} → {to}，{mode}；至此 {spent}"], {
        from: from, to: to, mode: mode ? mode[1] : ride.mode, spent: MEASURES[measure].text(ends),
      })));
      return item;
    },
  };

  landbridge.setUpReach = function (map, scene) {
    landbridge.markerReach = (terminal) => terminal.radius;
    landbridge.reach = new ReachPage(map, scene);
  };
})(window.landbridge);
