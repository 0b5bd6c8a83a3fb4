/** Requests that scripts make by themselves: same origin, with the token, failures as sentences. */
import { _ } from "./words.js";

/** The token every changing request must carry. @returns {string} */
export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";
}

/** What went wrong, in words for the person; `fields` holds errors by field where the server named some. */
export class Failure extends Error {
  /** @param {string} sentence @param {Record<string, string[]>} [fields] @param {number} [status] */
  constructor(sentence, fields = {}, status = 0) {
    super(sentence);
    this.fields = fields;
    this.status = status;
  }
}

/**
 * @param {string} address
 * @param {RequestInit} [options]
 * @returns {Promise<any>} the JSON of the answer; rejects with Failure, or AbortError when aborted
 */
export async function askJson(address, options = {}) {
  const headers = new Headers(options.headers);
  headers.set("Accept", "application/json");
  if (options.method && options.method !== "GET") headers.set("X-CSRFToken", csrfToken());
  let answer;
  try {
    answer = await fetch(address, { credentials: "same-origin", ...options, headers });
  } catch (error) {
    if (/** @type {Error} */ (error).name === "AbortError") throw error;
    document.dispatchEvent(new CustomEvent("anlan:lost"));
    throw new Failure(_("网络断开，没有连上服务器。"));
  }
  document.dispatchEvent(new CustomEvent("anlan:answered"));
  const body = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
  if (answer.ok && body !== null) return body;
  const usual = answer.status === 403 || answer.redirected ? _("没有权限，或登录已过期。") : _("服务器没有给出结果，请稍后再试。");
  throw new Failure(body?.detail ?? body?.error ?? usual, body?.errors ?? {}, answer.status);
}

/** @param {string} address @param {unknown} body @returns {Promise<any>} */
export function postJson(address, body) {
  return askJson(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/** @type {Map<string, Promise<void>>} */
const loaded = new Map();

/** Load a classic script of ours once. @param {string} address @returns {Promise<void>} */
export function loadScript(address) {
  const running = loaded.get(address);
  if (running) return running;
  const loading = new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(undefined);
    script.onerror = () => { loaded.delete(address); reject(new Failure(_("没有加载成功，请检查网络后刷新。"))); };
    document.head.append(script);
  });
  loaded.set(address, loading);
  return loading;
}

/** Load a style sheet of ours once. @param {string} address */
export function loadStyles(address) {
  if (document.querySelector(`link[href="${address}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  document.head.append(link);
}
