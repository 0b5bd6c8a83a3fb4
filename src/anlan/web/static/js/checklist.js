/**
 * A checklist answered item by item on a poor line. Each answer is kept in the browser before it is sent, and forgotten
 * there only when the server has it: nothing typed is lost with the connection, the page or the battery.
 */
import { csrfToken, Failure, postJson } from "./requests.js";
import { toast } from "./toasts.js";
import { _ } from "./words.js";

const PAUSE = 600;
const AGAIN = 8000;
const CONFLICT = 409;

/** @typedef {{verdict: string, note: string, version: number, stuck?: boolean}} Unsent */

/** @param {HTMLElement} root */
export function start(root) {
  const key = `anlan:${root.dataset.keep}`;
  const closed = root.hasAttribute("data-closed");
  /** @type {Map<string, Unsent>} */
  const unsent = new Map(Object.entries(read(key)));
  let sending = false;
  // The next page may have been drawn before the last answers arrived: while leaving, an answer that arrived is kept too.
  let leaving = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {string} id */
  const itemOf = (id) => /** @type {HTMLElement | null} */ (root.querySelector(`[data-item="${id}"]`));
  const keep = () => {
    try { localStorage.setItem(key, JSON.stringify(Object.fromEntries(unsent))); } catch { /* no room: the page still holds it */ }
    count();
  };

  /** @param {HTMLElement} item */
  const take = (item) => {
    const chosen = /** @type {HTMLInputElement | null} */ (item.querySelector("input[type=radio]:checked"));
    if (!chosen) return;
    const note = /** @type {HTMLTextAreaElement} */ (item.querySelector("textarea")).value;
    unsent.set(item.dataset.item ?? "", { verdict: chosen.value, note, version: Number(item.dataset.version) });
    item.dataset.verdict = chosen.value;
    const more = /** @type {HTMLElement} */ (item.querySelector("[data-more]"));
    if (chosen.value === "fail") more.hidden = false;
    keep();
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  };

  const send = async () => {
    if (sending) return;
    sending = true;
    try {
      for (const [id, one] of [...unsent]) {
        if (one.stuck || unsent.get(id) !== one) continue;
        const item = itemOf(id);
        try {
          const told = await postJson(root.dataset.save ?? "", { item: Number(id), ...one });
          settle(item, id, one, told.version);
        } catch (error) {
          const failure = /** @type {Failure} */ (error);
          if (!failure.status || failure.status >= 500) { clearTimeout(timer); timer = setTimeout(send, AGAIN); break; }
          await refuse(item, id, one, failure);
        }
      }
    } finally {
      sending = false;
      keep();
    }
    if ([...unsent.values()].some((one) => !one.stuck)) { clearTimeout(timer); timer = setTimeout(send, AGAIN); }
  };

  /** @param {HTMLElement | null} item @param {string} id @param {Unsent} one @param {number} version */
  const settle = (item, id, one, version) => {
    if (item) { item.dataset.version = String(version); say(item, ""); }
    const newer = unsent.get(id);
    if (newer === one && !leaving) unsent.delete(id);
    else if (newer) newer.version = version;
    keep();
  };

  /** @param {HTMLElement | null} item @param {string} id @param {Unsent} one @param {Failure} failure */
  const refuse = async (item, id, one, failure) => {
    one.stuck = true;
    if (!item) { unsent.delete(id); return; }
    say(item, failure.message, failure.status === CONFLICT ? _("仍用我填的") : "", async () => {
      const now = await fetch(location.href, { credentials: "same-origin" }).then((answer) => answer.text()).catch(() => "");
      const there = new DOMParser().parseFromString(now, "text/html").querySelector(`[data-item="${id}"]`);
      if (!(there instanceof HTMLElement)) return;
      item.dataset.version = there.dataset.version ?? "0";
      take(item);
    });
  };

  const count = () => {
    const items = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-item]")]);
    put("answered", items.filter((item) => item.dataset.verdict).length);
    const failed = items.filter((item) => item.dataset.verdict === "fail").length;
    put("failed", failed);
    put("unsent", unsent.size);
    show("failed", failed > 0);
    show("unsent", unsent.size > 0);
    for (const section of root.querySelectorAll("[data-section]")) {
      const left = section.querySelectorAll('[data-item][data-verdict=""]').length;
      const words = section.querySelector("[data-left]");
      if (words) words.textContent = left ? _("未填 %(count)s", { count: left }) : _("已填完");
    }
  };
  /** @param {string} name @param {number} number */
  const put = (name, number) => { const place = root.querySelector(`[data-${name}]`); if (place) place.textContent = String(number); };
  /** @param {string} name @param {boolean} shown */
  const show = (name, shown) => { const line = root.querySelector(`[data-${name}-line]`); if (line instanceof HTMLElement) line.hidden = !shown; };

  root.addEventListener("change", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const item = /** @type {HTMLElement | null} */ (target.closest("[data-item]"));
    if (target instanceof HTMLInputElement && target.dataset.photo && item) photograph(item, target);
    else if (target.matches("[data-only-left]")) onlyLeft(root, /** @type {HTMLInputElement} */ (target).checked);
    else if (item && !closed && !target.matches("textarea")) take(item); // its words were taken as they were typed
  });
  root.addEventListener("input", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const item = /** @type {HTMLElement | null} */ (target.closest("[data-item]"));
    if (item && target.matches("textarea") && !closed) take(item);
  });
  root.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest("[data-next]")) next(root);
    const button = target.closest("[data-hazard]");
    if (button instanceof HTMLButtonElement) makeHazard(button, unsent, send);
  });
  document.addEventListener("anlan:online", () => send());
  window.addEventListener("beforeunload", () => { leaving = true; setTimeout(() => { leaving = false; }, AGAIN); });
  for (const [id, one] of unsent) restore(itemOf(id), one);
  count();
  if (unsent.size) send();
}

