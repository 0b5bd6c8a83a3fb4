/**
 * Adds the position to "arrived" where the telephone gives it. The page answers without this file as well.
 */

const WAIT = 6000;

const form = document.querySelector("#answer");
const hint = document.querySelector("#position");

if (form instanceof HTMLFormElement && navigator.geolocation) {
  if (hint instanceof HTMLElement && form.querySelector('[value="arrived"]')) hint.hidden = false;
  form.addEventListener("submit", (event) => {
    const button = event instanceof SubmitEvent ? event.submitter : null;
    if (!(button instanceof HTMLButtonElement) || button.value !== "arrived" || form.dataset.placed) return;
    event.preventDefault();
    form.dataset.placed = "1";
    const go = () => form.requestSubmit(button);
    navigator.geolocation.getCurrentPosition(
      (found) => {
        put("longitude", found.coords.longitude);
        put("latitude", found.coords.latitude);
        go();
      },
      go,
      { timeout: WAIT, maximumAge: 60000, enableHighAccuracy: true },
    );
  });
}

/** @param {string} name @param {number} value */
function put(name, value) {
  const input = form instanceof HTMLFormElement ? form.elements.namedItem(name) : null;
  if (input instanceof HTMLInputElement) input.value = value.toFixed(6);
}

export {};
