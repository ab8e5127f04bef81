// Terminals: a marker each where there is room; those that would cover one another share one.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  const CLOSE_PX = 12;
  const CLUSTER_PX = 17;
  const PASSED_ZOOM = 4;
  const GROUPED = ["{name} and {more} more", "{name} 等 {more} 处"];
  const LISTED = ["{title}: {summary}", "{title}：{summary}"];
  const reaches = new Map();

  // How far from its middle the marker of a terminal reaches in pixels, 0 where it has none.
  landbridge.markerReach = function (terminal) {
    return reaches.get(terminal.id) || 0;
  };

  // Terminals come most important first; each joins the first group that it would cover.
  function groupsOf(map, entries) {
    const groups = [];
    const zoom = map.getZoom();
    for (const entry of entries) {
      if (entry.terminal.kind === "pass" && zoom < PASSED_ZOOM) continue;
      const point = map.project(entry.marker.getLatLng(), zoom);
      const near = groups.find((group) => group.point.distanceTo(point) < CLOSE_PX);
      if (near) near.entries.push(entry);
      else groups.push({ point, entries: [entry] });
    }
    return groups;
  }

  function clusterOf(map, entries) {
    const count = landbridge.element("div", "lb-cluster", String(entries.length));
    if (entries.some((entry) => entry.terminal.kind === "end")) count.classList.add("lb-cluster-end");
    count.style.width = count.style.height = CLUSTER_PX + "px";
    const icon = L.divIcon({ html: count, className: "", iconSize: [CLUSTER_PX, CLUSTER_PX] });
    const at = entries[0].marker.getLatLng();
    const cluster = L.marker(at, { icon, pane: "terminals", keyboard: false });
    const name = landbridge.fill(GROUPED, {
      name: entries[0].terminal.name, more: entries.length - 1,
    });
    cluster.bindTooltip(() => landbridge.element("strong", "", name), { className: "lb-tooltip" });
    const bounds = L.latLngBounds(entries.map((entry) => entry.marker.getLatLng()));
    cluster.on("click", () => map.fitBounds(bounds, { maxZoom: 9, padding: [80, 80] }));
    return cluster;
  }

  function regroup(map, state) {
    const scale = (1 + landbridge.flowScale(map)) / 2;
    const shown = new Set();
    state.clusters.clearLayers();
    reaches.clear();
    for (const { entries } of groupsOf(map, state.entries)) {
      const marked = entries.filter((entry) => entry.terminal.kind !== "pass");
      const first = entries[0].terminal;
      if (marked.length > 1) state.clusters.addLayer(clusterOf(map, marked));
      else shown.add(entries[0]);
      reaches.set(first.id, marked.length > 1 ? CLUSTER_PX / 2 : first.radius * scale);
    }
    for (const entry of state.entries) {
      if (!shown.has(entry)) state.singles.removeLayer(entry.marker);
      else state.singles.addLayer(entry.marker.setRadius(entry.terminal.radius * scale));
    }
  }

  function entryOf(map, terminal, renderer) {
    const marker = L.circleMarker([terminal.lat, terminal.lon], {
      pane: "terminals",
      renderer: renderer,
      radius: terminal.radius,
      className: "lb-terminal lb-terminal-" + terminal.kind,
    });
    landbridge.bindCard(marker, terminal.card, false);
    return { marker, terminal };
  }

  landbridge.drawTerminals = function (map, group, terminals) {
    if (!map.getPane("terminals")) map.createPane("terminals").style.zIndex = 450;
    const renderer = L.svg({ pane: "terminals", padding: 0.5 });
    const state = {
      entries: terminals.map((terminal) => entryOf(map, terminal, renderer)),
      singles: L.layerGroup().addTo(group),
      clusters: L.layerGroup().addTo(group),
    };
    landbridge.terminalMarkers = state.entries;
    map.on("zoomend", () => regroup(map, state));
    regroup(map, state);
  };

  // Terminals as a list of buttons: the way in for a keyboard or a screen reader.
  landbridge.listTerminals = function (map, limit) {
    const place = document.getElementById("lb-terminal-list");
    const busy = landbridge.terminalMarkers.filter((entry) => entry.terminal.kind !== "pass");
    for (const { terminal, marker } of busy.slice(0, limit)) {
      const item = landbridge.element("li");
      const { title, summary } = terminal.card;
      landbridge.button(landbridge.fill(LISTED, { title, summary }), () => {
        map.setView(marker.getLatLng(), Math.max(map.getZoom(), 5), { animate: false });
        landbridge.openCard(map, marker.getLatLng(), terminal.card);
      }, item);
      place.appendChild(item);
    }
  };
})(window.landbridge);
