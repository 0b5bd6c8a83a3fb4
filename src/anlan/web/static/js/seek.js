/** The search box of the top bar: Ctrl K or / reaches it, arrows walk the hits below it, Esc leaves. */

export function watchSearch() {
  const box = document.querySelector("#seek");
  if (!(box instanceof HTMLInputElement)) return;
  const hits = document.querySelector("#seek-hits");
  document.addEventListener("keydown", (event) => {
    const typing = /** @type {HTMLElement} */ (event.target).closest("input, textarea, select, [contenteditable]");
    const called = ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") || (event.key === "/" && !typing);
    if (!called || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  const links = () => /** @type {HTMLElement[]} */ ([...(hits?.querySelectorAll("a") ?? [])]);
  const clear = () => hits?.replaceChildren();
  box.closest(".seek")?.addEventListener("keydown", (event) => {
    const { key } = /** @type {KeyboardEvent} */ (event);
    if (key === "Escape") { clear(); box.focus(); return; }
    if (key !== "ArrowDown" && key !== "ArrowUp") return;
    const all = links();
    if (!all.length) return;
    event.preventDefault();
    const here = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = here + (key === "ArrowDown" ? 1 : -1);
    if (next < 0) box.focus();
    else all[Math.min(next, all.length - 1)].focus();
  });
  document.addEventListener("click", (event) => {
    if (!(/** @type {HTMLElement} */ (event.target).closest(".seek"))) clear();
  });
  box.addEventListener("input", () => { if (box.value.trim().length < 2) clear(); });
}
