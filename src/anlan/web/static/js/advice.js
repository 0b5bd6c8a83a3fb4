/**
 * While a hazard is described: clauses that make it a major one and hazards that may be the same, below the description.
 * Asked for when the typing pauses; a click takes a clause over into level, clause and basis.
 */
const PAUSE = 500;
const ASKED = ["content", "enterprise", "unit", "found_on", "pk"];

/** @param {HTMLElement} box */
export function start(box) {
  const form = box.closest("form");
  const content = form?.elements.namedItem("content");
  if (!form || !(content instanceof HTMLElement)) return;
  content.closest("[data-field]")?.append(box);
  let timer = 0;
  let last = "";
  const ask = async () => {
    const values = new URLSearchParams();
    for (const name of ASKED) values.set(name, String(new FormData(form).get(name) ?? ""));
    const query = values.toString();
    if (query === last) return;
    last = query;
    try {
      const answer = await fetch(`${box.dataset.address}?${query}`, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const html = await answer.text();
      if (query === last) box.innerHTML = html;
    } catch { last = ""; /* advice is a courtesy: the hazard is saved without it */ }
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = window.setTimeout(ask, PAUSE); });
  form.addEventListener("change", () => { clearTimeout(timer); timer = window.setTimeout(ask, PAUSE); });
  box.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-take-clause]");
    if (button instanceof HTMLElement) take(form, button);
  });
  if (content instanceof HTMLTextAreaElement || content instanceof HTMLInputElement) if (content.value) ask();
}

/** @param {HTMLFormElement} form @param {HTMLElement} button */
function take(form, button) {
  set(form, "level", "major");
  set(form, "basis", button.dataset.basis ?? "");
  if (button.dataset.takeClause) takeKey(form, button);
  form.dispatchEvent(new CustomEvent("anlan:filled"));
  form.dispatchEvent(new Event("change", { bubbles: true }));
  button.setAttribute("aria-pressed", "true");
}

/** @param {HTMLFormElement} form @param {HTMLElement} button */
function takeKey(form, button) {
  set(form, "criteria", button.dataset.takeClause ?? "");
  const key = form.elements.namedItem("criteria");
  const shown = key instanceof HTMLElement ? key.closest("[data-field]")?.querySelector("[role=combobox]") : null;
  if (shown instanceof HTMLInputElement) shown.value = button.dataset.name ?? "";
}

/** @param {HTMLFormElement} form @param {string} name @param {string} value */
function set(form, name, value) {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement) {
    field.value = value;
  } else if (field instanceof RadioNodeList) field.value = value;
}
