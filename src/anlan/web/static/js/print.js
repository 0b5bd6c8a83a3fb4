/** The map as seen, with its title, legend and moment, as a PNG file made in the browser. */
import { colour, fontStack } from "./ground.js";
import { shadeOf } from "./pins.js";

const HEAD = 56;
const FOOT = 44;

/**
 * @param {any} map
 * @param {{title: string, moment: string, legend: {title: string, entries: {value: string, label: string}[]}[]}} words
 * @returns {Promise<Blob>}
 */
export async function picture(map, words) {
  await new Promise((resolve) => { map.once("rendercomplete", resolve); map.renderSync(); });
  const [width, height] = map.getSize();
  const scale = window.devicePixelRatio || 1;
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = (height + HEAD + FOOT) * scale;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(scale, scale);
  pen.fillStyle = colour("surface");
  pen.fillRect(0, 0, width, height + HEAD + FOOT);
  pen.fillStyle = colour("map-ground");
  pen.fillRect(0, HEAD, width, height);
  drawLayers(map, pen, scale);
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  drawWords(pen, words, width, height);
  drawScale(pen, map, width, height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("png"))), "image/png"));
}

/** @param {any} map @param {CanvasRenderingContext2D} pen @param {number} scale */
function drawLayers(map, pen, scale) {
  for (const layer of map.getViewport().querySelectorAll(".ol-layer canvas, canvas.ol-layer")) {
    if (!layer.width) continue;
    const opacity = layer.parentNode.style.opacity || layer.style.opacity;
    pen.globalAlpha = opacity === "" ? 1 : Number(opacity);
    const matrix = /^matrix\(([^)]*)\)$/.exec(layer.style.transform)?.[1].split(",").map(Number)
      ?? [parseFloat(layer.style.width) / layer.width, 0, 0, parseFloat(layer.style.height) / layer.height, 0, 0];
    const [a, b, c, d, e, f] = matrix;
    pen.setTransform(a * scale, b * scale, c * scale, d * scale, e * scale, (f + HEAD) * scale);
    pen.drawImage(layer, 0, 0);
  }
  pen.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} pen @param {Parameters<typeof picture>[1]} words @param {number} width @param {number} height */
function drawWords(pen, words, width, height) {
  pen.fillStyle = colour("tblr-body-color");
  pen.textBaseline = "middle";
  pen.font = `600 20px ${fontStack()}`;
  pen.fillText(words.title, 20, HEAD / 2);
  pen.font = `13px ${fontStack()}`;
  pen.textAlign = "right";
  pen.fillText(words.moment, width - 20, HEAD / 2);
  pen.textAlign = "left";
  let x = 20;
  const y = HEAD + height + FOOT / 2;
  for (const { title, entries } of words.legend) {
    pen.fillStyle = colour("tblr-secondary-color");
    pen.fillText(title, x, y);
    x += pen.measureText(title).width + 12;
    entries.forEach(({ value, label }, position) => {
      pen.fillStyle = shadeOf(value, position);
      pen.beginPath();
      pen.arc(x + 5, y, 5, 0, 2 * Math.PI);
      pen.fill();
      pen.fillStyle = colour("tblr-body-color");
      pen.fillText(label, x + 15, y);
      x += pen.measureText(label).width + 30;
    });
    x += 14;
  }
}

/** @param {CanvasRenderingContext2D} pen @param {any} map @param {number} width @param {number} height */
function drawScale(pen, map, width, height) {
  const bar = map.getViewport().querySelector(".ol-scale-line-inner");
  if (!(bar instanceof HTMLElement)) return;
  const length = parseFloat(bar.style.width);
  const x = width - 24 - length;
  const y = HEAD + height - 22;
  pen.fillStyle = pen.strokeStyle = colour("tblr-body-color");
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(x, y - 6);
  pen.lineTo(x, y);
  pen.lineTo(x + length, y);
  pen.lineTo(x + length, y - 6);
  pen.stroke();
  pen.textAlign = "center";
  pen.fillText(bar.textContent ?? "", x + length / 2, y - 12);
  pen.textAlign = "left";
}
