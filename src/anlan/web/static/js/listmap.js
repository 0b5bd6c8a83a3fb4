/** The rows of a list on a map, under the same filters; a pin opens its record. */
import { makeMap } from "./ground.js";
import { TiledLayer } from "./tiles.js";
import { watchPins } from "./hover.js";

/** @type {WeakMap<HTMLElement, Promise<TiledLayer>>} */
const made = new WeakMap();

/** @param {HTMLElement} place @param {string} query */
export async function showRows(place, query) {
  const layer = made.get(place);
  if (layer) { (await layer).narrow(query); return; }
  const making = make(place, query);
  made.set(place, making);
  await making;
}

/** @param {HTMLElement} place @param {string} query */
async function make(place, query) {
  const { ol, map } = await makeMap(place);
  const about = { code: place.dataset.code ?? "", title: place.dataset.label ?? "", tiles: place.dataset.tiles ?? "", legend: [] };
  const layer = new TiledLayer(ol, map, about);
  layer.narrow(query);
  watchPins(ol, map, (feature) => location.assign(`/l/${about.code}/${feature.get("id")}/`));
  return layer;
}
