/**
 * Dialogs: a fragment loaded into #sheet opens it, an empty one closes it; data-confirm asks before a form or link goes.
 * Everything a dialog does also works as a page of its own where scripts are off.
 */
import { toast } from "./toasts.js";
import { _ } from "./words.js";

/** @returns {HTMLDialogElement | null} */
const sheet = () => document.querySelector("dialog#sheet");

export function closeSheet() {
  sheet()?.close();
}

/** @param {HTMLDialogElement} dialog */
function open(dialog) {
  const body = dialog.querySelector("#sheet-body");
  const inner = body?.querySelector("[data-size]");
  dialog.dataset.size = inner instanceof HTMLElement ? inner.dataset.size : "";
  if (!dialog.open) dialog.showModal();
  const title = dialog.querySelector("h2");
  if (title) {
    title.id = "sheet-title";
    dialog.setAttribute("aria-labelledby", "sheet-title");
  }
  const first = dialog.querySelector(".is-invalid") ?? dialog.querySelector(".sheet-body input:not([type=hidden]), .sheet-body select, .sheet-body textarea");
  if (first instanceof HTMLElement) first.focus();
}

/** @param {HTMLElement} asker @returns {Promise<boolean>} */
function confirmed(asker) {
  const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog#confirm"));
  if (!dialog) return Promise.resolve(true);
  const text = dialog.querySelector("[data-text]");
  const yes = dialog.querySelector('button[value="yes"]');
  if (text) text.textContent = asker.dataset.confirm ?? "";
  if (yes instanceof HTMLElement) {
    yes.textContent = asker.dataset.confirmYes ?? _("确定");
    yes.classList.toggle("btn-danger", asker.dataset.tone === "danger");
    yes.classList.toggle("btn-primary", asker.dataset.tone !== "danger");
  }
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

/**
 * Send a form of the sheet. A redirect means done: go where the form says; anything else is the form again, with its errors.
 * @param {HTMLFormElement} form
 */
async function send(form) {
  const button = form.querySelector(".sheet-foot button:not([type=button])");
  if (button instanceof HTMLButtonElement) button.disabled = true;
  try {
    const body = new FormData(form);
    const answer = await fetch(`${form.getAttribute("action")}?dialog=1`, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
    document.dispatchEvent(new CustomEvent("anlan:answered"));
    if (answer.type === "opaqueredirect") { location.assign(form.dataset.done ?? location.href); return; }
    if (answer.status >= 500 || answer.status === 403) throw new Error(String(answer.status));
    const place = document.querySelector("#sheet-body");
    if (!place) return;
    place.innerHTML = await answer.text();
    globalThis.htmx?.process(place);
    place.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
    const dialog = sheet();
    if (dialog) open(dialog);
  } catch (error) {
    const reached = error instanceof Error && /^\d+$/.test(error.message);
    if (!reached) document.dispatchEvent(new CustomEvent("anlan:lost"));
    toast(reached ? _("没有完成：没有权限或服务器出错。填写的内容还在。") : _("网络断开，没有发出。填写的内容还在，恢复后再点一次。"), "error");
  } finally {
    if (button instanceof HTMLButtonElement) button.disabled = false;
  }
}

export function watchDialogs() {
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("dialog [data-sheet-form]") || event.defaultPrevented) return;
    event.preventDefault();
    send(form);
  });
  document.addEventListener("input", (event) => {
    const form = /** @type {HTMLElement} */ (event.target).closest("dialog form");
    if (form instanceof HTMLFormElement) form.dataset.dirty = "yes";
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const target = /** @type {CustomEvent} */ (event).detail.target;
    if (target?.id !== "sheet-body") return;
    const dialog = sheet();
    if (!dialog) return;
    if (target.childElementCount) open(dialog);
    else dialog.close();
  });
  document.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest("dialog [data-close]")) {
      event.preventDefault();
      target.closest("dialog")?.close();
    }
    else if (target instanceof HTMLDialogElement && target.id === "sheet" && !target.querySelector("form[data-dirty]")) target.close();
  });
  document.addEventListener("submit", async (event) => {
    const submitter = /** @type {SubmitEvent} */ (event).submitter;
    const form = /** @type {HTMLFormElement} */ (event.target);
    const asker = submitter?.dataset.confirm ? submitter : form;
    if (!asker.dataset.confirm || asker.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await confirmed(asker))) return;
    asker.dataset.confirmed = "yes";
    form.requestSubmit(submitter);
    delete asker.dataset.confirmed;
  }, true);
  document.addEventListener("htmx:confirm", (event) => {
    const { elt, issueRequest } = /** @type {CustomEvent} */ (event).detail;
    if (elt instanceof HTMLFormElement || !elt.dataset.confirm) return;
    event.preventDefault();
    confirmed(elt).then((yes) => yes && issueRequest(true));
  });
  document.addEventListener("closeSheet", closeSheet);
}
