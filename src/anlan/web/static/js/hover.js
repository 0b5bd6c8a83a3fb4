/** Pointing at pins: a name beside the pointer, a click on a pin opens it, a click on a cluster goes nearer. */

/**
 * @param {any} ol
 * @param {any} map
 * @param {(feature: any, layer: any) => void} opened
 * @returns {{rest: boolean}} set `rest` while another tool uses clicks
 */
export function watchPins(ol, map, opened) {
  const state = { rest: false };
  const name = document.createElement("div");
  name.className = "pin-name";
  const overlay = new ol.Overlay({ element: name, offset: [0, -14], positioning: "bottom-center", stopEvent: false });
  map.addOverlay(overlay);
  const under = (/** @type {number[]} */ pixel) => {
    let found = null;
    map.forEachFeatureAtPixel(pixel, (/** @type {any} */ feature, /** @type {any} */ layer) => {
      if (!layer?.get("about")) return false;
      found = [feature, layer];
      return true;
    }, { hitTolerance: 4 });
    return /** @type {[any, any] | null} */ (found);
  };
  map.on("pointermove", (/** @type {any} */ event) => {
    if (event.dragging) return;
    const hit = state.rest ? null : under(event.pixel);
    map.getTargetElement().classList.toggle("pointing", Boolean(hit));
    const label = hit?.[0].get("label");
    if (hit && label) {
      name.textContent = label;
      overlay.setPosition(hit[0].getGeometry().getCoordinates());
    } else overlay.setPosition(undefined);
  });
  map.on("singleclick", (/** @type {any} */ event) => {
    const hit = state.rest ? null : under(event.pixel);
    if (!hit) return;
    const [feature, layer] = hit;
    if (feature.get("parts")) {
      const view = map.getView();
      view.animate({ center: feature.getGeometry().getCoordinates(), zoom: Math.min(view.getZoom() + 2, 19), duration: 250 });
    } else opened(feature, layer);
  });
  return state;
}
