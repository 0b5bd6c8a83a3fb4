/** The areas of warnings in force, now or at a past moment, on the one map, in their colours and with their names. */
import { colour, fontStack } from "./ground.js";
import { askJson } from "./requests.js";

const ADDRESS = "/warnings/shapes.json";
const EVERY = 60_000;

/** @param {any} ol @param {any} map @returns {(moment: string) => Promise<void>} draws those of another moment */
export function drawWarnings(ol, map) {
  const source = new ol.source.Vector();
  map.addLayer(new ol.layer.Vector({ source, zIndex: 4, style: (/** @type {any} */ feature) => styleOf(ol, feature) }));
  let shown = "now";
  const load = async () => {
    const asked = shown;
    try {
      const found = await askJson(`${ADDRESS}?moment=${encodeURIComponent(asked)}`);
      if (asked !== shown) return;
      source.clear();
      source.addFeatures(new ol.format.GeoJSON({ featureProjection: "EPSG:3857" }).readFeatures(found));
    } catch (error) {
      console.warn(error);
    }
  };
  setInterval(() => { if (shown === "now") load(); }, EVERY);
  return (moment) => { shown = moment; return load(); };
}

/** @param {any} ol @param {any} feature */
function styleOf(ol, feature) {
  const shade = colour(`level-${feature.get("level")}`) || "#c00";
  return new ol.style.Style({
    stroke: new ol.style.Stroke({ color: shade, width: 2.4, lineDash: [10, 6] }),
    fill: new ol.style.Fill({ color: `${shade}1c` }),
    text: new ol.style.Text({ text: feature.get("name"), font: `600 13px ${fontStack()}`, overflow: true, fill: new ol.style.Fill({ color: shade }), stroke: new ol.style.Stroke({ color: "#fff", width: 3 }) }),
  });
}
