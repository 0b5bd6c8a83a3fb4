/** The map beside a call-out's board: where to muster, where teams set out, from where people answered; asked for again. */
import { colour, makeMap } from "./ground.js";
import { askJson } from "./requests.js";

const PAUSE = 5000;
const DOTS = /** @type {Record<string, string>} */ ({ arrived: "done", on_the_way: "accent", need_help: "late", unable: "soon" });

/** @param {HTMLElement} place */
export async function start(place) {
  const { ol, map } = await makeMap(place, {});
  const { Style, Circle, RegularShape, Fill, Stroke } = ol.style;
  const edge = new Stroke({ color: "#fff", width: 1.5 });
  const source = new ol.source.Vector();
  map.addLayer(new ol.layer.Vector({ source, zIndex: 50 }));
  let framed = false;

  const put = (/** @type {[number, number]} */ at, /** @type {any} */ image) => {
    const feature = new ol.Feature(new ol.geom.Point(ol.proj.fromLonLat(at)));
    feature.setStyle(new Style({ image }));
    source.addFeature(feature);
  };
  const draw = (/** @type {{muster: [number, number] | null, teams: any[], people: any[]}} */ now) => {
    source.clear();
    for (const team of now.teams) put(team.at, new RegularShape({ points: 3, radius: 9, fill: new Fill({ color: colour("accent") }), stroke: edge }));
    for (const person of now.people) put(person.at, new Circle({ radius: 5, fill: new Fill({ color: colour(DOTS[person.word] ?? "accent") }), stroke: edge }));
    if (now.muster) put(now.muster, new RegularShape({ points: 4, radius: 12, angle: Math.PI / 4, fill: new Fill({ color: colour("dot-red") }), stroke: edge }));
    if (!framed && !source.isEmpty()) {
      map.getView().fit(source.getExtent(), { padding: [40, 40, 40, 40], maxZoom: 14 });
      framed = true;
    }
  };
  const ask = async () => {
    if (!place.isConnected) return;
    try {
      draw(await askJson(place.dataset.address ?? "", { headers: { "X-Anlan-Background": "1" } }));
    } catch (error) {
      console.warn(error);
    }
    if (place.dataset.running) setTimeout(ask, PAUSE);
  };
  await ask();
}
