/**
 * The ground every map stands on, drawn by ourselves: boundaries, water, roads, names and a grid of degrees. It needs no tile
 * server and no outside network; where one is configured (data-tiles of the body), its pictures lie beneath.
 * Longitude and latitude are CGCS2000/WGS-84 everywhere outside this module.
 */
import { askJson, loadScript, loadStyles } from "./requests.js";
import { _ } from "./words.js";

const LIBRARY = new URL("../vendor/ol/ol.js", import.meta.url).href;
const STYLES = new URL("../vendor/ol/ol.css", import.meta.url).href;
const OWN_STYLES = new URL("../css/map.css", import.meta.url).href;
const BASE = "/map/base.json";
const VILLAGE_ZOOM = 11.5;

/** @type {Promise<any> | null} */
let ground = null;

/** OpenLayers, loaded once. @returns {Promise<any>} */
export async function openLayers() {
  loadStyles(STYLES);
  loadStyles(OWN_STYLES);
  await loadScript(LIBRARY);
  return /** @type {any} */ (globalThis).ol;
}

/** @param {string} name of a colour in our style sheet @returns {string} */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const fontStack = () => getComputedStyle(document.body).fontFamily;

/** Boundaries, water and roads, fetched once a page. */
function baseFeatures() {
  ground ??= askJson(BASE).catch((error) => { ground = null; throw error; });
  return ground;
}

/**
 * A map on our ground.
 * @param {HTMLElement} target
 * @param {{still?: boolean, centre?: [number, number], zoom?: number, grid?: boolean}} [options]
 * @returns {Promise<{ol: any, map: any, layers: Record<string, any>, county: number[] | null}>}
 */
export async function makeMap(target, options = {}) {
  const ol = await openLayers();
  const layers = groundLayers(ol);
  layers.grid.setVisible(options.grid ?? false);
  const map = new ol.Map({
    target,
    layers: [layers.pictures, layers.land, layers.lines, layers.grid, layers.names].filter(Boolean),
    controls: options.still ? [] : ol.control.defaults.defaults({
      zoomOptions: { zoomInTipLabel: _("放大"), zoomOutTipLabel: _("缩小") }, rotate: false, attribution: false,
    }).extend([new ol.control.ScaleLine({ minWidth: 80 })]),
    interactions: options.still ? [] : ol.interaction.defaults.defaults({ altShiftDragRotate: false, pinchRotate: false, onFocusOnly: false }),
    view: new ol.View({ center: ol.proj.fromLonLat(options.centre ?? [104, 35.5]), zoom: options.zoom ?? 4, minZoom: 3, maxZoom: 20, enableRotation: false }),
  });
  target.setAttribute("tabindex", options.still ? "-1" : "0");
  document.addEventListener("anlan:theme", () => restyle(ol, layers));
  let county = null;
  try {
    county = fill(ol, layers, await baseFeatures());
    if (county && !options.centre) map.getView().fit(county, { padding: [24, 24, 24, 24] });
  } catch (error) {
    console.warn(error);
  }
  return { ol, map, layers, county };
}

/** @param {any} ol @returns {Record<string, any>} */
function groundLayers(ol) {
  const addresses = (document.body.dataset.tiles ?? "").split(" ").filter(Boolean);
  const vector = (/** @type {number} */ zIndex, options = {}) => new ol.layer.Vector({ source: new ol.source.Vector(), zIndex, ...options });
  /** @type {Record<string, any>} */
  const layers = {
    pictures: addresses.length ? new ol.layer.Group({ layers: addresses.map((address) => pictureLayer(ol, address)), zIndex: 0 }) : null,
    land: vector(1),
    lines: vector(2),
    names: vector(40, { declutter: "names" }),
    grid: new ol.layer.Graticule({ strokeStyle: new ol.style.Stroke({ color: "rgba(110,125,142,.35)", width: 1, lineDash: [3, 4] }), showLabels: true, wrapX: false, zIndex: 3 }),
  };
  restyle(ol, layers);
  return layers;
}

/** Tiles of one address: pictures, or vectors that are drawn in the colours of our own ground. @param {any} ol @param {string} url */
function pictureLayer(ol, url) {
  if (!("tilesVector" in document.body.dataset)) {
    const outside = url.startsWith("http");
    return new ol.layer.Tile({ source: new ol.source.XYZ({ url, crossOrigin: outside ? "anonymous" : undefined }) });
  }
  const source = new ol.source.VectorTile({ url, format: new ol.format.MVT(), maxZoom: 15 });
  return new ol.layer.VectorTile({ source, style: (/** @type {any} */ feature) => vectorStyle(ol, feature) });
}

/** @param {any} ol @param {any} feature */
function vectorStyle(ol, feature) {
  const layer = String(feature.get("layer") ?? "");
  const area = feature.getGeometry().getType().endsWith("Polygon");
  const line = feature.getGeometry().getType().endsWith("LineString");
  if (!area && !line) return null;
  const shade = /water/.test(layer) ? colour("map-river") : /road|transit|transportation/.test(layer) ? colour("map-road") : /boundar/.test(layer) ? colour("map-edge") : "";
  if (area) return layer === "earth" || shade ? new ol.style.Style({ fill: new ol.style.Fill({ color: shade || colour("map-land") }) }) : null;
  return shade ? new ol.style.Style({ stroke: new ol.style.Stroke({ color: shade, width: 1.2 }) }) : null;
}

