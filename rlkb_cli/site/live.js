// On every page while `rlkb serve` runs: load again when the base changed, and show what the linter found.
(() => {
  let known = 0;
  const panel = document.createElement("aside");
  panel.setAttribute("aria-label", "Findings of rlkb lint");
  Object.assign(panel.style, {
    position: "fixed", insetInlineEnd: "1rem", insetBlockEnd: "1rem", maxWidth: "min(34rem, calc(100vw - 2rem))",
    maxHeight: "40vh", overflow: "auto", padding: ".7rem 1rem", borderRadius: "10px", border: "1px solid #8886",
    background: "Canvas", color: "CanvasText", font: "0.85rem/1.45 system-ui, sans-serif",
    boxShadow: "0 4px 18px #0003", zIndex: "10",
  });
  const here = decodeURIComponent(location.pathname.slice(1)) || "index.html";
  const line = (finding) => {
    const row = document.createElement("p");
    row.style.margin = ".35rem 0 0";
    const what = document.createElement("b");
    what.textContent = `${finding.severity}[${finding.rule}] `;
    what.style.color = finding.severity === "error" ? "#c0392b" : "#b9770e";
    const place = document.createElement(finding.url && finding.url !== here ? "a" : "span");
    place.textContent = `${finding.path}:${finding.line}`;
    if (place.localName === "a") place.href = "/" + finding.url.split("/").map(encodeURIComponent).join("/");
    row.append(what, finding.message, " ", place);
    return row;
  };
  const show = ({ findings, problem }) => {
    panel.replaceChildren();
    const head = document.createElement("strong");
    const mine = findings.filter((finding) => finding.url === here);
    const rest = findings.filter((finding) => finding.url !== here);
    head.textContent = problem || `${findings.length} finding${findings.length === 1 ? "" : "s"}`;
    panel.append(head, ...[...mine, ...rest].slice(0, 30).map(line));
    if (problem || findings.length) document.body.append(panel); else panel.remove();
  };
  const ask = async () => {
    for (;;) {
      try {
        const news = await (await fetch(`/-/state?after=${known}`)).json();
        if (known && news.version !== known) { location.reload(); return; }
        known = news.version;
        show(news);
      } catch {
        await new Promise((done) => setTimeout(done, 1000));
      }
    }
  };
  addEventListener("load", () => setTimeout(ask, 0));
})();
