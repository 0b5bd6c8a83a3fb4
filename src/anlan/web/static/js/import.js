/** Dropping a file for import: the whole card takes it, progress is seen, a refusal is told in place. */
import { csrfToken } from "./requests.js";
import { _ } from "./words.js";

/** @param {HTMLElement} element */
export function start(element) {
  if (element.dataset.kind === "finished") { location.reload(); return; }
  if (element.dataset.kind === "preview") { watchRepairs(); return; }
  const form = /** @type {HTMLFormElement} */ (element);
  const drop = /** @type {HTMLElement} */ (form.querySelector("[data-drop]"));
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=file]"));
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, () => drop.classList.add("over"));
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) send(form, file);
  });
  input.addEventListener("change", () => { if (input.files?.[0]) send(form, input.files[0]); });
}

/** XMLHttpRequest, since fetch tells nothing of an upload's progress. @param {HTMLFormElement} form @param {File} file */
function send(form, file) {
  const box = /** @type {HTMLElement} */ (form.querySelector("[data-progress]"));
  const drop = /** @type {HTMLElement} */ (form.querySelector("[data-drop]"));
  const bar = /** @type {HTMLProgressElement} */ (box.querySelector("progress"));
  const words = /** @type {HTMLElement} */ (box.querySelector("[data-words]"));
  const name = /** @type {HTMLElement} */ (box.querySelector("[data-name]"));
  const body = new FormData();
  body.append("file", file);
  const request = new XMLHttpRequest();
  const fail = (/** @type {string} */ sentence) => {
    words.textContent = sentence;
    words.classList.add("late");
    words.setAttribute("role", "alert");
    drop.hidden = false;
    /** @type {HTMLInputElement} */ (form.querySelector("input[type=file]")).value = "";
  };
  name.textContent = file.name;
  box.hidden = false;
  drop.hidden = true;
  words.classList.remove("late");
  words.textContent = _("正在上传…");
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = (event.loaded / event.total) * 100;
    if (event.loaded === event.total) words.textContent = _("上传完成，正在读取…");
  });
  request.addEventListener("load", () => {
    /** @type {{url?: string, error?: string}} */
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { answer = {}; }
    if (request.status < 400 && answer.url) location.assign(answer.url);
    else fail(answer.error ?? (request.status === 413 ? _("文件太大，没有上传。") : _("没有上传成功，什么都没有写入。请再试一次。")));
  });
  request.addEventListener("error", () => {
    document.dispatchEvent(new CustomEvent("anlan:lost"));
    fail(_("网络断开，没有上传成功，什么都没有写入。恢复后再选一次文件。"));
  });
  request.open("POST", form.getAttribute("action") ?? location.pathname);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("X-CSRFToken", csrfToken());
  request.send(body);
}

/** A repaired row changes the counts: bring those parts of the page up to date. */
function watchRepairs() {
  document.addEventListener("htmx:afterSwap", async (event) => {
    const target = /** @type {CustomEvent} */ (event).detail.target;
    if (!target?.id?.startsWith("row-")) return;
    try {
      const answer = await fetch(location.href);
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of document.querySelectorAll("[data-fresh]")) {
        const other = fresh.querySelector(`[data-fresh="${part.getAttribute("data-fresh")}"]`);
        if (other) part.replaceWith(other);
      }
    } catch { /* the counts are told again with the next page */ }
  });
}
