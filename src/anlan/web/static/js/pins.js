/** How a ledger's rows look on a map: a pin by its colour's meaning, a cluster as a ring of its parts with its number. */
import { colour, fontStack } from "./ground.js";

/** The meaning of a value is the same as in lists: css/ledger.css says it again for the dots there. @type {Record<string, string>} */
const MEANING = {
  red: "red", orange: "orange", yellow: "yellow", blue: "blue", green: "green",
  online: "green", silent: "grey", faulty: "red", unknown: "grey",
  raised: "red", open: "red", checking: "orange", dispatched: "blue", repairing: "blue", ended: "green", false_alarm: "grey",
  found: "grey", ordered: "orange", rectifying: "blue", reviewing: "purple", passed: "teal", closed: "green",
  working: "blue", read: "blue", sent: "orange", done: "green", answered: "green", issued: "green",
};
const REST = ["blue", "orange", "purple", "green", "teal", "yellow", "grey", "red"];

/** @param {string} value @param {number} [position] in the legend @returns {string} */
export function shadeOf(value, position = 0) {
  return colour(`dot-${MEANING[value] ?? REST[position % REST.length]}`) || "#1668c4";
}

/** Styles are made once a look and kept. */
export class Pins {
  /** @param {any} ol @param {{value: string}[]} legend @param {boolean} [square] a second layer's look, to tell it from the first */
  constructor(ol, legend, square = false) {
    this.ol = ol;
    this.square = square;
    /** @type {Map<string, any>} */
    this.kept = new Map();
    this.order = new Map(legend.map((entry, position) => [entry.value, position]));
    document.addEventListener("anlan:theme", () => this.kept.clear());
  }

  /** @param {string} value */
  shade(value) { return shadeOf(value, this.order.get(value) ?? 0); }

  /** @param {any} feature */
  style(feature) {
    const parts = feature.get("parts");
    if (parts) return this.ring(feature.get("count"), parts);
    const value = String(feature.get("colour") ?? "");
    const key = `${value}${feature.get("chosen") ? "!" : ""}`;
    let style = this.kept.get(key);
    if (!style) {
      const { Style, Circle, RegularShape, Fill, Stroke } = this.ol.style;
      const chosen = Boolean(feature.get("chosen"));
      const paint = { radius: chosen ? 10 : 6.5, fill: new Fill({ color: this.shade(value) }), stroke: new Stroke({ color: chosen ? "#1d2733" : "#fff", width: chosen ? 2.5 : 1.6 }) };
      style = new Style({
        image: this.square ? new RegularShape({ ...paint, radius: paint.radius * 1.2, points: 4, angle: Math.PI / 4 }) : new Circle(paint),
        zIndex: chosen ? 9 : 2,
      });
      this.kept.set(key, style);
    }
    return style;
  }

  /** @param {number} count @param {Record<string, number>} parts */
  ring(count, parts) {
    const shares = Object.entries(parts).sort((one, other) => (this.order.get(one[0]) ?? 99) - (this.order.get(other[0]) ?? 99));
    const key = `${count}:${shares.map(([value, number]) => `${value}${Math.round((number / count) * 24)}`).join()}`;
    let style = this.kept.get(key);
    if (!style) {
      const painted = /** @type {[string, number][]} */ (shares.map(([value, number]) => [this.shade(value), number / count]));
      const canvas = this.square ? drawPlate(count, painted) : drawRing(count, painted);
      const displacement = this.square ? [0, -27] : [0, 15];
      style = new this.ol.style.Style({ image: new this.ol.style.Icon({ img: canvas, width: canvas.width / 2, height: canvas.height / 2, displacement }), zIndex: 3 });
      this.kept.set(key, style);
    }
    return style;
  }
}

/** @param {number} count @param {[string, number][]} shares @returns {HTMLCanvasElement} at twice the size, for sharp screens */
function drawRing(count, shares) {
  const radius = Math.min(34, 13 + Math.log10(count) * 6);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.ceil(radius * 2 + 4) * 2;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const middle = canvas.width / 2;
  const outer = radius * 2;
  pen.beginPath();
  pen.arc(middle, middle, outer, 0, 2 * Math.PI);
  pen.fillStyle = colour("surface");
  pen.fill();
  let from = -Math.PI / 2;
  pen.lineWidth = 8;
  for (const [shade, share] of shares.length ? shares : /** @type {[string, number][]} */ ([[colour("dot-blue"), 1]])) {
    pen.beginPath();
    pen.arc(middle, middle, outer - 5, from, from + share * 2 * Math.PI);
    pen.strokeStyle = shade;
    pen.stroke();
    from += share * 2 * Math.PI;
  }
  write(pen, inFew(count), middle, middle + 1, count > 9999 ? 21 : 24);
  return canvas;
}

/** The look of the second layer's clusters: a plate with its number over a bar of its parts. @param {number} count @param {[string, number][]} shares */
function drawPlate(count, shares) {
  const words = inFew(count);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(56, words.length * 14 + 26);
  canvas.height = 44;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.beginPath();
  pen.roundRect(2, 2, canvas.width - 4, canvas.height - 4, 7);
  pen.fillStyle = colour("surface");
  pen.fill();
  pen.save();
  pen.clip();
  let from = 2;
  for (const [shade, share] of shares.length ? shares : /** @type {[string, number][]} */ ([[colour("dot-blue"), 1]])) {
    pen.fillStyle = shade;
    pen.fillRect(from, canvas.height - 11, share * (canvas.width - 4) + 1, 9);
    from += share * (canvas.width - 4);
  }
  pen.restore();
  pen.strokeStyle = colour("map-edge");
  pen.lineWidth = 1.5;
  pen.stroke();
  write(pen, words, canvas.width / 2, 18, 22);
  return canvas;
}

/** @param {number} count */
const inFew = (count) => (count > 99999 ? `${Math.round(count / 10000)}万` : String(count));

/** @param {CanvasRenderingContext2D} pen @param {string} words @param {number} x @param {number} y @param {number} size */
function write(pen, words, x, y, size) {
  pen.fillStyle = colour("tblr-body-color");
  pen.font = `600 ${size}px ${fontStack()}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(words, x, y);
}
