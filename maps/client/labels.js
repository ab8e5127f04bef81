// Names of terminals: as many as fit without covering one another.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  const CELL_PX = 8;
  const SAME_SPOT_PX = 15;
  const SAME_PLACE_PX = 48;
  const WORST_COST = 32;
  // So many terminals are named even where their names cover lines.
  const MOST_IMPORTANT = 14;
  const LARGE_MARK_PX = 12;
  const NEAR_PX = 3;
  // Side of the marker, best first: x and y of the label's near edge, in label sizes.
  const SIDES = [[1, 0], [-1, 0], [1, -1], [1, 1], [-1, -1], [-1, 1], [0, -1], [0, 1]];

  function cellsOfFlows(map) {
    const cells = new Set();
    for (const entry of landbridge.flowLines) {
      const rings = landbridge.isShown(map, entry) && entry.line._rings;
      const reach = Math.max(0, entry.line.options.weight / 2 - 1);
      (rings || []).forEach((points) => addCells(points, reach, cells));
    }
    return cells;
  }

  // Cells under the middle of a line and, where it is wide, under its edges.
  function addCells(points, reach, cells) {
    for (let i = 1; i < points.length; i++) {
      const [from, to] = [points[i - 1], points[i]];
      const length = to.distanceTo(from) || 1;
      const steps = Math.min(2000, Math.ceil(length / CELL_PX));
      const [dx, dy] = [((from.y - to.y) * reach) / length, ((to.x - from.x) * reach) / length];
      for (let k = 0; k <= steps; k++) {
        const x = from.x + ((to.x - from.x) * k) / steps;
        const y = from.y + ((to.y - from.y) * k) / steps;
        for (const side of reach ? [-1, 0, 1] : [0]) {
          const [column, row] = [x + side * dx, y + side * dy];
          cells.add(Math.floor(column / CELL_PX) + ":" + Math.floor(row / CELL_PX));
        }
      }
    }
  }

  function boxesOfControls(map, corner) {
    const container = map.getContainer();
    const origin = container.getBoundingClientRect();
    return [...container.querySelectorAll(".leaflet-control")].map((control) => {
      const box = control.getBoundingClientRect();
      const [x, y] = [corner.x - origin.left, corner.y - origin.top];
      return [box.left + x, box.top + y, box.right + x, box.bottom + y];
    });
  }

  function flowsUnder(box, cells) {
    let count = 0;
    for (let x = Math.floor(box[0] / CELL_PX); x <= Math.floor(box[2] / CELL_PX); x++) {
      for (let y = Math.floor(box[1] / CELL_PX); y <= Math.floor(box[3] / CELL_PX); y++) {
        if (cells.has(x + ":" + y)) count++;
      }
    }
    return count;
  }

  function overlap(a, b) {
    return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  }

  function inside(box, view) {
    return box[0] > view[0] && box[1] > view[1] && box[2] < view[2] && box[3] < view[3];
  }

  function boxAt(point, side, size, gap) {
    const x = point.x + side[0] * gap + (side[0] - 1) * 0.5 * size.x;
    const y = point.y + side[1] * gap * 0.8 + (side[1] - 1) * 0.5 * size.y;
    return [x, y, x + size.x, y + size.y];
  }

  function textOf(name) {
    return landbridge.element("div", "lb-label", name);
  }

  const Labels = L.Layer.extend({
    initialize: function (terminals) {
      this._terminals = terminals;
    },

    onAdd: function (map) {
      const pane = map.getPane("labels") || map.createPane("labels");
      pane.style.zIndex = 640;
      pane.style.pointerEvents = "none";
      pane.setAttribute("aria-hidden", "true");
      this._root = landbridge.element("div", "leaflet-zoom-hide");
      pane.appendChild(this._root);
      this._translate = () => this._write();
      document.addEventListener("landbridge:language", this._translate);
      this._write();
    },

    // All names are written before the first is measured: the page is laid out once.
    _write: function () {
      this._root.replaceChildren();
      this._labels = this._terminals.map((terminal) => ({
        terminal: terminal,
        variants: [terminal.name, terminal.place].map((name) => textOf(landbridge.say(name))),
      }));
      const all = this._labels.flatMap((label) => label.variants);
      this._root.append(...all);
      for (const label of this._labels) {
        label.sizes = label.variants.map((text) => L.point(text.offsetWidth, text.offsetHeight));
      }
      all.forEach((text) => (text.style.display = "none"));
      this._place();
    },

    onRemove: function () {
      document.removeEventListener("landbridge:language", this._translate);
      this._root.remove();
    },

    getEvents: function () {
      return { moveend: this._place, "landbridge:flows": this._place, layeradd: this._placeSoon, layerremove: this._placeSoon };
    },

    _placeSoon: function () {
      clearTimeout(this._timer);
      this._timer = setTimeout(() => this._map && this._place(), 30);
    },

    _place: function () {
      const map = this._map;
      const points = this._terminals.map((t) => map.latLngToLayerPoint([t.lat, t.lon]));
      const corner = map.containerPointToLayerPoint([0, 0]);
      const size = map.getSize();
      const view = [corner.x, corner.y, corner.x + size.x, corner.y + size.y];
      const marks = this._marks(points);
      const large = marks.filter((mark) => mark[2] - mark[0] > LARGE_MARK_PX);
      const badges = landbridge.badgeBoxes || [];
      const boxes = [...boxesOfControls(map, corner), ...badges, ...large];
      const scene = { points, view, cells: cellsOfFlows(map), boxes, marks, named: [] };
      this._labels.forEach((label, i) => this._placeOne(label, i, scene));
    },

    _marks: function (points) {
      return points.flatMap((point, i) => {
        const reach = landbridge.markerReach(this._terminals[i]);
        const mark = [point.x - reach, point.y - reach, point.x + reach, point.y + reach];
        return reach ? [Object.assign(mark, { number: i })] : [];
      });
    },

    // Terminals come most important first, so the names that matter take their place first.
    _placeOne: function (label, i, scene) {
      const { terminal, variants, sizes } = label;
      variants.forEach((variant) => (variant.style.display = "none"));
      const point = scene.points[i];
      const mates = this._terminals.filter(
        (t, k) => k !== i && samePlace(t, terminal) && near(point, scene.points[k])
      );
      const variant = mates.length ? 1 : 0;
      if (!landbridge.markerReach(terminal)) return;
      if (this._map.getZoom() < terminal.min_zoom || taken(terminal, point, scene)) return;
      const best = bestBox(i, sizes[variant], gapOf(terminal), scene);
      if (!best) return;
      scene.boxes.push(best);
      scene.named.push({ point: point, place: terminal.place });
      variants[variant].style.display = "";
      L.DomUtil.setPosition(variants[variant], L.point(best[0], best[1]).round());
    },
  });

  function samePlace(a, b) {
    return String(a.place) === String(b.place);
  }

  // Where a circle of what stands there covers the marker, its name keeps off.
  function gapOf(terminal) {
    const reach = landbridge.markerReach(terminal) + 3;
    return reach + (terminal.kind === "pass" ? 0 : landbridge.labelGap || 0);
  }

  function near(a, b) {
    return a.distanceTo(b) < SAME_PLACE_PX;
  }

  function taken(terminal, point, scene) {
    return scene.named.some(
      (other) =>
        other.point.distanceTo(point) < SAME_SPOT_PX ||
        (samePlace(other, terminal) && near(other.point, point))
    );
  }

  // A name beside the marker of another terminal would be read as the name of that.
  function bestBox(number, size, gap, scene) {
    const point = scene.points[number];
    const others = scene.marks.filter((mark) => mark.number !== number);
    let best = null;
    let lowest = number < MOST_IMPORTANT ? 3 * WORST_COST : WORST_COST;
    SIDES.forEach((side, rank) => {
      const box = boxAt(point, side, size, gap);
      if (scene.boxes.some((other) => overlap(box, other))) return;
      if (!inside(box, scene.view)) return;
      const near = [box[0] - NEAR_PX, box[1] - NEAR_PX, box[2] + NEAR_PX, box[3] + NEAR_PX];
      const markers = others.filter((mark) => overlap(near, mark)).length;
      const cost = rank * 0.6 + markers * 9 + flowsUnder(box, scene.cells);
      if (cost < lowest) [best, lowest] = [box, cost];
    });
    return best;
  }

  landbridge.drawLabels = function (group, terminals) {
    new Labels(terminals).addTo(group);
  };
})(window.landbridge);
