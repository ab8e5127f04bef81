// Draws a moment of the plan: vehicles on their lines with what they ran last, and what stands
// at terminals. Positions follow the lines as they are drawn, lanes and all.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const TAIL_MINUTES = 720;
  const LONGEST_TAIL_PX = 64;
  const ONE_PLACE_PX = 30;
  const [LEAST_BOX_PX, MOST_BOX_PX] = [9, 26];
  const [LEAST_STAY_PX, MOST_STAY_PX] = [8, 19];

  function shape(tag, className, parent) {
    const node = document.createElementNS(SVG, tag);
    if (className) node.setAttribute("class", className);
    if (parent) parent.appendChild(node);
    return node;
  }
  landbridge.shape = shape;

  function lineColours(node, flow) {
    node.style.setProperty("--on-light", flow.on_light);
    node.style.setProperty("--on-dark", flow.on_dark);
  }
  landbridge.lineColours = lineColours;

  // Points of a drawn line between two places on it, both ends included.
  function drawnBetween(rings, from, to) {
    const points = [];
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        const [a, b] = [ring[i - 1], ring[i]];
        if (b.along < from || a.along > to) continue;
        if (!points.length) points.push(onSegment(a, b, from));
        points.push(b.along > to ? onSegment(a, b, to) : b);
      }
    }
    return points;
  }

  function onSegment(a, b, along) {
    const share = b.along > a.along ? (along - a.along) / (b.along - a.along) : 1;
    const point = a.add(b.subtract(a).multiplyBy(Math.min(1, Math.max(0, share))));
    point.angle = Math.atan2(b.y - a.y, b.x - a.x);
    return point;
  }

  // Leaves the end of a path, as long as a tail may be: an aircraft gets far in half a day.
  function shorten(points) {
    let length = 0;
    for (let i = points.length - 1; i > 0; i--) {
      const step = points[i].distanceTo(points[i - 1]);
      if (length + step > LONGEST_TAIL_PX) {
        const share = (LONGEST_TAIL_PX - length) / step;
        points[i - 1] = points[i].add(points[i - 1].subtract(points[i]).multiplyBy(share));
        points.splice(0, i - 1);
        return;
      }
      length += step;
    }
  }

  function pointAt(rings, along) {
    let found = null;
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        if (found && ring[i - 1].along > along) return found;
        if (ring[i].along >= along || !found) found = onSegment(ring[i - 1], ring[i], along);
        if (ring[i].along >= along) return found;
      }
    }
    return found || null;
  }

  landbridge.motionPoint = pointAt;

  // A container seen from above with a nose that points ahead; its area grows with the boxes.
  function hull(boxes, most) {
    const share = Math.sqrt(Math.min(1, boxes / most));
    const length = LEAST_BOX_PX + (MOST_BOX_PX - LEAST_BOX_PX) * share;
    const half = 3.4 + 2.6 * share;
    const [back, shoulder, nose] = [-length / 2, length / 2 - half * 0.8, length / 2 + half * 0.5];
    return `M${back} ${-half}H${shoulder}L${nose} 0L${shoulder} ${half}H${back}Z`;
  }
  landbridge.hull = hull;

  landbridge.MotionScene = L.Layer.extend({
    initialize: function (motion, lines, options) {
      L.setOptions(this, options);
      this._motion = motion;
      this._lines = lines;
      this._most = Math.max(1, ...motion.vehicleSizes());
      this._minute = 0;
      this._vehicles = new Map();
    },

    onAdd: function (map) {
      const pane = map.getPane("motion") || map.createPane("motion");
      pane.style.zIndex = 460;
      pane.setAttribute("aria-hidden", "true");
      this._root = shape("svg", "lb-scene leaflet-zoom-hide", pane);
      this._tails = shape("g", "", this._root);
      this._places = shape("g", "", this._root);
      this._hulls = shape("g", "", this._root);
      this._vehicles.clear();
      this._gather();
      this.show(this._minute);
    },

    onRemove: function () {
      this._root.remove();
    },

    getEvents: function () {
      return { zoomend: this._redraw, viewreset: this._redraw, layeradd: this._again, layerremove: this._again };
    },

    _redraw: function () {
      this._gather();
      this.show(this._minute);
    },

    _again: function (event) {
      if (event.layer !== this) this.show(this._minute);
    },

    show: function (minute) {
      this._minute = minute;
      const seen = new Set();
      this.moving = this._motion.vehicles(minute);
      for (const vehicle of this.moving) {
        const entry = this._lines[vehicle.line];
        if (!this._map.hasLayer(entry.group)) continue;
        const point = pointAt(entry.line._rings || [], vehicle.along);
        if (!point) continue;
        seen.add(vehicle.vehicle);
        this._place(vehicle, point, minute);
      }
      for (const [number, drawn] of this._vehicles) {
        if (!seen.has(number)) this._hide(drawn);
      }
      this._showPlaces(minute);
    },

    _hide: function (drawn) {
      drawn.hull.style.display = "none";
      drawn.tail.style.display = "none";
    },

    _place: function (vehicle, point, minute) {
      let drawn = this._vehicles.get(vehicle.vehicle);
      if (!drawn) {
        drawn = this._make(vehicle);
        this._vehicles.set(vehicle.vehicle, drawn);
      }
      if (drawn.boxes !== vehicle.boxes) {
        drawn.boxes = vehicle.boxes;
        drawn.hull.setAttribute("d", hull(vehicle.boxes, this._most));
      }
      drawn.hull.style.display = drawn.tail.style.display = "";
      drawn.vehicle = vehicle;
      const degrees = (point.angle * 180) / Math.PI;
      const place = `translate(${point.x.toFixed(1)} ${point.y.toFixed(1)})`;
      drawn.hull.setAttribute("transform", `${place} rotate(${degrees.toFixed(1)})`);
      drawn.tail.setAttribute("d", this.options.still ? "M0 0" : this._tailPath(vehicle, minute));
    },

    _make: function (vehicle) {
      const drawn = {
        tail: shape("path", "lb-tail", this._tails),
        hull: shape("path", "lb-vehicle", this._hulls),
      };
      [drawn.tail, drawn.hull].forEach((node) => lineColours(node, this._lines[vehicle.line].flow));
      drawn.hull.addEventListener("mouseenter", () => this.options.onHover(drawn.vehicle, true));
      drawn.hull.addEventListener("mouseleave", () => this.options.onHover(drawn.vehicle, false));
      drawn.hull.addEventListener("click", (event) => {
        event.stopPropagation();
        this.options.onPick(drawn.vehicle);
      });
      return drawn;
    },

    _tailPath: function (vehicle, minute) {
      const points = [];
      for (const part of this._motion.tail(vehicle.loads[0], minute, TAIL_MINUTES)) {
        points.push(...drawnBetween(this._lines[part.line].line._rings || [], part.from, part.to));
      }
      if (points.length < 2) return "M0 0";
      shorten(points);
      return "M" + points.map((p) => p.x.toFixed(1) + " " + p.y.toFixed(1)).join("L");
    },

    // Terminals that lie on one spot of the screen share a circle.
    _gather: function () {
      this._places.replaceChildren();
      this._circles = [];
      for (const stay of this._motion.data.stays) {
        const point = this._map.latLngToLayerPoint([stay.lat, stay.lon]);
        let circle = this._circles.find((other) => other.point.distanceTo(point) < ONE_PLACE_PX);
        if (!circle) {
          circle = { point: point, stays: [], ...this._circleAt(point) };
          this._circles.push(circle);
        }
        circle.stays.push(stay);
      }
    },

    _circleAt: function (point) {
      const group = shape("g", "lb-stay", this._places);
      group.setAttribute("transform", `translate(${point.x} ${point.y})`);
      const parts = { group: group, disc: shape("circle", "", group), ring: shape("circle", "lb-wait", group) };
      parts.ring.setAttribute("transform", "rotate(-90)");
      parts.ring.setAttribute("pathLength", "100");
      return { ...parts, text: shape("text", "", group) };
    },

    _showPlaces: function (minute) {
      for (const circle of this._circles) {
        let [boxes, waiting] = [0, 0];
        for (const stay of circle.stays) {
          const [all, idle] = this._motion.standing(stay, minute);
          boxes += all;
          waiting += idle;
        }
        this._fill(circle, boxes, waiting);
      }
    },

    _fill: function (circle, boxes, waiting) {
      circle.group.style.display = boxes > 0 ? "" : "none";
      if (boxes === circle.boxes && waiting === circle.waiting) return;
      Object.assign(circle, { boxes: boxes, waiting: waiting });
      const share = Math.sqrt(Math.min(1, boxes / 120));
      const radius = LEAST_STAY_PX + (MOST_STAY_PX - LEAST_STAY_PX) * share;
      [circle.disc, circle.ring].forEach((node) => node.setAttribute("r", radius.toFixed(1)));
      const part = boxes > 0 ? (100 * waiting) / boxes : 0;
      circle.ring.setAttribute("stroke-dasharray", `${part.toFixed(1)} 100`);
      circle.ring.style.display = part > 0.5 ? "" : "none";
      circle.text.textContent = boxes < 1 ? "<1" : String(Math.round(boxes));
    },
  });
})(window.landbridge);
