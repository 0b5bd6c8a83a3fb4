/** A list's rows counted by one field, as bars; a bar opens the rows that it counted. */
import { askJson, loadScript } from "./requests.js";
import { _, grouped } from "./words.js";

const LIBRARY = new URL("../vendor/echarts/echarts.min.js", import.meta.url).href;
const MOST = 20;

/**
 * @param {HTMLElement} place
 * @param {string} by field
 * @param {string} query filters of the list
 * @param {(value: string) => void} opened
 */
export async function draw(place, by, query, opened) {
  place.setAttribute("aria-busy", "true");
  try {
    const params = new URLSearchParams(query);
    params.set("by", by);
    const [answer] = await Promise.all([askJson(`${place.dataset.address}?${params}`), loadScript(LIBRARY)]);
    paint(place, answer, opened);
  } catch (error) {
    const words = document.createElement("p");
    words.className = "nothing";
    words.textContent = /** @type {Error} */ (error).message;
    /** @type {any} */ (globalThis).echarts?.getInstanceByDom(place)?.dispose();
    place.replaceChildren(words);
  } finally {
    place.removeAttribute("aria-busy");
  }
}

/** @param {HTMLElement} place @param {{title: string, bars: [string, number, string][]}} answer @param {(value: string) => void} opened */
function paint(place, answer, opened) {
  const echarts = /** @type {any} */ (globalThis).echarts;
  let chart = echarts.getInstanceByDom(place);
  if (!chart) {
    place.replaceChildren();
    chart = echarts.init(place);
    new ResizeObserver(() => chart.resize()).observe(place);
  }
  const bars = answer.bars.slice(0, MOST);
  const rest = answer.bars.slice(MOST).reduce((sum, bar) => sum + bar[1], 0);
  const colours = getComputedStyle(document.documentElement);
  const ink = colours.getPropertyValue("--tblr-body-color").trim();
  const total = answer.bars.reduce((sum, bar) => sum + bar[1], 0);
  place.setAttribute("aria-label", `${answer.title}：${bars.map((bar) => `${bar[0]} ${bar[1]}`).join("，")}`);
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink },
    title: { text: `${answer.title}　${_("共 %(total)s 条", { total: grouped(total) })}${rest ? _("，其余 %(rest)s 条未画出", { rest: grouped(rest) }) : ""}`, textStyle: { fontSize: 14, fontWeight: 400, color: ink }, left: 16, top: 12 },
    grid: { left: 24, right: 64, top: 48, bottom: 16, containLabel: true },
    xAxis: { type: "value", minInterval: 1, splitLine: { lineStyle: { color: colours.getPropertyValue("--tblr-border-color").trim() } }, axisLabel: { color: ink } },
    yAxis: { type: "category", inverse: true, data: bars.map((bar) => bar[0]), axisLabel: { color: ink, fontSize: 13 }, axisTick: { show: false } },
    series: [{ type: "bar", barMaxWidth: 18, data: bars.map((bar) => bar[1]), itemStyle: { color: "#3a74b8" }, label: { show: true, position: "right", color: ink, formatter: (/** @type {{value: number}} */ bar) => grouped(bar.value) } }],
  }, true);
  chart.off("click");
  chart.on("click", (/** @type {{dataIndex: number}} */ event) => {
    const value = bars[event.dataIndex]?.[2];
    if (value !== null && value !== undefined && value !== "") opened(String(value));
  });
}
