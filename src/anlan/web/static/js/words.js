/**
 * The words of scripts. Chinese is the source; where a page loads Django's JavaScript catalogue, its gettext translates.
 * @param {string} sentence
 * @param {Record<string, string | number>} [values] filled into %(name)s
 * @returns {string}
 */
export function _(sentence, values = {}) {
  const found = /** @type {any} */ (globalThis).gettext?.(sentence) ?? sentence;
  return found.replace(/%\((\w+)\)s/g, (/** @type {string} */ whole, /** @type {string} */ name) => String(values[name] ?? whole));
}

/** 20418 → 20,418 @param {number} number @returns {string} */
export const grouped = (number) => number.toLocaleString("zh-CN");
