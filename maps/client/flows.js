// Flows: lines beside each other, each with a casing, arrowheads and a wide invisible line to click.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  const CLOSEST_POINTS_PX = 3;
  const ARROW_SPACING_PX = 240;
  const SHORTEST_WITH_ARROW_PX = 24;
  const LONGEST_MITRE = 1.6;
  const SMALL_ZOOM = 2;
  const FULL_ZOOM = 5;
  const LISTED = ["{title}: {summary}", "{title}：{summary}"];
  landbridge.flowLines = [];

  // Lines are thinner on a map of the world than on a map of a region.
  landbridge.flowScale = function (map) {
    const share = (map.getZoom() - SMALL_ZOOM) / (FULL_ZOOM - SMALL_ZOOM);
    return 0.6 + 0.4 * Math.min(1, Math.max(0, share));
  };

  // Points that nearly coincide on the screen would make the shifted line curl up.
  function thinned(points) {
    const last = points[points.length - 1];
    const kept = [points[0]];
    for (const point of points.slice(1, -1)) {
      if (point.distanceTo(kept[kept.length - 1]) >= CLOSEST_POINTS_PX) kept.push(point);
    }
    if (kept.length > 1 && last.distanceTo(kept[kept.length - 1]) < CLOSEST_POINTS_PX) kept.pop();
    kept.push(last);
    return kept;
  }

  // Unit vector to the right of travel; the y axis of the screen points down.
  function rightOf(from, to) {
    const length = from.distanceTo(to) || 1;
    return L.point((from.y - to.y) / length, (to.x - from.x) / length);
  }

  // Every point brings its own shift, so that a line can move over where another joins it.
  function shifted(points) {
    if (points.length < 2) return points;
    return points.map((point, i) => {
      const before = i > 0 ? rightOf(points[i - 1], point) : rightOf(point, points[1]);
      const after = i + 1 < points.length ? rightOf(point, points[i + 1]) : before;
      const mitre = before.add(after);
      const square = (mitre.x * mitre.x + mitre.y * mitre.y) / 2;
      const factor = Math.min(square > 0.01 ? 1 / square : LONGEST_MITRE, LONGEST_MITRE);
      const moved = point.add(mitre.multiplyBy(point.shift * factor));
      moved.along = point.along;
      return moved;
    });
  }

  const FlowLine = L.Polyline.extend({
    _projectLatlngs: function (latlngs, rings, bounds) {
      const first = rings.length;
      L.Polyline.prototype._projectLatlngs.call(this, latlngs, rings, bounds);
      if (!L.LineUtil.isFlat(latlngs)) return;
      const scale = landbridge.flowScale(this._map);
      rings[first].forEach((point, i) => {
        point.shift = (latlngs[i].alt || 0) * scale;
        point.along = latlngs[i].along;
      });
      rings[first] = shifted(thinned(rings[first]));
    },
  });

  // How far along the line a point lies, from 0 to 1: what is played back finds its place by it.
  function measure(line) {
    const pieces = [].concat(line.getLatLngs());
    const points = pieces.flat();
    let length = 0;
    points.forEach((point, i) => {
      if (i) length += point.distanceTo(points[i - 1]);
      point.along = length;
    });
    points.forEach((point) => (point.along /= length || 1));
  }

  function lengthOf(points) {
    let length = 0;
    for (let i = 1; i < points.length; i++) length += points[i].distanceTo(points[i - 1]);
    return length;
  }

  function arrowAt(points, distance, size) {
    for (let i = 1; i < points.length; i++) {
      const step = points[i].distanceTo(points[i - 1]);
      if (distance > step) {
        distance -= step;
        continue;
      }
      const along = points[i].subtract(points[i - 1]).divideBy(step || 1);
      const tip = points[i - 1].add(along.multiplyBy(distance + size * 0.6));
      const base = tip.subtract(along.multiplyBy(size * 1.2));
      const side = rightOf(points[i - 1], points[i]).multiplyBy(size * 0.6);
      return [tip, base.add(side), base.subtract(side)];
    }
    return null;
  }

  function pathOf(points) {
    return "M" + points.map((p) => p.x.toFixed(1) + " " + p.y.toFixed(1)).join("L") + "Z";
  }

  const Arrowheads = FlowLine.extend({
    _updatePath: function () {
      const size = this.options.size * (0.25 + 0.75 * landbridge.flowScale(this._map));
      const path = (this._rings || []).map((points) => arrowsOn(points, size)).join("");
      this._renderer._setPath(this, path || "M0 0");
    },
  });

  function arrowsOn(points, size) {
    const length = lengthOf(points);
    const count = Math.max(1, Math.round(length / ARROW_SPACING_PX));
    let path = "";
    for (let i = 0; length > SHORTEST_WITH_ARROW_PX && i < count; i++) {
      const arrow = arrowAt(points, (length * (i + 0.55)) / count, size);
      if (arrow) path += pathOf(arrow);
    }
    return path;
  }

  const renderers = {};

  // The pane of some flows, and what draws into it; each is made when it is first asked for.
  landbridge.flowPane = function (map, name) {
    if (!map.getPane(name)) {
      map.createPane(name).style.zIndex = 410;
      renderers[name] = L.svg({ pane: name, padding: 0.5 });
    }
    return { pane: name, renderer: renderers[name] };
  };

  // Whether a flow is on the map now: its layer is switched on, and its pane is not hidden.
  landbridge.isShown = function (map, entry) {
    return map.hasLayer(entry.group) && map.getPane(entry.pane).style.display !== "none";
  };

  function colour(layer, flow) {
    layer.on("add", () => {
      const style = layer.getElement().style;
      style.setProperty("--on-light", flow.on_light);
      style.setProperty("--on-dark", flow.on_dark);
    });
  }

  function drawFlow(map, group, flow, pane) {
    const common = Object.assign(landbridge.flowPane(map, pane), { smoothFactor: 0.6 });
    const still = Object.assign({ interactive: false }, common);
    const heads = { className: "lb-arrow", size: 6 + flow.width };
    const casing = new FlowLine(flow.points, { className: "lb-casing", lineCap: "butt", ...still });
    const name = flow.kind === "same" ? "lb-flow lb-flow-same" : "lb-flow";
    const line = new FlowLine(flow.points, { className: name, ...still });
    measure(line);
    const arrows = new Arrowheads(flow.points, { ...heads, ...still });
    const hit = new FlowLine(flow.points, { className: "lb-target", weight: 14, ...common });
    [line, arrows].forEach((layer) => colour(layer, flow));
    const drawn = flow.kind === "same" ? [line, hit] : [casing, line, arrows, hit];
    drawn.forEach((layer) => group.addLayer(layer));
    landbridge.bindCard(hit, flow.card, true);
    landbridge.flowLines.push({ casing, line, hit, group, flow, pane });
  }

  function setWidths(map) {
    const scale = landbridge.flowScale(map);
    for (const { casing, line, flow } of landbridge.flowLines) {
      const width = flow.width * scale;
      const dash = flow.dash.map((part) => (part * Math.max(width, 1.6)).toFixed(1)).join(" ");
      casing.setStyle({ weight: width + 2.5 * scale });
      line.setStyle({ weight: width, dashArray: dash || null });
    }
    document.querySelectorAll("[data-width]").forEach((sample) => {
      sample.setAttribute("stroke-width", sample.dataset.width * scale);
    });
  }

  landbridge.drawFlows = function (map, group, flows, pane) {
    flows.forEach((flow) => drawFlow(map, group, flow, pane || "flows"));
  };

  landbridge.scaleFlows = function (map) {
    map.on("zoomend", () => setWidths(map));
    setWidths(map);
  };

  // The same flows as a list of buttons: the way in for a keyboard or a screen reader.
  landbridge.listFlows = function (map, limit, pane) {
    const place = document.getElementById("lb-flow-list");
    const listed = landbridge.flowLines.filter((entry) => entry.pane === (pane || "flows"));
    const flows = listed.sort((a, b) => b.flow.boxes - a.flow.boxes);
    for (const entry of flows.slice(0, limit)) {
      const item = landbridge.element("li");
      const card = entry.flow.card;
      const text = landbridge.fill(LISTED, { title: card.title, summary: card.summary });
      landbridge.button(text, () => {
        if (!map.hasLayer(entry.group)) map.addLayer(entry.group);
        if (landbridge.reveal) landbridge.reveal(entry);
        map.fitBounds(entry.hit.getBounds(), { maxZoom: 7, padding: [60, 60], animate: false });
        landbridge.openCard(map, entry.hit.getCenter(), card);
      }, item);
      place.appendChild(item);
    }
  };
})(window.landbridge);
