/** 一张图: the full-window map. Layers with counts, the card of a pin, searching an area, measuring, marking, printing. */
import { makeMap, zoomOf } from "./ground.js";
import { TiledLayer } from "./tiles.js";
import { shadeOf } from "./pins.js";
import { Apart } from "./apart.js";
import { watchPins } from "./hover.js";
import { Drawing } from "./drawing.js";
import { Results } from "./results.js";
import { drawWarnings } from "./warnshapes.js";
import { Past, spoken } from "./past.js";
import { askJson, postJson } from "./requests.js";
import { toast } from "./toasts.js";
import { _, grouped } from "./words.js";

/** @param {HTMLElement} page */
export async function start(page) {
  const about = JSON.parse(document.getElementById("map-layers")?.textContent ?? "[]");
  const target = /** @type {HTMLElement} */ (page.querySelector("#map"));
  const { place, zoom } = whereFrom(location);
  const made = await makeMap(target, place ? { centre: place, zoom } : {});
  const one = new OneMap(page, made, about);
  if (!place) one.showWhole();
  one.watch();
  page.removeAttribute("aria-busy");
}

/** Where the address says to look: ?at=lon,lat or #zoom/lon/lat. @param {Location} address */
function whereFrom(address) {
  const at = new URLSearchParams(address.search).get("at")?.split(",").map(Number);
  if (at?.length === 2 && at.every(Number.isFinite)) return { place: /** @type {[number, number]} */ (at), zoom: 15 };
  const parts = address.hash.slice(1).split("/").map(Number);
  if (parts.length === 3 && parts.every(Number.isFinite)) return { place: /** @type {[number, number]} */ ([parts[1], parts[2]]), zoom: parts[0] };
  return { place: null, zoom: 0 };
}

class OneMap {
  /** @param {HTMLElement} page @param {{ol: any, map: any, layers: any, county: number[] | null}} made @param {any[]} about */
  constructor(page, made, about) {
    this.page = page;
    this.ol = made.ol;
    this.map = made.map;
    this.ground = made.layers;
    this.county = made.county;
    this.about = about;
    this.layers = new Map(about.map((layer, position) => [layer.code, new TiledLayer(this.ol, this.map, layer, position % 2 === 1)]));
    this.asked = new URLSearchParams(location.search).get("open")?.split(":");
    this.apart = new Apart(this.ol, this.map);
    this.opened = "";
    this.drawing = new Drawing(this.ol, this.map, {
      begun: () => { this.rest(true); this.map.getTargetElement().classList.add("drawing"); this.showTool(); },
      ended: () => { this.rest(false); this.map.getTargetElement().classList.remove("drawing"); this.showTool(); },
      area: (shape) => this.searchArea(shape),
      ask: (said) => this.askWords(said),
    });
    this.pins = watchPins(this.ol, this.map, (feature, layer) => this.openCard(layer.get("about").code, feature.get("id")));
    this.drawWarnings = drawWarnings(made.ol, made.map);
    const panel = /** @type {HTMLElement} */ (page.querySelector("#past"));
    this.past = new Past(panel, (moment) => this.stand(moment));
    this.results = new Results(/** @type {HTMLElement} */ (page.querySelector("#results")), {
      opened: (row, code) => { this.flyTo(row.longitude, row.latitude); this.openCard(code, row.id); },
      radius: (shape) => { this.drawing.redrawCircle(shape); this.searchArea(shape); },
      closed: () => this.drawing.clear("area"),
    });
  }

  /** While something is drawn, clicks neither open pins nor zoom. @param {boolean} on */
  rest(on) {
    this.pins.rest = on;
    this.map.getInteractions().forEach((/** @type {any} */ one) => { if (one instanceof this.ol.interaction.DoubleClickZoom) one.setActive(!on); });
  }

  watch() {
    this.page.addEventListener("click", (event) => this.clicked(/** @type {HTMLElement} */ (event.target)));
    this.page.addEventListener("change", (event) => this.changed(/** @type {HTMLInputElement} */ (event.target)));
    this.map.on("moveend", () => this.remember());
    for (const [code, layer] of this.layers) {
      layer.told = (state) => this.page.querySelector(`[data-layer="${code}"]`)?.closest("li")?.setAttribute("data-state", state);
      const box = this.page.querySelector(`[data-layer="${code}"]`);
      layer.layer.setVisible(box instanceof HTMLInputElement ? box.checked : true);
    }
    this.paintLegend();
    this.look();
    if (this.asked?.length === 2) this.openCard(this.asked[0], this.asked[1]);
    document.addEventListener("anlan:theme", () => this.paintLegend());
  }

