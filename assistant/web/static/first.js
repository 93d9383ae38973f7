// Runs before anything is painted: the page's language wins over the browser's, and the chosen theme stands at once.
(() => {
  const root = document.documentElement;
  const { lang } = root;
  root.dataset.tab = new URLSearchParams(location.search).get("tab") ?? "ask"; // tabs.js shows the view
  Object.defineProperty(navigator, "language", { get: () => lang });
  Object.defineProperty(navigator, "languages", { get: () => [lang] });
  // Gradio has no Vietnamese of its own and would declare the page English; a screen reader would then read it so.
  new MutationObserver(() => root.lang !== lang && (root.lang = lang)).observe(root, { attributeFilter: ["lang"] });

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      return localStorage.getItem("tl-theme");
    } catch {
      return null; // storage may be blocked inside a frame
    }
  };
  const apply = () => {
    const theme = chosen() ?? (dark.matches ? "dark" : "light");
    root.classList.toggle("dark", theme === "dark");
    document.body?.classList.toggle("dark", theme === "dark"); // Gradio's own styles look here
  };
  window.tlTheme = {
    apply,
    toggle() {
      localStorage.setItem("tl-theme", root.classList.contains("dark") ? "light" : "dark");
      apply();
    },
  };
  dark.addEventListener("change", apply);
  apply();
})();
