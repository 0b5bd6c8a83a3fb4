/**
 * The list of a ledger: filters as one types, rows without a new page, ticks, the same rows as map or chart. The address bar
 * always says what is shown, so that a link can be sent; without scripts every link and the filter form work by themselves.
 */
import { _ } from "./words.js";
import { toast } from "./toasts.js";

const WAIT = 300;
const PAGING = ["after", "before", "at"];

/** @param {HTMLElement} list */
export function start(list) {
  new List(list).watch();
}

class List {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.form = /** @type {HTMLFormElement} */ (element.querySelector("#filters"));
    /** @type {Set<string>} */
    this.ticked = new Set();
    this.timer = 0;
    /** @type {AbortController | null} */
    this.running = null;
    this.shown = "rows";
    this.shownQuery = location.search; // a jump within the page (to its content, say) is no other list
  }

  watch() {
    this.element.addEventListener("click", (event) => this.clicked(event));
    this.element.addEventListener("change", (event) => this.changed(event));
    this.form.addEventListener("input", (event) => {
      const field = /** @type {HTMLInputElement} */ (event.target);
      if (field.type !== "search" && field.type !== "number" && field.type !== "text") return;
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.go(this.asked()), WAIT);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.timer);
      this.go(this.asked());
    });
    window.addEventListener("popstate", () => { if (location.search !== this.shownQuery) location.reload(); });
    document.addEventListener("anlan:online", () => this.go(location.search.slice(1), false));
    const wanted = location.hash.slice(1);
    if (wanted) this.show(wanted);
  }

  /** The filter form as a query, empty fields left out. @returns {string} */
  asked() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && value.trim() && name !== "columns") query.append(name, value.trim());
    }
    return query.toString();
  }

  /** @param {Event} event */
  clicked(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[data-go]"));
    const click = /** @type {MouseEvent} */ (event);
    if (link && !click.ctrlKey && !click.metaKey && !click.shiftKey) {
      event.preventDefault();
      this.go(new URL(link.href).search.slice(1)).then(() => {
        if (link.rel) this.element.querySelector("#rows")?.scrollIntoView({ block: "nearest" });
      });
      return;
    }
    const show = target.closest("[data-show]");
    if (show instanceof HTMLElement) this.show(show.dataset.show ?? "rows");
    const more = target.closest("[data-more]");
    if (more) this.toggleMore(more);
    if (target.closest("[data-untick]")) this.untick();
    const row = target.closest("#rows tbody tr");
    if (row && !target.closest("a, input, button, label") && !getSelection()?.toString()) {
      /** @type {HTMLElement | null} */ (row.querySelector("a.headline"))?.click();
    }
  }

  /** @param {Element} button */
  toggleMore(button) {
    const more = this.form.querySelector("#filters-more");
    if (!(more instanceof HTMLElement)) return;
    more.hidden = !more.hidden;
    this.form.classList.toggle("open", !more.hidden);
    button.setAttribute("aria-expanded", String(!more.hidden));
    if (!more.hidden) /** @type {HTMLElement | null} */ (more.querySelector("select, input"))?.focus();
  }

  /** @param {Event} event */
  changed(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (field.matches("[data-tick-all]")) {
      this.element.querySelectorAll("[data-tick]").forEach((box) => this.tick(/** @type {HTMLInputElement} */ (box), field.checked));
    } else if (field.matches("[data-tick]")) this.tick(field, field.checked);
    else if (field.form === this.form && field.name !== "columns" && field.type !== "search") {
      field.closest(".filter")?.classList.toggle("used", Boolean(field.value));
      this.go(this.asked());
    } else if (field.id === "chart-by") this.drawChart();
  }

  /** @param {HTMLInputElement} box @param {boolean} on */
  tick(box, on) {
    box.checked = on;
    box.closest("tr")?.classList.toggle("ticked", on);
    if (on) this.ticked.add(box.value);
    else this.ticked.delete(box.value);
    this.showTicks();
  }

  untick() {
    this.ticked.clear();
    this.element.querySelectorAll("[data-tick], [data-tick-all]").forEach((box) => { /** @type {HTMLInputElement} */ (box).checked = false; });
    this.element.querySelectorAll("tr.ticked").forEach((row) => row.classList.remove("ticked"));
    this.showTicks();
  }

  showTicks() {
    const bar = /** @type {HTMLElement | null} */ (this.element.querySelector("#bulk"));
    if (!bar) return;
    bar.hidden = this.ticked.size === 0;
    const count = bar.querySelector("[data-ticked]");
    if (count) count.textContent = String(this.ticked.size);
    bar.querySelector("[data-ids]")?.replaceChildren(...[...this.ticked].map((key) => {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: "id", value: key });
      return input;
    }));
    const boxes = /** @type {HTMLInputElement[]} */ ([...this.element.querySelectorAll("[data-tick]")]);
    const all = /** @type {HTMLInputElement | null} */ (this.element.querySelector("[data-tick-all]"));
    if (all) {
      all.checked = boxes.length > 0 && boxes.every((box) => box.checked);
      all.indeterminate = !all.checked && boxes.some((box) => box.checked);
    }
  }

  /** Show what a query asks for. @param {string} query @param {boolean} [remember] */
  async go(query, remember = true) {
    this.running?.abort();
    const running = (this.running = new AbortController());
    const rows = /** @type {HTMLElement} */ (this.element.querySelector("#rows"));
    rows.classList.add("rows-loading");
    rows.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${this.element.dataset.rows}?${query}`, { signal: running.signal, headers: { "HX-Request": "true" } });
      if (answer.redirected) { location.reload(); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const text = await answer.text();
      document.dispatchEvent(new CustomEvent("anlan:answered"));
      const shell = document.createElement("template");
      shell.innerHTML = text;
      const fresh = shell.content.querySelector("#rows");
      if (!fresh) throw new Error("rows");
      rows.replaceWith(fresh);
      if (remember) history.pushState(null, "", `${this.element.dataset.list}${query ? `?${query}` : ""}${location.hash}`);
      this.shownQuery = location.search;
      this.follow(query);
    } catch (error) {
      if (/** @type {Error} */ (error).name === "AbortError") return;
      rows.classList.remove("rows-loading");
      rows.removeAttribute("aria-busy");
      if (error instanceof TypeError) document.dispatchEvent(new CustomEvent("anlan:lost"));
      toast(_("没有取到新的结果，页面上是之前的内容。"), "error");
    }
  }

  /** Bring everything around the rows in line with the query. @param {string} query */
  follow(query) {
    const params = new URLSearchParams(query);
    for (const name of ["chip", "sort", "cols"]) {
      const field = this.form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = params.get(name) ?? "";
    }
    PAGING.forEach((name) => params.delete(name));
    const clear = this.element.querySelector("[data-clear]");
    if (clear instanceof HTMLElement) clear.hidden = ![...params.keys()].some((name) => !["sort", "cols"].includes(name));
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (this.element.querySelectorAll("a[data-export]"))) {
      const own = new URLSearchParams(link.dataset.export ?? "");
      const asked = new URLSearchParams(params);
      own.forEach((value, name) => asked.set(name, value));
      link.search = asked.toString();
    }
    this.element.querySelectorAll("[data-query]").forEach((field) => { /** @type {HTMLInputElement} */ (field).value = params.toString(); });
    document.querySelectorAll("[data-address]").forEach((field) => { /** @type {HTMLInputElement} */ (field).value = location.pathname + location.search; });
    this.element.querySelectorAll("[data-tick]").forEach((box) => {
      const input = /** @type {HTMLInputElement} */ (box);
      if (this.ticked.has(input.value)) this.tick(input, true);
    });
    this.showTicks();
    globalThis.htmx?.ajax("GET", `${this.element.dataset.counts}?${params}`, { target: "#counts", swap: "innerHTML" });
    if (this.shown === "map") this.drawMap();
    if (this.shown === "chart") this.drawChart();
  }

  /** @param {string} name rows, map or chart */
  show(name) {
    const panels = /** @type {HTMLElement[]} */ ([...this.element.querySelectorAll("[data-panel]")]);
    if (!panels.some((panel) => panel.dataset.panel === name)) return;
    this.shown = name;
    panels.forEach((panel) => { panel.hidden = panel.dataset.panel !== name; });
    this.element.querySelectorAll("[data-show]").forEach((button) => {
      button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.show === name));
    });
    history.replaceState(null, "", location.pathname + location.search + (name === "rows" ? "" : `#${name}`));
    if (name === "map") this.drawMap();
    if (name === "chart") this.drawChart();
  }

  async drawMap() {
    const { showRows } = await import("./listmap.js");
    showRows(/** @type {HTMLElement} */ (this.element.querySelector("#list-map")), this.asked());
  }

  async drawChart() {
    const { draw } = await import("./chart.js");
    const by = /** @type {HTMLSelectElement} */ (this.element.querySelector("#chart-by")).value;
    draw(/** @type {HTMLElement} */ (this.element.querySelector("#list-chart")), by, this.asked(), (value) => {
      const query = new URLSearchParams(this.asked());
      query.set(by.replaceAll("__", "-"), value);
      location.assign(`${this.element.dataset.list}?${query}`);
    });
  }
}