/** @param {any} ol @param {Record<string, any>} layers */
function restyle(ol, layers) {
  const over = Boolean(layers.pictures);
  const edge = colour("map-edge");
  const stroke = (/** @type {string} */ shade, /** @type {number} */ width, /** @type {number[] | undefined} */ dash = undefined) => new ol.style.Stroke({ color: shade, width, lineDash: dash });
  const landFill = over ? undefined : new ol.style.Fill({ color: colour("map-land") });
  const styles = {
    county: [new ol.style.Style({ fill: landFill, stroke: stroke(edge, 2.2), zIndex: 0 })],
    town: [new ol.style.Style({ stroke: stroke(edge, 1.1), zIndex: 2 })],
    village: [new ol.style.Style({ stroke: stroke(edge, 0.7, [4, 4]), zIndex: 1 })],
    water: [new ol.style.Style({ fill: new ol.style.Fill({ color: colour("map-river") }), zIndex: 0 })],
  };
  layers.land.setStyle((/** @type {any} */ feature, /** @type {number} */ resolution) => {
    const kind = feature.get("kind");
    if (kind === "village" && zoomOf(resolution) < VILLAGE_ZOOM) return null;
    return styles[/** @type {"town"} */ (kind)] ?? null;
  });
  layers.lines.setStyle((/** @type {any} */ feature, /** @type {number} */ resolution) => lineStyle(ol, feature, zoomOf(resolution)));
  layers.names.setStyle((/** @type {any} */ feature, /** @type {number} */ resolution) => nameStyle(ol, feature, zoomOf(resolution)));
}

/** @param {number} resolution metres a pixel at the equator @returns {number} */
export const zoomOf = (resolution) => Math.log2(156543.03392804097 / resolution);

/** @param {any} ol @param {any} feature @param {number} zoom */
function lineStyle(ol, feature, zoom) {
  const kind = feature.get("kind");
  const rank = feature.get("rank") ?? 1;
  const shown = { 1: 0, 2: 9.5, 3: 11 }[/** @type {1} */ (rank)] ?? 12;
  if (zoom < shown) return null;
  const width = Math.max(0.8, (zoom - 7) * ({ 1: 0.62, 2: 0.42 }[/** @type {1} */ (rank)] ?? 0.26));
  if (kind === "rail") {
    return [
      new ol.style.Style({ stroke: new ol.style.Stroke({ color: colour("map-edge"), width: 3 }) }),
      new ol.style.Style({ stroke: new ol.style.Stroke({ color: colour("map-land"), width: 1.6, lineDash: [8, 8] }) }),
    ];
  }
  const shade = kind === "road" ? colour("map-road") : colour("map-river");
  return new ol.style.Style({ stroke: new ol.style.Stroke({ color: shade, width: Math.min(width, 7), lineCap: "round", lineJoin: "round" }), zIndex: kind === "road" ? 1 : 0 });
}

/** @param {any} ol @param {any} feature @param {number} zoom */
function nameStyle(ol, feature, zoom) {
  const kind = feature.get("kind");
  if ((kind === "village" && zoom < 12.5) || (kind === "county" && zoom > 9.5) || (kind === "town" && zoom < 9) || ((kind === "river" || kind === "water" || kind === "road") && zoom < 11.5)) return null;
  const size = { county: 15, town: 13, village: 12 }[/** @type {"town"} */ (kind)] ?? 12;
  const wet = kind === "river" || kind === "water";
  return new ol.style.Style({
    text: new ol.style.Text({
      text: feature.get("name"),
      font: `${kind === "village" || wet || kind === "road" ? "" : "600 "}${size}px ${fontStack()}`,
      placement: kind === "river" || kind === "road" ? "line" : "point",
      fill: new ol.style.Fill({ color: wet ? "#2f76a8" : colour("map-ink") }),
      stroke: new ol.style.Stroke({ color: colour("map-land"), width: 3 }),
      overflow: false,
    }),
    zIndex: { county: 3, town: 2 }[/** @type {"town"} */ (kind)] ?? 1,
  });
}

/** Put the fetched features into their layers; the extent of the county, or null. @param {any} ol @param {any} layers @param {any} collection */
function fill(ol, layers, collection) {
  const features = new ol.format.GeoJSON({ featureProjection: "EPSG:3857" }).readFeatures(collection);
  const extent = ol.extent.createEmpty();
  for (const feature of features) {
    const kind = feature.get("kind");
    const area = ["county", "town", "village", "water"].includes(kind);
    (area ? layers.land : layers.lines).getSource().addFeature(feature);
    if (kind === "county" || kind === "town") ol.extent.extend(extent, feature.getGeometry().getExtent());
    if (!feature.get("name")) continue;
    const label = feature.get("label");
    const name = new ol.Feature({ kind, name: feature.get("name"), geometry: label?.[0] ? new ol.geom.Point(ol.proj.fromLonLat(label)) : feature.getGeometry() });
    layers.names.getSource().addFeature(name);
  }
  return ol.extent.isEmpty(extent) ? null : extent;
}
