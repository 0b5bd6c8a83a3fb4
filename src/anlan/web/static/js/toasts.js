/** Short messages in the corner: what was done, what failed and what was kept. */

import { _ } from "./words.js";

const SECONDS = 7;

/**
 * @param {string} text
 * @param {"success" | "info" | "warning" | "error"} [level]
 */
export function toast(text, level = "info") {
  const box = document.querySelector("#toasts");
  if (!box || !text) return;
  const item = document.createElement("div");
  item.className = `toast-item toast-${level}`;
  item.setAttribute("role", level === "error" ? "alert" : "status");
  const words = document.createElement("p");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn-close";
  close.setAttribute("aria-label", _("关闭"));
  item.append(words, close);
  box.append(item);
  leaveLater(item);
}

/** Errors stay until they are closed; the rest leave unless pointed at or focused. @param {Element} item */
function leaveLater(item) {
  if (item.classList.contains("toast-error")) return;
  const leave = () => {
    if (item.matches(":hover, :focus-within")) setTimeout(leave, 2000);
    else item.remove();
  };
  setTimeout(leave, SECONDS * 1000);
}

export function watchToasts() {
  document.querySelectorAll("#toasts .toast-item").forEach(leaveLater);
  document.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest(".toast-item .btn-close");
    button?.closest(".toast-item")?.remove();
  });
  document.addEventListener("toast", (event) => {
    const { text, level, value } = /** @type {CustomEvent} */ (event).detail;
    toast(text ?? value ?? "", level);
  });
}
