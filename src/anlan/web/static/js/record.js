/** The page of one record: asking to see what is masked, printing. */
import { postJson } from "./requests.js";
import { toast } from "./toasts.js";

const SECONDS = 60;

/** @param {HTMLElement} record */
export function start(record) {
  record.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest("[data-print]")) window.print();
    const button = target.closest("[data-reveal]");
    if (button instanceof HTMLButtonElement) reveal(button);
  });
}

/** Shown for a minute, then masked again. @param {HTMLButtonElement} button */
async function reveal(button) {
  const place = button.parentElement?.querySelector("[data-masked]");
  if (!place) return;
  button.disabled = true;
  try {
    const { value } = await postJson(button.dataset.reveal ?? "", {});
    const masked = place.textContent;
    place.textContent = value;
    button.hidden = true;
    setTimeout(() => { place.textContent = masked; button.hidden = false; }, SECONDS * 1000);
  } catch (error) {
    toast(/** @type {Error} */ (error).message, "error");
  } finally {
    button.disabled = false;
  }
}
