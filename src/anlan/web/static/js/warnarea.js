/** Drawing the area of a warning: several shapes, kept as the form's hidden field; the counts beside follow each change. */
import { makeMap } from "./ground.js";
import { Drawing } from "./drawing.js";
import { colour } from "./ground.js";

/** @param {HTMLElement} form */
export async function start(form) {
  const field = /** @type {HTMLInputElement} */ (form.querySelector("#id_shapes"));
  const target = /** @type {HTMLElement} */ (form.querySelector("#warn-map"));
  /** @type {any[]} */
  let shapes = JSON.parse(document.getElementById("warn-shapes")?.textContent ?? "[]");
  field.value = JSON.stringify(shapes);
  const { ol, map, county } = await makeMap(target, {});
  if (county) map.getView().fit(county, { padding: [20, 20, 20, 20] });
  const source = new ol.source.Vector();
  const stroke = new ol.style.Stroke({ color: colour("dot-orange"), width: 2.2 });
  map.addLayer(new ol.layer.Vector({ source, zIndex: 50, style: new ol.style.Style({ stroke, fill: new ol.style.Fill({ color: "rgba(232,114,12,.16)" }) }) }));
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-tool]"));
  const press = (/** @type {string} */ tool) => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.tool === tool)));
  const drawing = new Drawing(ol, map, {
    begun: () => press(drawing.tool),
    ended: () => press(""),
    area: (shape) => { shapes = [...shapes, shape]; drawing.clear("area"); told(); },
    ask: () => {},
  });

  /** Show what stands and tell the form. */
  function told() {
    paint();
    field.value = JSON.stringify(shapes);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function paint() {
    source.clear();
    for (const shape of shapes) source.addFeature(new ol.Feature({ geometry: geometryOf(ol, shape) }));
  }

  paint();
  form.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const tool = target.closest("[data-tool]");
    if (tool instanceof HTMLElement) {
      if (drawing.tool === tool.dataset.tool) drawing.put();
      else drawing.take(tool.dataset.tool ?? "");
    }
    if (target.closest("[data-act='clear']")) { drawing.put(); drawing.clear(); shapes = []; told(); }
  });
}

/** @param {any} ol @param {any} shape as the server takes it */
function geometryOf(ol, shape) {
  if (shape.type === "circle") {
    const centre = ol.proj.fromLonLat([shape.longitude, shape.latitude]);
    return ol.geom.Polygon.fromCircle(new ol.geom.Circle(centre, shape.metres / Math.cos((shape.latitude * Math.PI) / 180)), 96);
  }
  if (shape.type === "rectangle") return ol.geom.Polygon.fromExtent(ol.proj.transformExtent([shape.west, shape.south, shape.east, shape.north], "EPSG:4326", "EPSG:3857"));
  return new ol.format.GeoJSON({ featureProjection: "EPSG:3857" }).readGeometry(shape);
}
