/** Picking a position in a form: a click or a drag on the map fills longitude and latitude, typing them moves the mark. */
import { colour, makeMap } from "./ground.js";
import { toast } from "./toasts.js";
import { _ } from "./words.js";

/** @param {HTMLElement} box */
export async function start(box) {
  const form = box.closest("form");
  const longitude = /** @type {HTMLInputElement | null} */ (form?.querySelector("[name=longitude]"));
  const latitude = /** @type {HTMLInputElement | null} */ (form?.querySelector("[name=latitude]"));
  const target = /** @type {HTMLElement | null} */ (box.querySelector("[data-map]"));
  if (!form || !longitude || !latitude || !target) return;
  const typed = () => (longitude.value && latitude.value ? /** @type {[number, number]} */ ([Number(longitude.value), Number(latitude.value)]) : null);
  const first = typed();
  const { ol, map, county } = await makeMap(target, first ? { centre: first, zoom: 14 } : {});
  const { Style, Circle, Fill, Stroke } = ol.style;
  const source = new ol.source.Vector();
  map.addLayer(new ol.layer.Vector({ source, zIndex: 50, style: new Style({ image: new Circle({ radius: 10, fill: new Fill({ color: colour("dot-red") }), stroke: new Stroke({ color: "#fff", width: 2.5 }) }) }) }));

  const mark = (/** @type {[number, number] | null} */ at) => {
    source.clear();
    if (at && at.every(Number.isFinite)) source.addFeature(new ol.Feature(new ol.geom.Point(ol.proj.fromLonLat(at))));
  };
  const write = (/** @type {[number, number] | null} */ at) => {
    longitude.value = at ? at[0].toFixed(6) : "";
    latitude.value = at ? at[1].toFixed(6) : "";
    longitude.dispatchEvent(new Event("input", { bubbles: true }));
    longitude.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  };
  const put = (/** @type {[number, number]} */ at) => { mark(at); write(at); };

  mark(first);
  map.on("singleclick", (/** @type {any} */ event) => put(ol.proj.toLonLat(event.coordinate)));
  const drag = new ol.interaction.Modify({ source, hitDetection: true });
  drag.on("modifyend", (/** @type {any} */ event) => write(ol.proj.toLonLat(event.features.item(0).getGeometry().getCoordinates())));
  map.addInteraction(drag);
  const follow = () => {
    const at = typed();
    mark(at);
    if (at?.every(Number.isFinite)) map.getView().animate({ center: ol.proj.fromLonLat(at), duration: 200 });
  };
  longitude.addEventListener("change", follow);
  latitude.addEventListener("change", follow);
  form.addEventListener("anlan:filled", follow);
  box.querySelector("[data-empty]")?.addEventListener("click", () => {
    mark(null);
    write(null);
    if (county) map.getView().fit(county, { padding: [24, 24, 24, 24] });
  });
  box.querySelector("[data-locate]")?.addEventListener("click", () => locate((at) => {
    put(at);
    map.getView().animate({ center: ol.proj.fromLonLat(at), zoom: 16, duration: 300 });
  }));
}

/** @param {(at: [number, number]) => void} found */
function locate(found) {
  const failed = () => toast(_("这台设备没有给出位置。请在地图上点选，或直接填经纬度。"), "warning");
  if (!navigator.geolocation) { failed(); return; }
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => found([coords.longitude, coords.latitude]),
    failed,
    { enableHighAccuracy: true, timeout: 10000 },
  );
}
