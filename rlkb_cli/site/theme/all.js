// On the page of all notes: search as you type, in the questions and summaries; over HTTP also in the texts.
(() => {
  const form = document.querySelector(".filters");
  const found = document.querySelector(".found");
  const results = document.querySelector(".results");
  const before = { found: found.textContent, nodes: [...results.childNodes] };
  const SHOWN = 30;
  let notes = null;
  let deep = null;
  let turn = 0;
  form.hidden = false;

  const load = (source) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  const ready = (async () => {
    await Promise.all(form.dataset.index.split(" ").filter(Boolean).map(load));
    notes = (window.rlkbNotes || []).map(([url, title, summary, sections, tags, day], number) => ({
      url, title, summary, sections, tags, day, number,
      inTitle: title.toLowerCase(),
      inAll: [title, summary, ...sections, ...tags].join(" ").toLowerCase(),
    }));
  })();

  const score = (note, words, phrase) => {
    let points = note.inTitle.includes(phrase) ? 4 : 0;
    for (const word of words) {
      if (!note.inAll.includes(word)) return -1;
      if (note.inTitle.includes(word)) points += 2;
    }
    return points;
  };
  const newest = (a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.number - b.number);
  let last = null; // the wish before and what it found: a longer one finds some of that
  const find = (wish, section, tag, order) => {
    const words = wish.split(/\s+/).filter(Boolean);
    const within = JSON.stringify([section, tag]);
    const known = last && last.within === within && wish.startsWith(last.wish) ? last.hits : notes;
    const hits = [];
    const ranks = [];
    for (const note of known) {
      if ((section && !note.sections.includes(section)) || (tag && !note.tags.includes(tag))) continue;
      const points = score(note, words, wish);
      if (points < 0) continue;
      hits.push(note);
      (ranks[points] = ranks[points] || []).push(note);
    }
    last = { wish, within, hits };
    if (order === "new") return [...hits].sort(newest);
    return order ? hits : ranks.reverse().flat();
  };
  const marked = (text, words) => {
    const out = document.createDocumentFragment();
    const low = text.toLowerCase();
    let at = 0;
    while (at < text.length) {
      const hits = words.map((word) => [low.indexOf(word, at), word.length]).filter(([start]) => start >= 0);
      if (!hits.length) break;
      const [start, size] = hits.reduce((a, b) => (b[0] < a[0] ? b : a));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, start + size);
      out.append(text.slice(at, start), mark);
      at = start + size;
    }
    out.append(text.slice(at));
    return out;
  };
  const entry = (note, words) => {
    const item = document.createElement("li");
    item.className = "entry";
    const head = document.createElement("h2");
    const link = document.createElement("a");
    link.href = note.url;
    link.append(marked(note.title, words));
    head.append(link);
    item.append(head);
    if (note.summary) {
      const summary = document.createElement("p");
      summary.className = "summary";
      summary.append(marked(note.summary, words));
      item.append(summary);
    }
    const place = document.createElement("p");
    place.className = "actions in";
    place.textContent = [...note.sections, note.day].filter(Boolean).join(" · ");
    if (place.textContent) item.append(place);
    return item;
  };
  const list = (items) => {
    const entries = document.createElement("ol");
    entries.className = "entries";
    entries.append(...items);
    return entries;
  };
  const more = (rest, words, entries) => {
    const line = document.createElement("p");
    line.className = "more";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "look wider";
    button.textContent = `Show ${Math.min(rest.length, SHOWN)} more`;
    button.addEventListener("click", () => {
      entries.append(...rest.slice(0, SHOWN).map((note) => entry(note, words)));
      const left = rest.slice(SHOWN);
      if (left.length) line.replaceWith(more(left, words, entries)); else line.remove();
    });
    line.append(button);
    return line;
  };
  const count = (number) => `${number.toLocaleString("en")} ${number === 1 ? "note" : "notes"}`;

  // Over HTTP the texts themselves are searched as well, by Pagefind where the site has its index.
  const texts = async (wish, listed, mine, words) => {
    if (!form.dataset.deep || !location.protocol.startsWith("http") || wish.length < 3) return;
    const known = new Set(listed.map((note) => new URL(note.url, location.href).href));
    try {
      deep = deep || import(new URL(form.dataset.deep, location.href));
      const hits = await (await deep).search(wish);
      const pages = await Promise.all(hits.results.slice(0, 10).map((hit) => hit.data()));
      const fresh = pages.map((page) => [page, new URL(page.url, location.href).href])
        .filter(([, url]) => url.includes("/notes/") && !known.has(url));
      if (mine !== turn || !fresh.length) return;
      const head = document.createElement("h2");
      head.className = "in-texts";
      head.textContent = "In the texts";
      const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;
      results.append(head, list(fresh.map(([page, url]) => entry(
        { url, title: page.meta.title || url, summary: plain(page.excerpt), sections: [], day: "" }, words))));
    } catch { /* no index: the list above is what there is */ }
  };

  const search = async () => {
    await ready;
    const mine = ++turn;
    const data = new FormData(form);
    const [wish, section, tag, order] = ["q", "section", "tag", "order"].map((name) => (data.get(name) || "").trim());
    if (!wish && !section && !tag && !order) {
      found.textContent = before.found;
      results.replaceChildren(...before.nodes);
      return;
    }
    const phrase = wish.toLowerCase();
    const words = phrase.split(/\s+/).filter(Boolean);
    const hits = find(phrase, section, tag, order);
    found.textContent = count(hits.length);
    const entries = list(hits.slice(0, SHOWN).map((note) => entry(note, words)));
    const rest = hits.slice(SHOWN);
    results.replaceChildren(entries, ...(rest.length ? [more(rest, words, entries)] : []));
    await texts(wish, hits, mine, words);
  };

  const asked = new URLSearchParams(location.search).get("q");
  if (asked) form.elements.q.value = asked;
  form.addEventListener("input", search);
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  if (asked) search();
})();
