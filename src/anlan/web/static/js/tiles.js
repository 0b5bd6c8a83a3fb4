/**
 * A ledger's layer: asks the server for what lies in view, tile by tile, as clusters far out and points near by. Tiles stay
 * for some minutes, so that going back costs nothing.
 */
import { askJson } from "./requests.js";
import { zoomOf } from "./ground.js";
import { Pins } from "./pins.js";

const KEEP = 400;
const KEEP_MS = 180e3;
const LEAST = 3;
const MOST = 18;
const STEP = 2; // as the server's clusters
const FEW = 4;

export class TiledLayer {
  /**
   * @param {any} ol
   * @param {any} map
   * @param {{code: string, title: string, tiles: string, legend: {value: string, label: string}[]}} about
   * @param {boolean} [square] see Pins
   */
  constructor(ol, map, about, square = false) {
    this.ol = ol;
    this.map = map;
    this.about = about;
    this.query = "";
    this.stale = false; // what is drawn belongs to another moment, and stays until the new one is here
    this.chosen = "";
    this.pins = new Pins(ol, about.legend, square);
    this.source = new ol.source.Vector();
    this.layer = new ol.layer.Vector({ source: this.source, zIndex: 20, style: (/** @type {any} */ feature) => this.pins.style(feature), updateWhileInteracting: true });
    this.layer.set("about", about);
    /** By query and tile. @type {Map<string, {at: number, dense: boolean, features: any[], gathered: any[]}>} */
    this.kept = new Map();
    /** @type {Map<string, AbortController>} */
    this.running = new Map();
    /** @type {(state: "busy" | "ready" | "failed") => void} */
    this.told = () => {};
    map.addLayer(this.layer);
    map.on("moveend", () => this.update());
    document.addEventListener("anlan:theme", () => this.layer.changed());
    document.addEventListener("anlan:online", () => this.update());
  }

  /** @param {boolean} on */
  show(on) {
    this.layer.setVisible(on);
    if (on) this.update();
  }

  /** @param {string} query filters of the list, without the question mark */
  narrow(query) {
    this.kept.clear();
    this.ask(query);
  }

  /** @param {string} moment `now` or a past one */
  stand(moment) {
    this.stale = this.query !== "";
    this.ask(`moment=${encodeURIComponent(moment)}`);
  }

  /** @param {string} query */
  ask(query) {
    this.query = query;
    for (const control of this.running.values()) control.abort();
    this.running.clear();
    this.update();
  }

  /** A tile's name among those kept. @param {string} key */
  named(key) { return `${this.query} ${key}`; }

  /** Tiles in view at the zoom asked for. @returns {string[]} */
  wanted() {
    const size = this.map.getSize();
    const view = this.map.getView();
    if (!size || !size[0] || !view.getCenter()) return [];
    const zoom = Math.max(LEAST, Math.min(MOST, Math.round(zoomOf(view.getResolution())) - 1));
    const world = 20037508.342789244;
    const span = (2 * world) / 2 ** zoom;
    const [west, south, east, north] = view.calculateExtent(size);
    const cut = (/** @type {number} */ number) => Math.max(0, Math.min(2 ** zoom - 1, Math.floor(number)));
    const keys = [];
    for (let x = cut((west + world) / span); x <= cut((east + world) / span); x += 1) {
      for (let y = cut((world - north) / span); y <= cut((world - south) / span); y += 1) keys.push(`${zoom}/${x}/${y}`);
    }
    return keys;
  }

  async update() {
    if (!this.layer.getVisible()) return;
    const keys = this.wanted();
    for (const [key, control] of this.running) {
      if (!keys.includes(key)) { control.abort(); this.running.delete(key); }
    }
    const now = Date.now();
    const missing = keys.filter((key) => !this.running.has(key) && !(now - (this.kept.get(this.named(key))?.at ?? 0) < KEEP_MS));
    this.paint(keys);
    if (missing.length) this.told("busy");
    const answers = await Promise.allSettled(missing.map((key) => this.fetch(key)));
    if (answers.some((one) => one.status === "rejected" && one.reason?.name !== "AbortError")) { this.stale = false; this.told("failed"); }
    else if (!this.running.size) this.told("ready");
    while (this.kept.size > KEEP) this.kept.delete(/** @type {string} */ (this.kept.keys().next().value));
  }

