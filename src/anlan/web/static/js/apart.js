/** The pin of the record whose card is open, drawn whatever its layer leaves out, hides or gathers into a cluster. */
import { Pins } from "./pins.js";

const CLEAR = 24; // pixels between a pin and the card above which it stands

export class Apart {
  /** @param {any} ol @param {any} map */
  constructor(ol, map) {
    this.ol = ol;
    this.map = map;
    this.source = new ol.source.Vector();
    /** @type {Map<string, Pins>} */
    this.pins = new Map();
    this.layer = new ol.layer.Vector({ source: this.source, zIndex: 60 });
    map.addLayer(this.layer);
    document.addEventListener("anlan:theme", () => this.layer.changed());
  }

  /**
   * @param {HTMLElement | null} card with data-at ("lon,lat"), data-shade and data-name
   * @param {string | number} key
   * @param {{code: string, legend: {value: string}[]}} about
   * @param {boolean} square see Pins
   */
  show(card, key, about, square) {
    this.clear();
    const at = card?.dataset.at?.split(",").map(Number) ?? [];
    if (at.length !== 2 || !at.every(Number.isFinite)) return;
    const pins = this.pins.get(about.code) ?? new Pins(this.ol, about.legend, square);
    this.pins.set(about.code, pins);
    const geometry = new this.ol.geom.Point(this.ol.proj.fromLonLat(at));
    const feature = new this.ol.Feature({ geometry, id: key, colour: card?.dataset.shade, label: card?.dataset.name, chosen: true });
    feature.setStyle(() => pins.style(feature));
    this.source.addFeature(feature);
    this.layer.set("about", about);
  }

  /** Move the map where the card would lie on the pin. @param {HTMLElement} card */
  keepClearOf(card) {
    const [feature] = this.source.getFeatures();
    const size = this.map.getSize();
    if (!feature || !size) return;
    const view = this.map.getView();
    const [middle, resolution] = [view.getCenter(), view.getResolution()];
    const at = feature.getGeometry().getCoordinates();
    const ground = this.map.getTargetElement().getBoundingClientRect();
    const box = card.getBoundingClientRect();
    const x = ground.left + size[0] / 2 + (at[0] - middle[0]) / resolution;
    const y = ground.top + size[1] / 2 - (at[1] - middle[1]) / resolution;
    if (x < box.left - CLEAR || x > box.right + CLEAR || y < box.top - CLEAR || y > box.bottom + CLEAR) return;
    view.setCenter([middle[0], middle[1] - (y - (ground.top + box.top) / 2) * resolution]);
  }

  clear() { this.source.clear(); }
}
