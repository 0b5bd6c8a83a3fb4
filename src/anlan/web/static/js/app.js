/**
 * What every page does: requests of fragments, dialogs, toasts, search by keyboard, the clock, a lost connection. Parts that
 * only some pages have are loaded when an element asks for them with data-part="name" (js/name.js, export function start).
 */
import { watchConnection } from "./connection.js";
import { watchDialogs } from "./dialogs.js";
import { toast, watchToasts } from "./toasts.js";
import { watchSearch } from "./seek.js";
import { csrfToken } from "./requests.js";
import { _ } from "./words.js";

/** @type {Record<string, () => Promise<{start: (element: HTMLElement) => void}>>} */
const PARTS = {
  record: () => import("./record.js"),
  list: () => import("./list.js"),
  form: () => import("./form.js"),
  pick: () => import("./pick.js"),
  point: () => import("./point.js"),
  place: () => import("./mini.js"),
  map: () => import("./map.js"),
  import: () => import("./import.js"),
  warnarea: () => import("./warnarea.js"),
  photos: () => import("./photos.js"),
  curve: () => import("./curve.js"),
  callout: () => import("./callout.js"),
  arrivals: () => import("./arrivals.js"),
  checklist: () => import("./checklist.js"),
  advice: () => import("./advice.js"),
  pad: () => import("./pad.js"),
};

const started = new WeakSet();

/** @param {ParentNode} root */
function startParts(root) {
  const own = root instanceof HTMLElement && root.dataset.part ? [root] : [];
  for (const element of [...own, ...root.querySelectorAll("[data-part]")]) {
    if (!(element instanceof HTMLElement) || started.has(element)) continue;
    started.add(element);
    for (const name of (element.dataset.part ?? "").split(" ")) {
      PARTS[name]?.()
        .then((part) => part.start(element))
        .catch((error) => {
          console.error(error);
          toast(_("页面的一部分没有加载成功，请刷新。已填写的内容还在。"), "error");
        });
    }
  }
}

const USUAL = {
  400: _("这次请求里有不能识别的内容，没有改动任何数据。"),
  403: _("您没有这项操作的权限，或登录已过期。没有改动任何数据。"),
  404: _("这条记录不存在，或不在您的管辖范围内。"),
  413: _("文件太大，没有上传。"),
};

/** A failed answer as a sentence, with the number that finds its line in the log. @param {XMLHttpRequest} xhr */
function failureOf(xhr) {
  const usual = /** @type {Record<number, string>} */ (USUAL)[xhr.status] ?? _("服务器出错，这次操作没有保存。请稍后再试。");
  const number = xhr.getResponseHeader("X-Request-ID");
  return number ? `${usual}\n${_("错误编号")} ${number}` : usual;
}

function configureRequests() {
  let running = 0;
  const mark = () => document.documentElement.classList.toggle("loading", running > 0);
  document.addEventListener("htmx:configRequest", (event) => {
    /** @type {CustomEvent} */ (event).detail.headers["X-CSRFToken"] = csrfToken();
  });
  document.addEventListener("htmx:beforeSend", () => { running += 1; mark(); });
  document.addEventListener("htmx:afterRequest", () => { running = Math.max(0, running - 1); mark(); });
  document.addEventListener("htmx:responseError", (event) => {
    toast(failureOf(/** @type {CustomEvent} */ (event).detail.xhr), "error");
  });
  document.addEventListener("htmx:load", (event) => startParts(/** @type {HTMLElement} */ (event.target)));
}

function runClock() {
  const clock = document.querySelector("[data-clock]");
  if (!(clock instanceof HTMLElement) || !clock.dataset.clock) return;
  const ahead = Date.parse(clock.dataset.clock) - Date.now();
  const days = [_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日")];
  const show = () => {
    const local = new Date(Date.now() + ahead + 8 * 3600e3);
    const iso = local.toISOString();
    clock.textContent = `${iso.slice(0, 10)} ${days[(local.getUTCDay() + 6) % 7]} ${iso.slice(11, 16)}`;
  };
  show();
  setInterval(show, 5000);
}

function watchTheme() {
  document.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-theme-choice]");
    if (!(button instanceof HTMLElement)) return;
    const choice = button.dataset.themeChoice ?? "light";
    try { localStorage.setItem("anlan.theme", choice); } catch { /* private mode: the choice lasts for this page */ }
    const dark = choice === "dark" || (choice === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.setAttribute("data-bs-theme", dark ? "dark" : "light");
    document.dispatchEvent(new CustomEvent("anlan:theme"));
  });
}

/** A select that means an action by itself sends its form. */
function watchSubmits() {
  document.addEventListener("change", (event) => {
    const field = /** @type {HTMLElement} */ (event.target);
    if (field.matches("[data-submit]")) field.closest("form")?.requestSubmit();
  });
}

/** The draft of a form that was saved is not offered again: the page that follows is another one than the form. */
function forgetSavedDraft() {
  try {
    const key = sessionStorage.getItem("anlan.sent");
    const form = document.querySelector("form[data-draft]");
    if (!key || !document.querySelector("#menu")) return;
    if (form instanceof HTMLElement && key.endsWith(`.${form.dataset.draft}`)) return;
    localStorage.removeItem(key);
    sessionStorage.removeItem("anlan.sent");
  } catch { /* no storage: no drafts */ }
}

function watchCopies() {
  document.addEventListener("click", async (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-copy]");
    if (!(button instanceof HTMLElement)) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy === "address" ? location.href : button.dataset.copy ?? "");
      toast(_("已复制。"), "success");
    } catch {
      prompt(_("请复制这个地址"), location.href);
    }
  });
}

configureRequests();
watchToasts();
watchDialogs();
watchSearch();
watchConnection();
watchTheme();
watchCopies();
watchSubmits();
forgetSavedDraft();
runClock();
startParts(document);
