/** Drawing on the map: an area to search in, a distance, a surface, a mark with words. One tool at a time; Esc puts it down. */
import { colour, fontStack } from "./ground.js";
import { _ } from "./words.js";

const DRAWN = { circle: "Circle", box: "Circle", polygon: "Polygon", distance: "LineString", surface: "Polygon", mark: "Point", line: "LineString" };
const CALM = 400; // longer than a double click, which must not zoom or open what lies beneath
export const AREAS = ["circle", "box", "polygon"];

export class Drawing {
  /** @param {any} ol @param {any} map @param {{begun: () => void, ended: () => void, area: (shape: any) => void, ask: (said: (text: string) => void) => void}} heard */
  constructor(ol, map, heard) {
    Object.assign(this, { ol, map, heard });
    this.ol = ol;
    this.map = map;
    this.heard = heard;
    this.source = new ol.source.Vector();
    this.layer = new ol.layer.Vector({ source: this.source, zIndex: 60, style: (/** @type {any} */ feature) => this.style(feature) });
    map.addLayer(this.layer);
    /** @type {any} */
    this.running = null;
    this.tool = "";
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && this.running) this.put(); });
  }

  /** @param {string} tool */
  take(tool) {
    this.put();
    this.tool = tool;
    if (AREAS.includes(tool)) this.clear("area");
    const options = { source: undefined, type: DRAWN[/** @type {"circle"} */ (tool)] };
    if (tool === "box") Object.assign(options, { geometryFunction: this.ol.interaction.Draw.createBox() });
    this.running = new this.ol.interaction.Draw({ ...options, style: (/** @type {any} */ feature) => this.style(feature) });
    this.running.on("drawend", (/** @type {any} */ event) => this.drawn(tool, event.feature));
    this.map.addInteraction(this.running);
    this.heard.begun();
  }

  put() {
    if (!this.running) return;
    this.map.removeInteraction(this.running);
    this.running = null;
    this.tool = "";
    setTimeout(() => { if (!this.running) this.heard.ended(); }, CALM);
  }

  /** @param {string} [role] only what plays this role */
  clear(role) {
    this.source.getFeatures().filter((/** @type {any} */ feature) => !role || feature.get("role") === role).forEach((/** @type {any} */ feature) => this.source.removeFeature(feature));
  }

  /** @param {string} tool @param {any} feature */
  drawn(tool, feature) {
    const role = AREAS.includes(tool) ? "area" : tool;
    feature.set("role", role);
    if (tool === "mark") {
      this.heard.ask((text) => { feature.set("words", text); this.source.addFeature(feature); });
    } else this.source.addFeature(feature);
    setTimeout(() => this.put());
    if (role === "area") this.heard.area(this.shapeOf(tool, feature.getGeometry()));
  }

  /** Draw the circle of a search again, its radius being given. @param {{longitude: number, latitude: number, metres: number}} shape */
  redrawCircle({ longitude, latitude, metres }) {
    this.clear("area");
    const geometry = this.ol.geom.Polygon.fromCircle(new this.ol.geom.Circle(this.ol.proj.fromLonLat([longitude, latitude]), metres / Math.cos((latitude * Math.PI) / 180)), 96);
    this.source.addFeature(new this.ol.Feature({ geometry, role: "area" }));
  }

  /** What the server is asked: degrees and metres. @param {string} tool @param {any} geometry */
  shapeOf(tool, geometry) {
    const { proj } = this.ol;
    if (tool === "circle") {
      const [longitude, latitude] = proj.toLonLat(geometry.getCenter());
      const edge = proj.toLonLat([geometry.getCenter()[0] + geometry.getRadius(), geometry.getCenter()[1]]);
      return { type: "circle", longitude, latitude, metres: Math.round(this.ol.sphere.getDistance([longitude, latitude], edge)) };
    }
    if (tool === "box") {
      const [west, south, east, north] = proj.transformExtent(geometry.getExtent(), "EPSG:3857", "EPSG:4326");
      return { type: "rectangle", west, south, east, north };
    }
    return { type: "Polygon", coordinates: geometry.clone().transform("EPSG:3857", "EPSG:4326").getCoordinates() };
  }

  /** @param {any} feature */
  style(feature) {
    const { Style, Stroke, Fill, Circle, Text } = this.ol.style;
    const geometry = feature.getGeometry();
    const role = feature.get("role") ?? (AREAS.includes(this.tool) ? "area" : this.tool);
    const ink = role === "area" ? colour("dot-orange") : colour("accent");
    const words = feature.get("words") ?? this.measure(role, geometry);
    const kind = geometry.getType();
    const at = kind === "LineString" ? new this.ol.geom.Point(geometry.getLastCoordinate()) : kind === "Polygon" ? geometry.getInteriorPoint() : kind === "Circle" ? new this.ol.geom.Point(geometry.getCenter()) : geometry;
    const styles = [new Style({
      stroke: new Stroke({ color: ink, width: 2.2, lineDash: role === "area" ? [7, 5] : undefined }),
      fill: new Fill({ color: role === "area" ? "rgba(232,114,12,.1)" : "rgba(31,80,145,.08)" }),
      image: new Circle({ radius: 5.5, fill: new Fill({ color: ink }), stroke: new Stroke({ color: "#fff", width: 1.5 }) }),
    })];
    if (words) {
      styles.push(new Style({ geometry: at, text: new Text({ text: words, font: `600 13px ${fontStack()}`, offsetY: -16, overflow: true, padding: [3, 6, 2, 6], fill: new Fill({ color: colour("tblr-body-color") }), backgroundFill: new Fill({ color: colour("surface") }), backgroundStroke: new Stroke({ color: colour("tblr-border-color"), width: 1 }) }) }));
    }
    return styles;
  }

  /** @param {string} role @param {any} geometry @returns {string} */
  measure(role, geometry) {
    const kind = geometry.getType();
    if (role === "distance" && kind === "LineString") return lengthInWords(this.ol.sphere.getLength(geometry));
    if (role === "surface" && kind === "Polygon") return surfaceInWords(this.ol.sphere.getArea(geometry));
    if (kind === "Circle") return _("半径 %(length)s", { length: lengthInWords(this.shapeOf("circle", geometry).metres ?? 0) });
    return "";
  }
}

/** @param {number} metres */
export function lengthInWords(metres) {
  return metres < 1000 ? _("%(number)s 米", { number: Math.round(metres) }) : _("%(number)s 公里", { number: (metres / 1000).toFixed(metres < 1e5 ? 2 : 0) });
}

/** Square metres as people here say them; one mu is 2000/3 square metres. @param {number} metres */
export function surfaceInWords(metres) {
  const mu = metres / (2000 / 3);
  return metres < 1e6 ? _("%(number)s 平方米（%(mu)s 亩）", { number: Math.round(metres), mu: mu.toFixed(1) }) : _("%(number)s 平方公里（%(mu)s 亩）", { number: (metres / 1e6).toFixed(2), mu: Math.round(mu) });
}