  /** The county beside the panel, not under it. @param {number} [duration] */
  showWhole(duration = 0) {
    const wide = this.page.clientWidth > 900;
    if (this.county) this.map.getView().fit(this.county, { padding: wide ? [64, 30, 40, 280] : [70, 16, 30, 16], duration });
  }

  paintLegend() {
    for (const layer of this.about) {
      layer.legend.forEach((/** @type {{value: string}} */ entry, /** @type {number} */ position) => {
        const dot = this.page.querySelector(`[data-shade="${layer.code}:${entry.value}"]`);
        if (dot instanceof HTMLElement) dot.style.background = shadeOf(entry.value, position);
      });
    }
  }

  /** The number of rows of each layer that stand at a moment. @param {string} moment */
  async count(moment) {
    /** @type {Record<string, number>} */
    let counts = {};
    try {
      ({ counts } = await askJson(`/map/counts?moment=${encodeURIComponent(moment)}`));
    } catch (error) {
      console.warn(error);
    }
    if (moment !== (this.past.moment || "now")) return;
    for (const layer of this.about) {
      const place = this.page.querySelector(`[data-count="${layer.code}"]`);
      if (place) place.textContent = layer.code in counts ? grouped(counts[layer.code]) : "—";
    }
  }

  /** Begin at the moment that the page was asked for. */
  look() {
    const asked = this.past.panel.dataset.moment ?? "";
    const refused = this.past.panel.querySelector(".past-refused")?.textContent;
    if (asked || refused) this.openPast(true);
    if (asked) this.past.begin(asked);
    this.stand(asked);
  }

  /** The map as it stood. @param {string} moment empty for now */
  stand(moment) {
    const asked = moment || "now";
    this.page.classList.toggle("looks-back", Boolean(moment));
    for (const layer of this.layers.values()) layer.stand(asked);
    this.drawWarnings(asked);
    this.count(asked);
    const [code, key] = this.opened.split(":");
    if (key) this.openCard(code, key, true);
    if (this.results.shape) this.searchArea(this.results.shape);
    this.remember();
  }

  /** @param {boolean} open closing leads back to now */
  openPast(open) {
    this.past.panel.hidden = !open;
    this.page.classList.toggle("past-open", open);
    const button = /** @type {HTMLElement} */ (this.page.querySelector("[data-act=past]"));
    button.setAttribute("aria-expanded", String(open));
    if (!open) { this.past.leave(); button.focus(); }
  }

  remember() {
    const view = this.map.getView();
    if (!view.getCenter()) return;
    const [longitude, latitude] = this.ol.proj.toLonLat(view.getCenter());
    const kept = [this.past.moment && `at=${this.past.moment}`, this.opened && `open=${this.opened}`].filter(Boolean).join("&");
    history.replaceState(null, "", `${location.pathname}${kept && "?"}${kept}#${zoomOf(view.getResolution()).toFixed(2)}/${longitude.toFixed(5)}/${latitude.toFixed(5)}`);
  }

  /** @param {HTMLElement} target */
  clicked(target) {
    const tool = target.closest("[data-tool]");
    if (tool instanceof HTMLElement) {
      if (this.drawing.tool === tool.dataset.tool) this.drawing.put();
      else this.drawing.take(tool.dataset.tool ?? "");
      return;
    }
    if (target.closest("[data-past=shut]")) this.openPast(false);
    const act = target.closest("[data-act]");
    if (act instanceof HTMLElement) this.act(act.dataset.act ?? "");
  }

  /** @param {string} act */
  act(act) {
    const acts = {
      whole: () => this.showWhole(250),
      clear: () => { this.drawing.put(); this.drawing.clear(); this.results.close(); },
      print: () => this.print(),
      locate: () => this.locate(),
      past: () => this.openPast(this.past.panel.hidden),
      panel: () => this.page.classList.toggle("panel-open"),
      "close-card": () => this.closeCard(),
    };
    /** @type {Record<string, () => unknown>} */ (acts)[act]?.();
  }

