// On the page of a hub: remember the view, sort the table, move about in the graph.
(() => {
  const views = [...document.querySelectorAll(".views input")];
  const choose = (name) => {
    const view = views.find((one) => one.value === name);
    if (view) view.checked = true;
    return Boolean(view);
  };
  let last = null;
  try { last = localStorage.getItem("view"); } catch { /* the list, then */ }
  const asked = new URLSearchParams(location.search).get("view");
  if (!choose(asked) && !location.hash) choose(last);
  for (const view of views) {
    view.addEventListener("change", () => {
      try { localStorage.setItem("view", view.value); } catch { /* not kept */ }
    });
  }
  // A link to a section leads to the list, which is where sections are.
  const follow = () => {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place && place.classList.contains("section") && !place.offsetParent) {
      choose("list");
      place.scrollIntoView();
    }
  };
  addEventListener("hashchange", follow);
  follow();

  const table = document.querySelector(".as-table table");
  const value = (row, column) => {
    const text = row.cells[column].textContent.trim();
    return /^\d+$/.test(text) ? Number(text) : text.toLowerCase();
  };
  const sort = (head, column) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => [value(row, column), row]);
    rows.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1));
    body.append(...rows.map(([, row]) => row));
  };
  for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
    const button = document.createElement("button");
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(head, column));
  }

  const figure = document.querySelector(".graph");
  const svg = figure.querySelector("svg");
  const stage = figure.querySelector(".stage");
  const hint = figure.querySelector(".hint");
  const said = hint.textContent;
  const dots = [...figure.querySelectorAll(".dot")];
  const lines = [...figure.querySelectorAll("line")].map((line) => [line, line.dataset.ends.split(" ")]);
  figure.classList.add("live");
  const light = (dot) => {
    const id = dot && dot.dataset.dot;
    const near = new Set([id]);
    for (const [line, ends] of lines) {
      const touches = ends.includes(id);
      line.classList.toggle("lit", touches);
      if (touches) ends.forEach((end) => near.add(end));
    }
    for (const one of dots) one.classList.toggle("lit", near.has(one.dataset.dot));
    figure.classList.toggle("near", Boolean(dot));
    hint.textContent = dot ? dot.querySelector("title").textContent : said;
  };
  for (const dot of dots) {
    dot.addEventListener("pointerenter", () => light(dot));
    dot.addEventListener("focus", () => light(dot));
    dot.addEventListener("pointerleave", () => light(null));
    dot.addEventListener("blur", () => light(null));
  }
  const at = { x: 0, y: 0, scale: 1 };
  const place = () => stage.setAttribute("transform", `translate(${at.x} ${at.y}) scale(${at.scale})`);
  const zoom = (factor, x, y) => {
    const scale = Math.min(Math.max(at.scale * factor, 0.5), 8);
    at.x = x - ((x - at.x) * scale) / at.scale;
    at.y = y - ((y - at.y) * scale) / at.scale;
    at.scale = scale;
    place();
  };
  const box = svg.viewBox.baseVal;
  const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { x, y } = point(event);
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, x, y);
  }, { passive: false });
  let held = null;
  svg.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".dot")) held = point(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    const now = point(event);
    at.x += now.x - held.x;
    at.y += now.y - held.y;
    held = now;
    place();
  });
  for (const end of ["pointerup", "pointerleave", "pointercancel"]) svg.addEventListener(end, () => { held = null; });
  const keys = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
  svg.addEventListener("keydown", (event) => {
    const centre = [box.width / 2, box.height / 2];
    if (keys[event.key]) {
      at.x += keys[event.key][0];
      at.y += keys[event.key][1];
      place();
    } else if (event.key === "+" || event.key === "=") zoom(1.25, ...centre);
    else if (event.key === "-") zoom(0.8, ...centre);
    else if (event.key === "0") { Object.assign(at, { x: 0, y: 0, scale: 1 }); place(); }
    else return;
    event.preventDefault();
  });
})();
