/** Photographs and files: seen before they are sent; inside a form of their own they are sent at once. */
import { _ } from "./words.js";
import { toast } from "./toasts.js";

const MOST = 20 * 2 ** 20;

/** @param {HTMLElement} element */
export function start(element) {
  if (!(element instanceof HTMLFormElement)) { watchPhotos(element); return; }
  const input = /** @type {HTMLInputElement} */ (element.querySelector("input[type=file]"));
  input.addEventListener("change", () => {
    if (!input.files?.length || tooLarge(input)) return;
    const words = element.querySelector("span");
    if (words) words.textContent = _("正在上传…");
    element.classList.add("over");
    element.submit();
  });
}

/** @param {HTMLElement} box */
export function watchPhotos(box) {
  const input = /** @type {HTMLInputElement | null} */ (box.querySelector("input[type=file]"));
  if (!input) return;
  input.addEventListener("change", () => {
    box.querySelectorAll("figure").forEach((figure) => figure.remove());
    if (tooLarge(input)) return;
    for (const file of [...(input.files ?? [])].reverse()) box.prepend(preview(file));
    const words = box.querySelector(".photo-add span");
    if (words) words.textContent = input.files?.length ? _("已选 %(count)s 个，重新选择", { count: input.files.length }) : _("拍照或选择文件");
  });
}

/** @param {HTMLInputElement} input */
function tooLarge(input) {
  const file = [...(input.files ?? [])].find((one) => one.size > MOST);
  if (!file) return false;
  toast(_("“%(name)s”超过 20 MB，没有选上。", { name: file.name }), "error");
  input.value = "";
  return true;
}

/** @param {File} file */
function preview(file) {
  const figure = document.createElement("figure");
  figure.className = "photo";
  if (file.type.startsWith("image/")) {
    const image = document.createElement("img");
    image.src = URL.createObjectURL(file);
    image.alt = file.name;
    image.onload = () => URL.revokeObjectURL(image.src);
    figure.append(image);
  }
  const name = document.createElement("figcaption");
  name.textContent = file.name;
  figure.append(name);
  return figure;
}
