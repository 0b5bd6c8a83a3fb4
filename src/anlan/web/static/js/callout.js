/** Choosing whom to call: tick all that are listed, count those ticked, sort the teams anew when the point moves. */
import { _ } from "./words.js";

/** @param {HTMLElement} form */
export function start(form) {
  const boxes = () => /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[name=target]")]);
  const told = form.querySelector("[data-chosen]");

  const count = () => {
    if (!told) return;
    const ticked = boxes().filter((box) => box.checked);
    const heads = ticked.reduce((sum, box) => sum + Number(box.dataset.heads ?? 0), 0);
    told.textContent = ticked.length ? `${_("已选")} ${ticked.length} ${_("项")}${heads ? `，${_("约")} ${heads} ${_("人")}` : ""}` : "";
  };
  const tick = (/** @type {boolean} */ on) => {
    for (const box of boxes()) if (!on || box.closest("#callout-teams")) box.checked = on;
    count();
  };

  form.querySelector("[data-all]")?.addEventListener("click", () => tick(true));
  form.querySelector("[data-none]")?.addEventListener("click", () => tick(false));
  form.addEventListener("change", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.getAttribute("name") === "target") { event.stopPropagation(); count(); }
  });
  for (const name of ["longitude", "latitude"]) {
    const field = form.querySelector(`[name=${name}]`);
    let waiting = 0;
    field?.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = window.setTimeout(() => document.body.dispatchEvent(new CustomEvent("anlan:point")), 400);
    });
  }
  form.addEventListener("htmx:afterSettle", count);
  count();
}
