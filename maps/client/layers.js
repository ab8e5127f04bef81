// The tree of layers in the panel: a checkbox for each layer, and one for each group of them.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  const element = landbridge.element;
  const OPEN = ["Show the parts of {name}", "展开“{name}”"];

  function swatch(entry) {
    const sample = element("span", "lb-swatch");
    sample.style.setProperty("--on-light", entry.on_light);
    sample.style.setProperty("--on-dark", entry.on_dark);
    return sample;
  }

  function row(entry, box) {
    const label = element("label", "lb-row");
    label.appendChild(box);
    if (entry.on_light) label.appendChild(swatch(entry));
    label.appendChild(element("span", "lb-layer", entry.name));
    if (entry.figure) label.appendChild(element("span", "lb-layer-boxes", entry.figure));
    return label;
  }

  function checkbox() {
    const box = element("input");
    box.type = "checkbox";
    box.checked = true;
    return box;
  }

  function leafOf(map, entry, layers, leaves) {
    const item = element("li");
    const box = checkbox();
    const layer = layers[entry.layer];
    box.addEventListener("change", () => {
      if (box.checked) map.addLayer(layer);
      else map.removeLayer(layer);
    });
    item.appendChild(row(entry, box));
    leaves.push({ box, layer });
    return item;
  }

  function arrowOf(entry, list) {
    const arrow = element("button", "lb-arrow-button");
    arrow.type = "button";
    landbridge.describe(arrow, "aria-label", landbridge.fill(OPEN, { name: entry.name }));
    arrow.setAttribute("aria-expanded", "false");
    list.hidden = true;
    arrow.addEventListener("click", () => {
      list.hidden = !list.hidden;
      arrow.setAttribute("aria-expanded", String(!list.hidden));
    });
    return arrow;
  }

  function branchOf(map, entry, layers, state) {
    const item = element("li", "lb-branch");
    const box = checkbox();
    const list = element("ul");
    const own = [];
    for (const child of entry.children) list.appendChild(leafOf(map, child, layers, own));
    box.addEventListener("change", () => {
      const shown = box.checked;
      for (const { layer } of own) shown ? map.addLayer(layer) : map.removeLayer(layer);
    });
    item.append(arrowOf(entry, list), row(entry, box), list);
    state.leaves.push(...own);
    state.branches.push({ box, own });
    return item;
  }

  function refresh(map, state) {
    for (const { box, layer } of state.leaves) box.checked = map.hasLayer(layer);
    for (const { box, own } of state.branches) {
      const shown = own.filter(({ layer }) => map.hasLayer(layer)).length;
      box.checked = shown > 0;
      box.indeterminate = shown > 0 && shown < own.length;
    }
  }

  landbridge.drawLayerTree = function (map, tree, ...layers) {
    const state = { leaves: [], branches: [] };
    const list = element("ul", "lb-tree");
    for (const entry of tree) {
      const item = entry.children
        ? branchOf(map, entry, layers, state)
        : leafOf(map, entry, layers, state.leaves);
      list.appendChild(item);
    }
    document.getElementById("lb-layers").appendChild(list);
    const known = new Set(layers);
    map.on("layeradd layerremove", (event) => {
      if (known.has(event.layer)) refresh(map, state);
    });
  };
})(window.landbridge);
