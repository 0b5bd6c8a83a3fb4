/** A pad to sign on with a finger, a pen or a mouse. The strokes go with the form as one PNG; nothing is sent before. */
import { _ } from "./words.js";

const INK = "#111";
const WIDTH = 2.6;
const MOST = 2; // pixels of the picture a pixel of the screen: sharp on paper, small to send

/** @typedef {{x: number, y: number}} Point as parts of the pad's width and height */

/** @param {HTMLElement} form */
export function start(form) {
  const pad = /** @type {HTMLCanvasElement} */ (form.querySelector("[data-pad]"));
  const picture = /** @type {HTMLInputElement} */ (form.querySelector("[data-picture]"));
  const said = /** @type {HTMLElement} */ (form.querySelector("[data-said]"));
  const ink = /** @type {CanvasRenderingContext2D} */ (pad.getContext("2d"));
  /** @type {Point[][]} */
  let strokes = [];
  /** @type {Point[] | null} */
  let stroke = null;

  const draw = () => {
    const scale = Math.min(globalThis.devicePixelRatio || 1, MOST);
    const wide = Math.max(1, Math.round(pad.clientWidth * scale));
    const high = Math.max(1, Math.round(pad.clientHeight * scale));
    if (pad.width !== wide || pad.height !== high) { pad.width = wide; pad.height = high; }
    ink.fillStyle = "#fff";
    ink.fillRect(0, 0, wide, high);
    ink.strokeStyle = INK;
    ink.lineWidth = WIDTH * scale;
    ink.lineCap = ink.lineJoin = "round";
    for (const points of strokes) {
      ink.beginPath();
      points.forEach((point, number) => {
        if (number) ink.lineTo(point.x * wide, point.y * high);
        else ink.moveTo(point.x * wide, point.y * high);
      });
      if (points.length === 1) ink.lineTo(points[0].x * wide + 0.1, points[0].y * high);
      ink.stroke();
    }
  };

  /** @param {PointerEvent} event */
  const at = (event) => {
    const box = pad.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };

  pad.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button > 0) return;
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    stroke = [at(event)];
    strokes.push(stroke);
    said.hidden = true;
    draw();
  });
  pad.addEventListener("pointermove", (event) => {
    if (!stroke || !event.isPrimary) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) stroke.push(at(each));
    draw();
  });
  for (const name of ["pointerup", "pointercancel"]) pad.addEventListener(name, () => { stroke = null; });

  form.querySelector("[data-clear]")?.addEventListener("click", () => { strokes = []; draw(); });
  form.addEventListener("submit", (event) => {
    const name = /** @type {HTMLInputElement} */ (form.querySelector("[name=name]"));
    const lack = name.value.trim() ? "" : _("请填写姓名。");
    const refusal = lack || (strokes.length ? "" : _("请在框内手写签名。"));
    if (refusal) {
      event.preventDefault();
      said.textContent = refusal;
      said.hidden = false;
      return;
    }
    draw();
    picture.value = pad.toDataURL("image/png");
  });
  new ResizeObserver(draw).observe(pad);
  draw();
}
