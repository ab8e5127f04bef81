// Land, water and borders as vectors, below everything else.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  function paneOf(map) {
    if (!map.getPane("basemap")) {
      const pane = map.createPane("basemap");
      pane.style.zIndex = 150;
      pane.setAttribute("aria-hidden", "true");
      landbridge.basemapRenderer = L.svg({ pane: "basemap", padding: 1 });
    }
    return "basemap";
  }

  landbridge.drawBasemap = function (map, group, className, geometry) {
    L.geoJSON(geometry, {
      pane: paneOf(map),
      renderer: landbridge.basemapRenderer,
      interactive: false,
      smoothFactor: 0.8,
      style: { className: className },
    }).addTo(group);
  };
})(window.landbridge);
