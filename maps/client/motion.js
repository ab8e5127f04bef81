// Who is where at a minute of the plan: nothing here draws, so that tests can ask the same.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  const STRETCH = 5;
  const STEP = 3;
  const ALONG = 100000;

  // Number of the last step that begins at or before a minute, or -1.
  function lastStep(steps, minute) {
    let [low, high] = [0, steps.length / STEP];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (steps[middle * STEP] <= minute) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function valuesAt(steps, minute) {
    const step = lastStep(steps, minute);
    return step < 0 ? [0, 0] : [steps[step * STEP + 1], steps[step * STEP + 2]];
  }

  // Stretches of a track from one minute of the ride to another, each with where it begins and
  // ends on its line. Between two stretches the vehicle stands at a call.
  function covered(track, from, to) {
    const found = [];
    for (let i = 0; i < track.length; i += STRETCH) {
      const [line, first, last, begins, ends] = track.slice(i, i + STRETCH);
      if (begins > to && found.length) break;
      if (ends < from && i + STRETCH < track.length && track[i + STRETCH + 3] <= to) continue;
      const speed = ends > begins ? (last - first) / (ends - begins) : 0;
      const at = (minute) => first + speed * (Math.min(Math.max(minute, begins), ends) - begins);
      const arrived = ends > begins ? at(to) : last;
      found.push({ line: line, from: at(from) / ALONG, to: arrived / ALONG });
    }
    return found;
  }

  landbridge.motion = function (data) {
    const [TRACK, VEHICLE, DEPARTS, ARRIVES, BOXES] = [0, 1, 2, 3, 4];

    // Loads of one departure travel together: one vehicle with the boxes of all of them.
    function vehicles(minute) {
      const found = new Map();
      data.loads.forEach((load, number) => {
        if (load[DEPARTS] > minute || load[ARRIVES] <= minute) return;
        const known = found.get(load[VEHICLE]);
        if (known) {
          known.boxes += load[BOXES];
          known.loads.push(number);
          return;
        }
        const place = covered(data.tracks[load[TRACK]], minute - load[DEPARTS], minute - load[DEPARTS]);
        const last = place[place.length - 1];
        found.set(load[VEHICLE], {
          vehicle: load[VEHICLE], boxes: load[BOXES], loads: [number], line: last.line, along: last.to,
        });
      });
      return [...found.values()];
    }

    function tail(number, minute, length) {
      const load = data.loads[number];
      const ridden = minute - load[DEPARTS];
      return covered(data.tracks[load[TRACK]], Math.max(0, ridden - length), ridden);
    }

    // Boxes under way in each of some spans of time, by the line on which they depart.
    function activity(spans) {
      const width = data.minutes / spans;
      const byLine = new Map();
      for (const load of data.loads) {
        const line = data.tracks[load[TRACK]][0];
        if (!byLine.has(line)) byLine.set(line, new Array(spans).fill(0));
        const sums = byLine.get(line);
        for (let k = Math.floor(load[DEPARTS] / width); k < spans && k * width < load[ARRIVES]; k++) {
          const shared = Math.min(load[ARRIVES], (k + 1) * width) - Math.max(load[DEPARTS], k * width);
          sums[k] += (load[BOXES] * shared) / width;
        }
      }
      return byLine;
    }

    function vehicleSizes() {
      const sizes = new Map();
      for (const load of data.loads) {
        sizes.set(load[VEHICLE], (sizes.get(load[VEHICLE]) || 0) + load[BOXES]);
      }
      return [...sizes.values()];
    }

    return {
      data: data,
      total: data.boxes,
      vehicleSizes: vehicleSizes,
      vehicles: vehicles,
      tail: tail,
      activity: activity,
      standing: (stay, minute) => valuesAt(stay.steps, minute),
      totals: (minute) => valuesAt(data.totals, minute),
    };
  };
})(window.landbridge);
