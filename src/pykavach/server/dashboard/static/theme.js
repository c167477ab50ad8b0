// Before anything is drawn: what was chosen, else what the system says. Without scripts the style sheet does it.
(() => {
  const root = document.documentElement;
  if (root.dataset.theme !== "system") return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => root.classList.toggle("dark", dark.matches);
  apply();
  dark.addEventListener("change", apply);
})();
