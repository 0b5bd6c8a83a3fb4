/* Sets light or dark before the first paint; classic script on purpose, as modules run too late for that. */
(function () {
  var chosen = null;
  try { chosen = localStorage.getItem("anlan.theme"); } catch (error) { chosen = null; }
  var dark = chosen === "dark" || (chosen === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-bs-theme", dark ? "dark" : "light");
})();
