/** The list beside the map of what lies in a drawn area, by layer. */
import { _, grouped } from "./words.js";

const FIRST = 12;

export class Results {
  /** @param {HTMLElement} box @param {{opened: (row: any, code: string) => void, radius: (shape: any) => void, closed: () => void}} heard */
  constructor(box, heard) {
    this.box = box;
    this.heard = heard;
    this.body = /** @type {HTMLElement} */ (box.querySelector("[data-body]"));
    /** @type {any} */
    this.shape = null;
    box.querySelector("[data-shut]")?.addEventListener("click", () => this.close());
    box.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      const radius = Number(/** @type {HTMLInputElement} */ (box.querySelector("[name=radius]")).value);
      if (radius > 0 && this.shape) this.heard.radius({ ...this.shape, metres: radius });
    });
  }

  /** @param {any} shape */
  busy(shape) {
    this.shape = shape;
    const form = /** @type {HTMLElement} */ (this.box.querySelector("form"));
    form.hidden = shape.type !== "circle";
    if (shape.type === "circle") /** @type {HTMLInputElement} */ (form.querySelector("[name=radius]")).value = String(shape.metres);
    this.box.hidden = false;
    this.body.setAttribute("aria-busy", "true");
    this.say(_("正在查找…"));
  }

  /** @param {string} sentence */
  say(sentence) {
    const words = document.createElement("p");
    words.className = "card-fill quiet";
    words.textContent = sentence;
    this.body.replaceChildren(words);
  }

  /** @param {string} sentence */
  fail(sentence) {
    this.body.removeAttribute("aria-busy");
    this.say(sentence);
  }

  /** @param {any} shape @param {{code: string, title: string, count: number, rows: any[]}[]} layers */
  show(shape, layers) {
    this.body.removeAttribute("aria-busy");
    const total = layers.reduce((sum, layer) => sum + layer.count, 0);
    if (!total) { this.say(_("这个范围内没有记录。")); return; }
    this.body.replaceChildren(...layers.filter((layer) => layer.count).map((layer) => this.group(layer)));
    /** @type {HTMLElement | null} */ (this.box.querySelector("h2"))?.focus();
  }

  /** @param {{code: string, title: string, count: number, rows: any[]}} layer */
  group(layer) {
    const part = document.createElement("details");
    part.open = true;
    const head = document.createElement("summary");
    head.textContent = `${layer.title} `;
    const count = document.createElement("b");
    count.textContent = grouped(layer.count);
    head.append(count);
    const list = document.createElement("ul");
    list.className = "hits";
    part.append(head, list);
    const add = (/** @type {number} */ from) => {
      for (const row of layer.rows.slice(from, from + FIRST)) list.append(this.line(row, layer.code));
      const left = layer.rows.length - from - FIRST;
      if (left > 0) {
        const more = document.createElement("button");
        more.type = "button";
        more.className = "btn btn-plain";
        more.textContent = _("再看 %(count)s 条", { count: Math.min(FIRST, left) });
        more.addEventListener("click", () => { more.remove(); add(from + FIRST); });
        part.append(more);
      } else if (layer.count > layer.rows.length) {
        const rest = document.createElement("p");
        rest.className = "card-fill quiet";
        rest.textContent = _("只列出前 %(shown)s 条，请把范围画小一些。", { shown: grouped(layer.rows.length) });
        part.append(rest);
      }
    };
    add(0);
    return part;
  }

  /** @param {any} row @param {string} code */
  line(row, code) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hit";
    button.textContent = row.name;
    button.addEventListener("click", () => this.heard.opened(row, code));
    item.append(button);
    return item;
  }

  close() {
    this.box.hidden = true;
    this.shape = null;
    this.heard.closed();
  }
}
