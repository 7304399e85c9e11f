// Runs before the first paint, from its own file so that the content policy needs no inline script.
try {
  var theme = localStorage.getItem("edict-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme stands.
}
