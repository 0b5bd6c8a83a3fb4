/** Choosing a row of another ledger by typing two characters or its code; the ARIA combobox pattern. */
import { askJson } from "./requests.js";
import { _ } from "./words.js";

const WAIT = 200;

/** @param {HTMLElement} box */
export function start(box) {
  new Pick(box).watch();
}

class Pick {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.key = /** @type {HTMLInputElement} */ (box.querySelector("[data-key]"));
    this.input = /** @type {HTMLInputElement} */ (box.querySelector("[role=combobox]"));
    this.hits = /** @type {HTMLElement} */ (box.querySelector("[role=listbox]"));
    this.clear = /** @type {HTMLElement} */ (box.querySelector("[data-empty]"));
    this.chosen = this.input.value;
    this.timer = 0;
    /** @type {AbortController | null} */
    this.running = null;
    this.at = -1;
  }

  watch() {
    this.input.addEventListener("input", () => {
      this.key.value = "";
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.ask(), WAIT);
      this.mark();
    });
    this.input.addEventListener("keydown", (event) => this.walk(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.settle(), 150));
    this.hits.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = /** @type {HTMLElement} */ (event.target).closest("[role=option]");
      if (option instanceof HTMLElement) this.choose(option);
    });
    this.clear.addEventListener("click", () => { this.input.value = ""; this.take("", ""); this.input.focus(); });
    this.box.closest("form")?.addEventListener("anlan:filled", () => { this.chosen = this.input.value; this.mark(); });
    this.mark();
  }

  mark() { this.clear.hidden = !this.input.value; }

  async ask() {
    const text = this.input.value.trim();
    this.running?.abort();
    if (text.length < 2) { this.close(); return; }
    this.running = new AbortController();
    try {
      const { rows } = await askJson(`${this.box.dataset.address}?q=${encodeURIComponent(text)}`, { signal: this.running.signal });
      this.offer(rows);
    } catch (error) {
      if (/** @type {Error} */ (error).name !== "AbortError") this.say(/** @type {Error} */ (error).message);
    }
  }

  /** @param {{key: string, name: string, more: string}[]} rows */
  offer(rows) {
    if (!rows.length) { this.say(_("没有找到。换两个字试试，或输入编号、信用代码。")); return; }
    this.hits.replaceChildren(...rows.map((row, number) => {
      const option = document.createElement("div");
      option.setAttribute("role", "option");
      option.id = `${this.hits.id}_${number}`;
      option.dataset.key = row.key;
      option.dataset.name = row.name;
      option.textContent = row.name;
      if (row.more) {
        const more = document.createElement("small");
        more.textContent = row.more;
        option.append(more);
      }
      return option;
    }));
    this.open();
    this.point(0);
  }

  /** @param {string} sentence */
  say(sentence) {
    const words = document.createElement("p");
    words.textContent = sentence;
    this.hits.replaceChildren(words);
    this.at = -1;
    this.open();
  }

  open() { this.hits.hidden = false; this.input.setAttribute("aria-expanded", "true"); }

  close() {
    this.hits.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  options() { return /** @type {HTMLElement[]} */ ([...this.hits.querySelectorAll("[role=option]")]); }

  /** @param {number} number */
  point(number) {
    const options = this.options();
    this.at = Math.max(0, Math.min(number, options.length - 1));
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
    options[this.at]?.scrollIntoView({ block: "nearest" });
    if (options[this.at]) this.input.setAttribute("aria-activedescendant", options[this.at].id);
  }

  /** @param {KeyboardEvent} event */
  walk(event) {
    if (event.key === "Escape") { this.close(); return; }
    if (this.hits.hidden) { if (event.key === "ArrowDown") this.ask(); return; }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.point(this.at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const option = this.options()[this.at];
      if (option) this.choose(option);
    }
  }

  /** @param {HTMLElement} option */
  choose(option) { this.take(option.dataset.key ?? "", option.dataset.name ?? ""); }

  /** @param {string} key @param {string} name */
  take(key, name) {
    this.key.value = key;
    this.input.value = this.chosen = name;
    this.close();
    this.mark();
    this.key.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Text that was not chosen from the list is no choice: say so rather than drop it silently. */
  settle() {
    this.close();
    if (this.key.value || !this.input.value.trim()) { this.tell(""); return; }
    this.tell(_("请从列表里选一个。"));
  }

  /** @param {string} sentence */
  tell(sentence) {
    const place = this.box.closest("[data-field]")?.querySelector(".field-error");
    if (place && (sentence || place.textContent === _("请从列表里选一个。"))) place.textContent = sentence;
    this.input.classList.toggle("is-invalid", Boolean(sentence) || Boolean(place?.textContent));
  }
}