/** @param {string} key @returns {Record<string, Unsent>} */
function read(key) {
  try { return JSON.parse(localStorage.getItem(key) ?? "{}"); } catch { return {}; }
}

/** What was not sent stands on the page again. @param {HTMLElement | null} item @param {Unsent} one */
function restore(item, one) {
  if (!item) return;
  delete one.stuck;
  const radio = /** @type {HTMLInputElement | null} */ (item.querySelector(`input[value="${one.verdict}"]`));
  if (radio) radio.checked = true;
  /** @type {HTMLTextAreaElement} */ (item.querySelector("textarea")).value = one.note;
  item.dataset.verdict = one.verdict;
  if (one.verdict === "fail" || one.note) /** @type {HTMLElement} */ (item.querySelector("[data-more]")).hidden = false;
}

/** @param {HTMLElement} item @param {string} sentence @param {string} [offer] @param {() => void} [act] */
function say(item, sentence, offer = "", act = () => {}) {
  const place = /** @type {HTMLElement} */ (item.querySelector("[data-said]"));
  place.hidden = !sentence;
  place.textContent = sentence;
  place.classList.toggle("late", Boolean(sentence));
  if (!offer) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm";
  button.textContent = offer;
  button.addEventListener("click", act);
  place.append(" ", button);
}

/** @param {HTMLElement} root @param {boolean} only */
function onlyLeft(root, only) {
  for (const item of root.querySelectorAll("[data-item]")) {
    if (item instanceof HTMLElement) item.classList.toggle("is-hidden", only && Boolean(item.dataset.verdict));
  }
}

/** @param {HTMLElement} root */
function next(root) {
  const item = root.querySelector('[data-item][data-verdict=""]');
  if (!(item instanceof HTMLElement)) { toast(_("全部填完了。")); return; }
  item.closest("details[data-section]")?.setAttribute("open", "");
  item.classList.remove("is-hidden");
  item.scrollIntoView({ block: "center" });
  item.querySelector("input")?.focus({ preventScroll: true });
}

/** @param {HTMLElement} item @param {HTMLInputElement} input */
async function photograph(item, input) {
  const words = item.querySelector("[data-photo-words]");
  const body = new FormData();
  for (const file of input.files ?? []) body.append("photo", file);
  if (words) words.textContent = _("正在上传…");
  try {
    const answer = await fetch(input.dataset.photo ?? "", { method: "POST", body, credentials: "same-origin", headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" } });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error);
    if (words) words.textContent = _("已上传 %(count)s 张", { count: told.kept });
    say(item, "");
  } catch (error) {
    if (words) words.textContent = _("拍照");
    say(item, error instanceof TypeError ? _("网络断开，照片没有上传。连上后请再选一次。") : /** @type {Error} */ (error).message);
  } finally {
    input.value = "";
  }
}

/**
 * The answer goes first, then the hazard is asked for.
 * @param {HTMLButtonElement} button @param {Map<string, Unsent>} unsent @param {() => Promise<void>} send
 */
async function makeHazard(button, unsent, send) {
  const item = /** @type {HTMLElement} */ (button.closest("[data-item]"));
  button.disabled = true;
  try {
    await send();
    if (unsent.has(item.dataset.item ?? "")) throw new Error(_("这一项还没有发送，先连上网络再登记。"));
    const told = await postJson(button.dataset.hazard ?? "", {});
    const link = document.createElement("a");
    link.className = "btn btn-sm";
    link.href = told.url;
    link.textContent = told.number;
    button.replaceWith(link);
    say(item, "");
  } catch (error) {
    button.disabled = false;
    say(item, /** @type {Error} */ (error).message);
  }
}
