/** The curves of a device: one chart a quantity, doubtful values apart, thresholds as lines. */
import { askJson, loadScript } from "./requests.js";
import { _ } from "./words.js";

const LIBRARY = new URL("../vendor/echarts/echarts.min.js", import.meta.url).href;
const LINES = /** @type {Record<string, string>} */ ({ red: "#c92a2a", orange: "#d9730d", yellow: "#b58900", blue: "#1668c4" });
const RENEW_SECONDS = 60;

/** @param {HTMLElement} card */
export function start(card) {
  const place = /** @type {HTMLElement} */ (card.querySelector("[data-chart]"));
  let hours = "24";
  const show = () => draw(place, `${card.dataset.address}?hours=${hours}`);
  card.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-hours]");
    if (!(button instanceof HTMLElement)) return;
    hours = button.dataset.hours ?? "24";
    for (const each of card.querySelectorAll("[data-hours]")) each.setAttribute("aria-pressed", String(each === button));
    show();
  });
  document.addEventListener("anlan:theme", show);
  show();
  setInterval(() => { if (!document.hidden && hours === "24") show(); }, RENEW_SECONDS * 1000);
}

/** @param {HTMLElement} place @param {string} address */
async function draw(place, address) {
  place.setAttribute("aria-busy", "true");
  try {
    const [answer] = await Promise.all([askJson(address), loadScript(LIBRARY)]);
    paint(place, answer);
  } catch (error) {
    say(place, /** @type {Error} */ (error).message);
  } finally {
    place.removeAttribute("aria-busy");
  }
}

/** @param {HTMLElement} place @param {string} sentence */
function say(place, sentence) {
  const words = document.createElement("p");
  words.className = "nothing";
  words.textContent = sentence;
  /** @type {any} */ (globalThis).echarts?.getInstanceByDom(place)?.dispose();
  place.replaceChildren(words);
}

/** @typedef {{name: string, unit: string, decimals: number, points: [number, number, number][], limits: {level: string, label: string, value: number}[]}} Series */

/** @param {HTMLElement} place @param {{begin: number, end: number, series: Series[]}} answer */
function paint(place, answer) {
  const told = answer.series.filter((each) => each.points.length);
  if (!told.length) { say(place, _("这段时间没有数据。")); return; }
  const echarts = /** @type {any} */ (globalThis).echarts;
  let chart = echarts.getInstanceByDom(place);
  if (!chart) {
    place.replaceChildren();
    chart = echarts.init(place);
    new ResizeObserver(() => chart.resize()).observe(place);
  }
  const colours = getComputedStyle(document.documentElement);
  const ink = colours.getPropertyValue("--tblr-body-color").trim();
  const grid = colours.getPropertyValue("--tblr-border-color").trim();
  const height = 88 / told.length;
  place.setAttribute("aria-label", told.map((each) => `${each.name} ${each.points.at(-1)?.[1]} ${each.unit}`).join("，"));
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink },
    tooltip: { trigger: "axis", axisPointer: { type: "line" } },
    grid: told.map((_each, number) => ({ left: 64, right: 32, top: `${6 + number * height}%`, height: `${height - 12}%` })),
    title: told.map((each, number) => ({ text: each.unit ? `${each.name}（${each.unit}）` : each.name, left: 12, top: `${number * height}%`, textStyle: { fontSize: 13, fontWeight: 400, color: ink } })),
    xAxis: told.map((_each, number) => ({ type: "time", gridIndex: number, min: answer.begin, max: answer.end, axisLabel: { color: ink, hideOverlap: true } })),
    yAxis: told.map((each, number) => ({ type: "value", gridIndex: number, scale: true, ...reach(each), axisLabel: { color: ink }, splitLine: { lineStyle: { color: grid } } })),
    series: told.flatMap((each, number) => lines(each, number)),
  }, true);
}

/** From the good values and the limits alone: a doubtful zero must not press the curve flat. @param {Series} each */
function reach(each) {
  const good = each.points.filter((point) => point[2] === 0 || point[2] === 3).map((point) => point[1]);
  if (!good.length) return {};
  const values = [...good, ...each.limits.map((limit) => limit.value)];
  const low = values.reduce((one, other) => Math.min(one, other));
  const high = values.reduce((one, other) => Math.max(one, other));
  const margin = (high - low) * 0.08 || Math.abs(high) * 0.05 || 1;
  const unit = 10 ** each.decimals;
  return { min: Math.floor((low - margin) * unit) / unit, max: Math.ceil((high + margin) * unit) / unit };
}

/** Good values as a line, doubtful ones as squares, at the edge where they lie beyond it. @param {Series} each @param {number} number */
function lines(each, number) {
  const good = each.points.filter((point) => point[2] === 0 || point[2] === 3);
  const doubtful = each.points.filter((point) => point[2] === 1 || point[2] === 2);
  const { min, max } = reach(each);
  const marks = each.limits.map((limit) => ({ yAxis: limit.value, lineStyle: { color: LINES[limit.level], type: "dashed" }, label: { formatter: `${limit.label} ${limit.value}`, position: "insideEndTop", color: LINES[limit.level] } }));
  const made = [{ type: "line", name: each.name, xAxisIndex: number, yAxisIndex: number, showSymbol: false, data: good.map((point) => [point[0], point[1]]), lineStyle: { width: 1.6, color: "#3a74b8" }, itemStyle: { color: "#3a74b8" }, markLine: { symbol: "none", silent: true, data: marks } }];
  if (doubtful.length) {
    made.push(/** @type {any} */ ({ type: "scatter", name: _("可疑值"), xAxisIndex: number, yAxisIndex: number, symbol: "rect", symbolSize: 5, data: doubtful.map((point) => [point[0], Math.min(Math.max(point[1], min ?? point[1]), max ?? point[1])]), itemStyle: { color: "#868e96" } }));
  }
  return made;
}