  showTool() {
    this.page.querySelectorAll("[data-tool]").forEach((button) => {
      button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.tool === this.drawing.tool));
    });
    const words = {
      circle: _("按住圆心拖出半径，再点一下结束"), box: _("点一个角，再点对角"), polygon: _("逐点点击，双击结束"),
      distance: _("逐点点击，双击结束"), surface: _("逐点点击，双击结束"), mark: _("在要标注的地方点一下"), line: _("逐点点击，双击结束"),
    };
    const hint = this.page.querySelector("#hint");
    if (!(hint instanceof HTMLElement)) return;
    const said = /** @type {Record<string, string>} */ (words)[this.drawing.tool] ?? "";
    hint.textContent = said && `${said}${_("，Esc 取消")}`;
    hint.hidden = !said;
  }

  /** @param {HTMLInputElement} field */
  changed(field) {
    if (field.dataset.layer) this.layers.get(field.dataset.layer)?.show(field.checked);
    if (field.dataset.ground) {
      const parts = { names: ["names"], lines: ["lines"], grid: ["grid"], pictures: ["pictures"] }[/** @type {"names"} */ (field.dataset.ground)] ?? [];
      parts.forEach((part) => this.ground[part]?.setVisible(field.checked));
    }
  }

  /** @param {any} shape */
  async searchArea(shape) {
    this.results.busy(shape);
    const shown = [...this.layers].filter(([, layer]) => layer.layer.getVisible()).map(([code]) => `layer=${encodeURIComponent(code)}`);
    const moment = this.past.moment || "now";
    try {
      const { layers } = await postJson(`/map/area?${[`moment=${encodeURIComponent(moment)}`, ...shown].join("&")}`, shape);
      if (moment === (this.past.moment || "now")) this.results.show(shape, layers);
    } catch (error) {
      this.results.fail(/** @type {Error} */ (error).message);
    }
  }

  /** @param {string} code @param {string | number} key @param {boolean} [again] the same card at another moment */
  async openCard(code, key, again = false) {
    const box = /** @type {HTMLElement} */ (this.page.querySelector("#card"));
    const body = /** @type {HTMLElement} */ (box.querySelector("[data-body]"));
    const asked = `${code}:${key}`;
    box.hidden = false;
    body.setAttribute("aria-busy", "true");
    this.choose(code, key);
    this.opened = asked;
    this.remember();
    try {
      const moment = encodeURIComponent(this.past.moment || "now");
      const answer = await fetch(`/l/${encodeURIComponent(code)}/${encodeURIComponent(key)}/card?moment=${moment}`, { headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const words = await answer.text();
      if (asked !== this.opened) return;
      body.innerHTML = words;
      /** @type {any} */ (globalThis).htmx?.process(body);
      if (!again) /** @type {HTMLElement | null} */ (body.querySelector("h2 a"))?.focus({ preventScroll: true });
      const position = this.about.findIndex((layer) => layer.code === code);
      if (position < 0) return;
      this.apart.show(body.querySelector("article"), key, this.about[position], position % 2 === 1);
      if (!again) this.apart.keepClearOf(box);
    } catch {
      if (asked === this.opened) body.textContent = _("没有取到这条记录：它可能已被删除，不在您的范围内，或网络断开。");
    } finally {
      body.removeAttribute("aria-busy");
    }
  }

  closeCard() {
    /** @type {HTMLElement} */ (this.page.querySelector("#card")).hidden = true;
    this.opened = "";
    this.apart.clear();
    this.choose("", "");
    this.remember();
  }

  /** @param {string} code @param {string | number} key */
  choose(code, key) {
    for (const [own, layer] of this.layers) layer.choose(own === code ? String(key) : "");
  }

  /** @param {number} longitude @param {number} latitude */
  flyTo(longitude, latitude) {
    const view = this.map.getView();
    view.animate({ center: this.ol.proj.fromLonLat([longitude, latitude]), zoom: Math.max(view.getZoom(), 14), duration: 300 });
  }

  /** @param {(text: string) => void} said */
  askWords(said) {
    const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("#mark-dialog"));
    const input = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
    input.value = "";
    dialog.returnValue = "";
    dialog.showModal();
    dialog.addEventListener("close", () => { if (dialog.returnValue === "yes" && input.value.trim()) said(input.value.trim()); }, { once: true });
  }

  locate() {
    navigator.geolocation?.getCurrentPosition(
      ({ coords }) => this.flyTo(coords.longitude, coords.latitude),
      () => toast(_("这台设备没有给出位置。"), "warning"),
      { enableHighAccuracy: true, timeout: 10000 },
    );
  }

  async print() {
    const { picture } = await import("./print.js");
    const clock = this.past.moment ? _("%(moment)s 的情况", { moment: spoken(this.past.moment) }) : document.querySelector("[data-clock]")?.textContent ?? "";
    const shown = this.about.filter((layer) => this.layers.get(layer.code)?.layer.getVisible());
    const title = `${document.querySelector(".brand small")?.textContent ?? ""} ${shown.map((layer) => layer.title).join("、")}`;
    try {
      const blob = await picture(this.map, { title, moment: clock, legend: shown.map((layer) => ({ title: layer.title, entries: layer.legend })) });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${_("一张图")}_${clock.slice(0, 16).replace(/[: ]/g, "")}.png`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      toast(_("图片已保存到下载文件夹。"), "success");
    } catch {
      toast(_("底图来自不允许截取的地址，没有生成图片。关掉影像底图后再试。"), "error");
    }
  }
}

