/** The small map of a record: where it lies, on our own ground; not to be moved. */
import { colour, makeMap } from "./ground.js";

/** @param {HTMLElement} place */
export async function start(place) {
  const at = /** @type {[number, number]} */ ([Number(place.dataset.longitude), Number(place.dataset.latitude)]);
  const { ol, map } = await makeMap(place, { still: true, centre: at, zoom: 12.6 });
  const { Style, Circle, Fill, Stroke } = ol.style;
  const pin = new ol.Feature(new ol.geom.Point(ol.proj.fromLonLat(at)));
  pin.setStyle(new Style({ image: new Circle({ radius: 9, fill: new Fill({ color: colour("dot-red") }), stroke: new Stroke({ color: "#fff", width: 2 }) }) }));
  map.addLayer(new ol.layer.Vector({ source: new ol.source.Vector({ features: [pin] }), zIndex: 50 }));
}
