/**
 * 回看: the slider, the field and the buttons that choose a past moment of the one map. Moments are the bureau's wall
 * clock ("2026-11-01T08:00"), whatever the clock of this machine says; an empty one is now.
 */
import { _ } from "./words.js";

const MINUTE = 60e3;
const PAUSE = 300;
const BEAT = 1600;
/** Minutes of one step of the slider, by days of its span. @type {Record<string, number>} */
const STEPS = { 1: 10, 7: 60, 30: 360, 365: 1440, 1095: 10080 };

/** @param {string} text @returns {number} */
const read = (text) => Date.parse(`${text}Z`);

/** @param {number} time @returns {string} */
const written = (time) => new Date(time).toISOString().slice(0, 16);

/** @param {string} moment @returns {string} as people read it */
export const spoken = (moment) => moment.replace("T", " ");

export class Past {
  /** @param {HTMLElement} panel @param {(moment: string) => void} chosen */
  constructor(panel, chosen) {
    this.panel = panel;
    this.chosen = chosen;
    this.begun = performance.now();
    this.first = read(panel.dataset.now ?? "");
    this.moment = "";
    this.waiting = 0;
    this.playing = 0;
    this.slider = /** @type {HTMLInputElement} */ (panel.querySelector("[type=range]"));
    this.field = /** @type {HTMLInputElement} */ (panel.querySelector("#past-at"));
    this.span = /** @type {HTMLSelectElement} */ (panel.querySelector("#past-span"));
    this.slider.addEventListener("input", () => this.slid());
    this.field.addEventListener("change", () => this.typed());
    this.span.addEventListener("change", () => this.show());
    panel.addEventListener("click", (event) => this.clicked(/** @type {HTMLElement} */ (event.target)));
    this.show();
  }

  /** This moment of the bureau, to the minute. */
  now() {
    return Math.floor((this.first + performance.now() - this.begun) / MINUTE) * MINUTE;
  }

  step() { return STEPS[this.span.value] * MINUTE; }

  steps() { return Math.round((Number(this.span.value) * 1440 * MINUTE) / this.step()); }

  /** What the slider points at. */
  atSlider() {
    const back = this.steps() - Number(this.slider.value);
    return back ? written(this.now() - back * this.step()) : "";
  }

  slid() {
    this.stop();
    this.choose(this.atSlider(), PAUSE);
  }

  typed() {
    const time = read(this.field.value);
    this.stop();
    if (Number.isNaN(time)) return this.refuse(_("看不懂这个时刻。"));
    if (time > this.now()) return this.refuse(_("这个时刻还没有到，地图只能看现在和过去。"));
    if (time < read("2000-01-01T00:00")) return this.refuse(_("这个时刻太早，请选 2000 年以后的。"));
    this.fit(time);
    return this.choose(written(time), 0);
  }

  /** The narrowest span that holds a time. @param {number} time */
  fit(time) {
    const held = Object.keys(STEPS).find((days) => this.now() - time <= Number(days) * 1440 * MINUTE);
    if (Number(this.span.value) * 1440 * MINUTE < this.now() - time) this.span.value = held ?? "1095";
  }

  /** Stand at a moment without telling anybody. @param {string} moment */
  begin(moment) {
    this.moment = moment;
    this.fit(read(moment));
    this.show();
  }

  /** Back to now, if it is not. */
  leave() {
    this.stop();
    if (this.moment) this.choose("", 0);
  }

  /** @param {string} sentence */
  refuse(sentence) {
    /** @type {HTMLElement} */ (this.panel.querySelector(".past-refused")).textContent = sentence;
  }

  /** @param {HTMLElement} target */
  clicked(target) {
    const act = target.closest("[data-past]")?.getAttribute("data-past");
    if (act === "now") { this.stop(); this.choose("", 0); }
    if (act === "play") { if (this.playing) this.stop(); else this.play(); }
  }

  /** From where the slider stands, or from its beginning, step by step until now. */
  play() {
    if (!this.moment) this.slider.value = "0";
    const beat = () => {
      this.choose(this.atSlider(), 0);
      if (!this.moment) { this.stop(); return; }
      this.slider.value = String(Number(this.slider.value) + 1);
    };
    this.playing = window.setInterval(beat, BEAT);
    beat();
    this.show(false);
  }

  stop() {
    window.clearInterval(this.playing);
    this.playing = 0;
    this.show(false);
  }

  /** @param {string} moment @param {number} pause before it is told, while the slider still moves */
  choose(moment, pause) {
    this.refuse("");
    this.moment = moment;
    this.show(!this.playing && !pause);
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.chosen(this.moment), pause);
  }

  /** @param {boolean} [slide] move the slider to the moment */
  show(slide = true) {
    const now = this.now();
    const time = this.moment ? read(this.moment) : now;
    this.field.max = written(now);
    this.field.value = written(time);
    this.slider.max = String(this.steps());
    if (slide) this.slider.value = String(Math.max(0, this.steps() - Math.ceil((now - time) / this.step())));
    this.slider.setAttribute("aria-valuetext", this.moment ? spoken(this.moment) : _("现在"));
    this.panel.querySelector("[data-past=now]")?.setAttribute("aria-pressed", String(!this.moment));
    const play = /** @type {HTMLElement} */ (this.panel.querySelector("[data-past=play]"));
    play.setAttribute("aria-pressed", String(Boolean(this.playing)));
    play.textContent = this.playing ? _("停") : _("播放");
    const words = /** @type {HTMLElement} */ (this.panel.querySelector(".past-words"));
    words.textContent = this.moment
      ? _("这是 %(moment)s 的地图：状态按当时，位置与内容按现在的记录，后来删除的不再显示。", { moment: spoken(this.moment) })
      : _("这是现在的地图。拖动滑块或填写时刻，看当时的情况。");
  }
}