  /** @param {string} key */
  async fetch(key) {
    const control = new AbortController();
    const name = this.named(key);
    this.running.set(key, control);
    const [z, x, y] = key.split("/");
    const address = this.about.tiles.replace("{z}", z).replace("{x}", x).replace("{y}", y);
    try {
      const answer = await askJson(`${address}${this.query ? `?${this.query}` : ""}`, { signal: control.signal });
      const dense = Boolean(answer.clusters?.length);
      const gathered = this.features(dense ? answer : gather(answer, key));
      this.kept.set(name, { at: Date.now(), dense, features: dense ? gathered : this.features(answer), gathered });
      this.paint(this.wanted());
    } finally {
      if (this.running.get(key) === control) this.running.delete(key);
    }
  }

  /** @param {{clusters?: [number, number, number, Record<string, number>][], points?: [number, number, number, string, string][]}} tile */
  features(tile) {
    const { Feature, geom, proj } = this.ol;
    const at = (/** @type {number} */ longitude, /** @type {number} */ latitude) => new geom.Point(proj.fromLonLat([longitude, latitude]));
    return [
      ...(tile.clusters ?? []).map(([longitude, latitude, count, parts]) => new Feature({ geometry: at(longitude, latitude), count, parts: parts ?? {} })),
      ...(tile.points ?? []).map(([id, longitude, latitude, shade, label]) => new Feature({ geometry: at(longitude, latitude), id, colour: shade, label })),
    ];
  }

  /** Draw the tiles that are here; while finer ones are on their way, what was drawn stays. @param {string[]} keys */
  paint(keys) {
    const ready = keys.filter((key) => this.kept.has(this.named(key)));
    if ((!ready.length && this.running.size) || (this.stale && ready.length < keys.length)) return;
    this.stale = false;
    const tiles = ready.flatMap((key) => this.kept.get(this.named(key)) ?? []);
    const dense = tiles.some((tile) => tile.dense);
    this.source.clear(true);
    this.source.addFeatures(tiles.flatMap((tile) => (dense ? tile.gathered : tile.features)));
    this.mark();
  }

  /** Point one row's pin out, also when its tile comes later. @param {string} key its id, or empty for none */
  choose(key) {
    this.chosen = key;
    this.mark();
  }

  mark() {
    this.source.forEachFeature((/** @type {any} */ feature) => {
      const chosen = this.chosen !== "" && String(feature.get("id")) === this.chosen;
      if (Boolean(feature.get("chosen")) !== chosen) feature.set("chosen", chosen);
    });
  }
}

/**
 * Points of a tile as clusters, so that a thin tile beside a dense one looks like its neighbour.
 * @param {{points?: [number, number, number, string, string][]}} tile
 * @param {string} key
 */
function gather(tile, key) {
  const zoom = Number(key.split("/")[0]);
  /** @type {Map<string, [number, number, number, string, string][]>} */
  const cells = new Map();
  for (const point of tile.points ?? []) {
    const cell = cellOf(point[1], point[2], zoom + STEP);
    cells.set(cell, [...(cells.get(cell) ?? []), point]);
  }
  const clusters = [];
  const points = [];
  for (const held of cells.values()) {
    if (held.length < FEW) { points.push(...held); continue; }
    /** @type {Record<string, number>} */
    const parts = {};
    for (const [, , , shade] of held) parts[shade] = (parts[shade] ?? 0) + 1;
    const middle = (/** @type {1 | 2} */ axis) => held.reduce((sum, point) => sum + point[axis], 0) / held.length;
    clusters.push(/** @type {[number, number, number, Record<string, number>]} */ ([middle(1), middle(2), held.length, parts]));
  }
  return { clusters, points };
}

/** @param {number} longitude @param {number} latitude @param {number} zoom */
function cellOf(longitude, latitude, zoom) {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const x = Math.floor(((longitude + 180) / 360) * 2 ** zoom);
  const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** zoom);
  return `${x}/${y}`;
}
