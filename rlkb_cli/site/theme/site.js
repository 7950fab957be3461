// On every page: the switch for the colours, and `/` for the search.
(() => {
  const root = document.documentElement;
  const button = document.querySelector(".look");
  const names = { auto: "as the system has them", light: "light", dark: "dark" };
  const signs = { auto: "◐", light: "○", dark: "●" };
  const show = () => {
    const now = root.dataset.theme || "auto";
    button.textContent = signs[now];
    button.setAttribute("aria-label", `Colours: ${names[now]}`);
  };
  if (button) {
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      const next = { auto: "dark", dark: "light", light: "auto" }[root.dataset.theme || "auto"];
      if (next === "auto") delete root.dataset.theme; else root.dataset.theme = next;
      try { localStorage.setItem("theme", next); } catch { /* then only this page remembers it */ }
      show();
    });
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    const field = document.querySelector("input[type=search]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });
})();
