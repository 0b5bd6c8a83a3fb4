/**
 * Says when the page is stale: the network is gone, or the server does not answer. What is on the page stays; when the
 * connection is back, fragments marked data-live are asked for again.
 */

const PAUSE = 8000;

export function watchConnection() {
  const bar = document.querySelector("#stale");
  if (!(bar instanceof HTMLElement)) return;
  const since = bar.querySelector("[data-since]");
  let lost = false;
  let fresh = new Date();

  const lose = () => {
    if (lost) return;
    lost = true;
    if (since) since.textContent = fresh.toTimeString().slice(0, 5);
    bar.hidden = false;
    setTimeout(ask, PAUSE);
  };
  const regain = () => {
    fresh = new Date();
    if (!lost) return;
    lost = false;
    bar.hidden = true;
    document.querySelectorAll("[data-live]").forEach((part) => part.dispatchEvent(new CustomEvent("refresh", { bubbles: true })));
    document.dispatchEvent(new CustomEvent("anlan:online"));
  };
  const ask = async () => {
    if (!lost) return;
    try {
      await fetch(bar.dataset.probe ?? "/", { method: "HEAD", cache: "no-store" });
      regain();
    } catch {
      setTimeout(ask, PAUSE);
    }
  };

  window.addEventListener("offline", lose);
  window.addEventListener("online", ask);
  document.addEventListener("htmx:sendError", lose);
  document.addEventListener("htmx:timeout", lose);
  document.addEventListener("htmx:afterOnLoad", regain);
  document.addEventListener("anlan:lost", lose);
  document.addEventListener("anlan:answered", regain);
  bar.querySelector("button")?.addEventListener("click", ask);
}
