/**
 * A form that loses nothing: checks a field when it is left, keeps a draft in this browser, warns before leaving unsaved, and
 * shows photographs before they are sent.
 */
import { askJson } from "./requests.js";
import { watchPhotos } from "./photos.js";
import { _ } from "./words.js";

const KEEP_DAYS = 14;
const PAUSE = 800;

/** @param {HTMLElement} element */
export function start(element) {
  const form = /** @type {HTMLFormElement} */ (element);
  const draft = new Draft(form);
  draft.offer();
  let dirty = form.dataset.kept === "yes";
  form.addEventListener("input", (event) => {
    dirty = true;
    draft.keepSoon();
    const box = /** @type {HTMLElement} */ (event.target).closest("[data-field]");
    if (box instanceof HTMLElement) box.dataset.touched = "yes";
  });
  form.addEventListener("change", () => { dirty = true; draft.keepSoon(); });
  form.addEventListener("focusout", (event) => checkField(form, /** @type {HTMLElement} */ (event.target)));
  form.addEventListener("submit", () => {
    dirty = false;
    const button = form.querySelector(".form-foot button:not([type=button])");
    setTimeout(() => { if (button instanceof HTMLButtonElement) button.disabled = true; });
    setTimeout(() => { if (button instanceof HTMLButtonElement) button.disabled = false; }, 8000);
    draft.sent();
  });
  form.querySelector("[data-leave]")?.addEventListener("click", () => { dirty = false; draft.drop(); });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  form.querySelectorAll("[data-photos]").forEach((box) => watchPhotos(/** @type {HTMLElement} */ (box)));
  const errors = form.querySelector("[data-errors]");
  if (errors instanceof HTMLElement) errors.focus();
}

/** @param {HTMLFormElement} form @param {HTMLElement} left */
async function checkField(form, left) {
  const box = left.closest("[data-field]");
  if (!(box instanceof HTMLElement) || !form.dataset.check || left.closest("[data-map]")) return;
  const name = box.dataset.field ?? "";
  const values = new FormData(form);
  for (const [key, value] of [...values]) if (value instanceof File) values.delete(key);
  const value = String(values.get(name) ?? "");
  if (box.dataset.checked === value) return;
  if (!value && !box.dataset.touched) return;
  box.dataset.checked = value;
  try {
    const { errors } = await askJson(form.dataset.check.replace("FIELD", encodeURIComponent(name)), { method: "POST", body: values });
    if (box.dataset.checked === value) tell(box, errors);
  } catch { /* the check is a courtesy: saving tells the same again */ }
}

/** @param {HTMLElement} box @param {string[]} errors */
function tell(box, errors) {
  const place = box.querySelector(".field-error");
  const control = box.querySelector("input:not([type=hidden]), select, textarea");
  if (place) place.textContent = errors.join(" ");
  control?.classList.toggle("is-invalid", errors.length > 0);
  if (errors.length) control?.setAttribute("aria-invalid", "true");
  else control?.removeAttribute("aria-invalid");
}

class Draft {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.key = `anlan.draft.${document.querySelector("[data-user]")?.getAttribute("data-user") ?? ""}.${form.dataset.draft}`;
    this.timer = 0;
    this.waiting = false;
    this.sweep();
  }

  keepSoon() {
    if (this.waiting) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.keep(), PAUSE);
  }

  keep() {
    /** @type {[string, string][]} */
    const values = [];
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && !["csrfmiddlewaretoken", "version", "pk"].includes(name)) values.push([name, value]);
    }
    const shown = [...this.form.querySelectorAll(".pick")].map((pick) => [
      pick.querySelector("[data-key]")?.getAttribute("name") ?? "",
      /** @type {HTMLInputElement | null} */ (pick.querySelector("[role=combobox]"))?.value ?? "",
    ]);
    try {
      localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), values, shown }));
      this.say(_("草稿已存在这台电脑上 %(time)s", { time: new Date().toTimeString().slice(0, 5) }));
    } catch { this.say(""); }
  }

  /** A saved form needs no draft: dropped when the next page opens without this form's errors. */
  sent() {
    clearTimeout(this.timer);
    this.keep();
    try { sessionStorage.setItem("anlan.sent", this.key); } catch { /* the draft is offered once more, no harm */ }
  }

  offer() {
    /** @type {{at: number, values: [string, string][], shown: [string, string][]} | null} */
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(this.key) ?? "null"); } catch { kept = null; }
    const notice = this.form.querySelector("[data-draft-notice]");
    if (this.form.dataset.kept === "yes" || !kept || !(notice instanceof HTMLElement)) return;
    const time = notice.querySelector("[data-draft-at]");
    const at = new Date(kept.at);
    if (time) time.textContent = `${at.getMonth() + 1}-${at.getDate()} ${at.toTimeString().slice(0, 5)}`;
    notice.hidden = false;
    this.waiting = true;
    const close = () => { notice.hidden = true; this.waiting = false; };
    notice.querySelector("[data-draft-take]")?.addEventListener("click", () => { this.take(kept); close(); });
    notice.querySelector("[data-draft-drop]")?.addEventListener("click", () => { this.drop(); close(); });
    this.form.addEventListener("input", close, { once: true });
  }

  /** @param {{values: [string, string][], shown: [string, string][]}} kept */
  take(kept) {
    const names = new Set(kept.values.map(([name]) => name));
    for (const field of [...this.form.elements]) {
      if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type)) {
        field.checked = kept.values.some(([name, value]) => name === field.name && value === field.value);
      } else if ((field instanceof HTMLInputElement && field.type !== "file") || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement) {
        if (!names.has(field.name)) continue;
        const value = kept.values.find(([name]) => name === field.name)?.[1] ?? "";
        if (field instanceof HTMLSelectElement && ![...field.options].some((one) => one.value === value)) field.add(new Option(value, value));
        field.value = value;
      }
    }
    for (const [name, text] of kept.shown) {
      const box = this.form.querySelector(`.pick [data-key][name="${CSS.escape(name)}"]`)?.closest(".pick")?.querySelector("[role=combobox]");
      if (box instanceof HTMLInputElement) box.value = text;
    }
    this.form.dispatchEvent(new Event("anlan:filled"));
    this.form.dispatchEvent(new Event("change"));
  }

  drop() {
    clearTimeout(this.timer);
    try { localStorage.removeItem(this.key); } catch { /* nothing kept */ }
  }

  /** @param {string} text */
  say(text) {
    const place = this.form.querySelector("[data-draft-state]");
    if (place) place.textContent = text;
  }

  sweep() {
    try {
      for (const key of Object.keys(localStorage).filter((name) => name.startsWith("anlan.draft."))) {
        const { at } = JSON.parse(localStorage.getItem(key) ?? "{}");
        if (!at || Date.now() - at > KEEP_DAYS * 864e5) localStorage.removeItem(key);
      }
    } catch { /* no storage: no drafts */ }
  }
}
