// Marking words of an article. The text is shown with textContent only: nothing of an article becomes markup.
//
// A mark is kept in the browser (localStorage) until the kernel says that it stands in the file. What is not yet
// acknowledged is sent again every few seconds, and when the widget is shown anew, also after a restart of the kernel.
// Offsets are code points, as Python counts them.

const AGAIN = 3000; // milliseconds after which what is not acknowledged is sent again
const PAUSE = 400; // milliseconds without a letter
let serial = 0;

function make(name, options = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(options)) {
    if (key === "class") node.className = value;
    else if (key in node && !key.includes("-") && key !== "role") node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

function newId() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The time of this clock with its zone: 2026-11-28T10:00:00+01:00
function now() {
  const date = new Date();
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  const zone = -date.getTimezoneOffset();
  const shifted = new Date(date.getTime() + zone * 60000).toISOString().slice(0, 19);
  return `${shifted}${zone < 0 ? "-" : "+"}${two(Math.abs(zone) / 60)}:${two(Math.abs(zone) % 60)}`;
}

// What waits for the kernel: each entry under a name of its own, so that two views of the same file lose nothing.
class Waiting {
  constructor(key) {
    this.prefix = `media-analysis-marks:${key}:`;
    this.kept = new Map();
    this.lasting = true;
    try {
      for (let n = 0; n < localStorage.length; n++) {
        const name = localStorage.key(n);
        if (name.startsWith(this.prefix)) this.kept.set(name, JSON.parse(localStorage.getItem(name)));
      }
    } catch { this.lasting = false; }
  }

  put(entry) {
    const name = this.prefix + entry.id;
    this.kept.set(name, entry);
    try { localStorage.setItem(name, JSON.stringify(entry)); } catch { this.lasting = false; }
  }

  drop(id, stamp) {
    const name = this.prefix + id;
    const entry = this.kept.get(name);
    if (!entry || (stamp !== undefined && entry.stamp !== stamp)) return; // changed since it was sent
    this.kept.delete(name);
    try { localStorage.removeItem(name); } catch { this.lasting = false; }
  }

  get entries() { return [...this.kept.values()].sort((a, b) => a.stamp - b.stamp); }
}

function build(root, send) {
  const id = `tka${++serial}`;
  let state = null; // what the kernel said at the beginning
  let waiting = null;
  let opened = null; // the article that is shown
  let marks = new Map(); // of the opened article, by id, as they are in the file or will be
  let words = []; // the elements of the words, in order
  let first = -1, last = -1; // the chosen words
  let current = 0; // the word that has the focus
  let dragging = false, extending = false;
  let lost = false, stamp = Date.now();
  let picked = [0, -1]; // the words that are shown as chosen
  let painted = new Map(); // the words that are shown as marked, with how; an article may have ten thousand others
  const rows = new Map(); // of the list, by id, with the mark that each shows
  const pausing = new Map(); // what is sent when somebody pauses in typing
  const refused = new Map();

  const status = make("p", { class: "tka-status", role: "status", "aria-live": "polite" });
  const problem = make("p", { class: "tka-problem", role: "alert" });
  const chooser = make("select", { id: `${id}-article`, onchange: () => open(chooser.value) });
  const back = make("button", { type: "button", onclick: () => step(-1) }, "Previous article");
  const on = make("button", { type: "button", onclick: () => step(1) }, "Next article");
  const title = make("h3", {});
  const text = make("div", { class: "tka-text", role: "listbox", "aria-multiselectable": "true" });
  const chosen = make("p", { class: "tka-chosen", id: `${id}-chosen` });
  const note = make("input", { id: `${id}-note`, type: "text", autocomplete: "off" });
  const codes = make("div", { class: "tka-codes", role: "group", "aria-label": "Codes" });
  const several = make("button", { type: "button", class: "tka-several", "aria-pressed": "false", onclick: () => extend(!extending) },
    "Choose several words");
  const none = make("button", { type: "button", onclick: () => choose(-1, -1) }, "Choose none");
  const meanings = make("dl", { class: "tka-meanings" });
  const list = make("ul", { class: "tka-marks", "aria-label": "Marks in this article" });
  const counted = make("h4", {}, "Marks in this article");

  root.classList.add("tka", "mathjax_ignore", "tex2jax_ignore");
  root.dataset.lmSuppressShortcuts = "true";
  root.dataset.state = "waiting";
  root.replaceChildren(
    make("div", { class: "tka-bar" }, make("label", { htmlFor: chooser.id }, "Article"), chooser, back, on),
    status, problem, title,
    make("p", { class: "tka-hint", id: `${id}-hint` },
      "Tap a word, or drag over several; with the keyboard, arrows move and Shift with arrows takes more. Then choose a code, or press its number."),
    text,
    make("div", { class: "tka-panel" }, chosen,
      make("div", { class: "tka-bar" }, make("label", { htmlFor: note.id }, "Why? (before or after you choose a code)"), note),
      codes, make("div", { class: "tka-bar" }, several, none)),
    make("details", {}, make("summary", {}, "What the codes mean"), meanings),
    counted, list);
  text.setAttribute("aria-label", "Words of the article");
  text.setAttribute("aria-describedby", `${id}-hint`);

  // Keys belong to the widget while it has the focus: JupyterLab would cut a cell at "x".
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const inText = text.contains(event.target);
    if (inText && /^[1-9]$/.test(event.key) && state.codes[event.key - 1]) {
      mark(state.codes[event.key - 1].name);
      event.preventDefault();
    } else if (inText) moved(event);
  });

  function moved(event) {
    const moves = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: line(1), ArrowUp: line(-1), Home: -current, End: words.length - 1 - current };
    if (event.key in moves) {
      const to = Math.min(Math.max(current + moves[event.key], 0), words.length - 1);
      if (event.shiftKey) choose(first < 0 ? current : first, to, to);
      else { focusWord(to); }
      event.preventDefault();
    } else if (event.key === " " || event.key === "Enter") {
      if (extending && first >= 0) choose(first, current);
      else choose(current, current);
      event.preventDefault();
    } else if (event.key === "Escape") {
      choose(-1, -1);
      event.preventDefault();
    }
  }

  // How many words the line above or below is away.
  function line(direction) {
    const here = words[current]?.getBoundingClientRect();
    if (!here) return 0;
    for (let n = current + direction; n >= 0 && n < words.length; n += direction) {
      const box = words[n].getBoundingClientRect();
      const past = direction > 0 ? box.top > here.top + 2 && box.right >= here.left : box.top < here.top - 2 && box.left <= here.right;
      if (past) return n - current;
    }
    return direction > 0 ? words.length - 1 - current : -current;
  }

  function focusWord(number) {
    if (words[current]) words[current].tabIndex = -1;
    current = number;
    if (words[current]) { words[current].tabIndex = 0; words[current].focus(); }
  }

  text.addEventListener("pointerdown", (event) => {
    const number = wordAt(event.target);
    if (number < 0 || event.button > 0) return;
    dragging = true;
    if ((event.shiftKey || extending) && first >= 0) choose(first, number, number);
    else choose(number, number, number);
  });
  text.addEventListener("pointermove", (event) => {
    if (!dragging) return;
    const number = wordAt(document.elementFromPoint(event.clientX, event.clientY));
    if (number >= 0 && number !== last) choose(first, number, number);
  });
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, released);
  function released() { dragging = false; }

  function wordAt(node) {
    const word = node instanceof Element ? node.closest("[data-word]") : null;
    return word && text.contains(word) ? Number(word.dataset.word) : -1;
  }

  function extend(wanted) {
    extending = wanted;
    several.setAttribute("aria-pressed", String(wanted));
  }

  function choose(from, to, focused) {
    first = from;
    last = to;
    const [low, high] = from < 0 ? [0, -1] : [Math.min(from, to), Math.max(from, to)];
    for (let n = picked[0]; n <= picked[1]; n++) if (n < low || n > high) words[n].setAttribute("aria-selected", "false");
    for (let n = low; n <= high; n++) if (n < picked[0] || n > picked[1]) words[n].setAttribute("aria-selected", "true");
    picked = [low, high];
    if (focused !== undefined && focused >= 0) focusWord(focused);
    chosen.textContent = from < 0 ? "No words are chosen." : `Chosen: “${part(...span())}”`;
    for (const button of codes.children) button.disabled = from < 0;
  }

  function span() {
    return [opened.tokens[Math.min(first, last)][0], opened.tokens[Math.max(first, last)][1]];
  }

  function part(start, end) { return opened.points.slice(start, end).join(""); }

  function mark(code) {
    if (first < 0) { say("Choose words first."); return; }
    const [start, end] = span();
    change({ id: newId(), article: opened.id, start, end, code, note: note.value, time: now() });
    note.value = "";
    extend(false);
    choose(-1, -1);
  }

  function change(one, pause = 0) {
    refused.delete(one.id);
    if (one.article === opened?.id) marks.set(one.id, one);
    queue({ id: one.id, action: "save", mark: one }, pause);
    draw();
  }

  function remove(one) {
    marks.delete(one.id);
    refused.delete(one.id);
    queue({ id: one.id, action: "remove" });
    draw();
    list.querySelector("button")?.focus();
  }

  // What is typed is kept in the browser with every letter, and sent when there is a pause.
  function queue(entry, pause = 0) {
    entry.stamp = ++stamp; // the order in which things were done, also over several pages
    if (pause) entry.sent = Date.now();
    waiting.put(entry);
    clearTimeout(pausing.get(entry.id));
    pausing.delete(entry.id);
    if (pause) pausing.set(entry.id, setTimeout(() => { pausing.delete(entry.id); transmit(entry); }, pause));
    else transmit(entry);
    told();
  }

  function transmit(entry) {
    entry.sent = Date.now();
    try { send({ ...entry, number: entry.stamp }); } catch { lost = true; }
  }

  const timer = setInterval(() => {
    if (!state) { begin(); return; }
    const late = waiting.entries.filter((entry) => !refused.has(entry.id) && Date.now() - (entry.sent ?? 0) > AGAIN);
    if (late.length) lost = true;
    for (const entry of late) transmit(entry);
    told();
  }, AGAIN);

  function begin() {
    try { send({ action: "begin" }); } catch { lost = true; }
  }

  function told() {
    const open = waiting ? waiting.entries.length : 0;
    root.dataset.waiting = open;
    root.dataset.state = state ? (open ? "saving" : "saved") : "waiting";
    if (!state) status.textContent = "Waiting for the kernel.";
    else if (open && refused.size) status.textContent = `${open} not saved; see below.`;
    else if (open && lost) {
      status.textContent = `${open} not saved yet: the kernel does not answer. They are kept in this browser; run the cell again.`;
      if (!waiting.lasting) status.textContent = `${open} not saved yet, and this browser keeps nothing: do not close this page.`;
    } else if (open) status.textContent = `Saving ${open} …`;
    else status.textContent = `All ${state.count} marks are saved in ${state.file}.`;
  }

  function say(message) { problem.textContent = message; }

  function receive(answer) {
    if (answer.begun) begun(answer.begun);
    else if (answer.opened) show(answer.opened);
    else if ("saved" in answer || "removed" in answer) {
      lost = false;
      state.count = answer.count;
      waiting.drop(answer.saved ?? answer.removed, answer.number);
      refused.delete(answer.saved ?? answer.removed);
      if (!refused.size) say("");
      drawStates();
    } else if (answer.refused !== undefined) {
      if (answer.refused) refused.set(answer.refused, answer.error);
      say(`Not saved: ${answer.error}`);
      drawStates();
    }
    told();
  }

  function begun(said) {
    if (state) return;
    state = { ...said, count: said.articles.reduce((sum, one) => sum + one[3], 0) };
    waiting = new Waiting(said.key);
    stamp = Math.max(Date.now(), ...waiting.entries.map((entry) => entry.stamp));
    if (said.unreadable) say(`${said.unreadable} lines of ${said.file} are no marks; they stay as they are.`);
    chooser.replaceChildren(...said.articles.map(([name, headline, outlet, count]) =>
      new Option(`${headline}${outlet ? ` · ${outlet}` : ""}${count ? ` (${count})` : ""}`, name)));
    codes.replaceChildren(...said.codes.map((code, n) => {
      const button = make("button", { type: "button", class: `tka-code tka-c${n % 8}`, disabled: true, title: code.definition, onclick: () => mark(code.name) },
        ...(n < 9 ? [make("kbd", { "aria-hidden": "true" }, String(n + 1))] : []), code.title);
      button.setAttribute("aria-label", `mark as ${code.title}`);
      return button;
    }));
    meanings.replaceChildren(...said.codes.flatMap((code) => [
      make("dt", {}, code.title), make("dd", {}, code.definition || "The codebook gives no definition.",
        ...(code.questions.length ? [make("ul", {}, ...code.questions.map((one) => make("li", {}, one)))] : []))]));
    for (const entry of waiting.entries) transmit(entry);
    const wanted = waiting.entries.find((entry) => entry.mark)?.mark.article ?? said.articles[0][0];
    open(said.articles.some(([name]) => name === wanted) ? wanted : said.articles[0][0]);
  }

  function open(name) {
    chooser.value = name;
    try { send({ action: "open", article: name }); } catch { lost = true; }
  }

  function step(by) {
    const to = chooser.selectedIndex + by;
    if (to >= 0 && to < chooser.options.length) open(chooser.options[to].value);
  }

  function show(article) {
    opened = { ...article, points: Array.from(article.text) };
    title.textContent = article.outlet ? `${article.title} · ${article.outlet}` : article.title;
    back.disabled = chooser.selectedIndex <= 0;
    on.disabled = chooser.selectedIndex + 1 >= chooser.options.length;
    const named = article.marks.map((one, n) => (one.id ? one : { ...one, id: `without-${n}`, fixed: true }));
    marks = new Map(named.map((one) => [one.id, one]));
    for (const entry of waiting.entries) { // done here, and not yet known to the file
      if (entry.action === "remove") marks.delete(entry.id);
      else if (entry.mark.article === article.id) marks.set(entry.id, entry.mark);
    }
    words = [];
    const shown = article.paragraphs.map(([start, end], n) => {
      const group = make("div", { class: "tka-paragraph", role: "group" });
      group.setAttribute("aria-label", `paragraph ${n + 1}`);
      let at = start;
      for (const [low, high] of article.tokens) {
        if (low < start || low >= end) continue;
        if (low > at) group.append(part(at, low));
        const word = make("span", { class: "tka-word", role: "option", tabIndex: -1, "aria-selected": "false" }, part(low, high));
        word.dataset.word = words.length;
        words.push(word);
        group.append(word);
        at = high;
      }
      if (end > at) group.append(part(at, end));
      return group;
    });
    opened.tokens = article.tokens.filter(([low]) => article.paragraphs.some(([start, end]) => low >= start && low < end));
    text.replaceChildren(...shown);
    current = 0;
    picked = [0, -1];
    painted = new Map();
    rows.clear();
    list.replaceChildren();
    if (words[0]) words[0].tabIndex = 0;
    choose(-1, -1);
    draw();
    root.dataset.article = article.id;
  }

  function codeNumber(name) { return state.codes.findIndex((code) => code.name === name); }
  function codeTitle(name) { return state.codes[codeNumber(name)]?.title ?? name; }

  function draw() {
    const ordered = [...marks.values()].sort((a, b) => a.start - b.start || a.end - b.end);
    const over = new Map();
    for (const one of ordered) {
      for (let n = wordFrom(one.start); n < words.length && opened.tokens[n][0] < one.end; n++) {
        over.set(n, [...(over.get(n) ?? []), one.code]);
      }
    }
    for (const n of painted.keys()) {
      if (over.has(n)) continue;
      words[n].className = "tka-word";
      words[n].removeAttribute("aria-label");
    }
    const fresh = new Map();
    for (const [n, given] of over) {
      fresh.set(n, given.join("\n"));
      if (painted.get(n) === fresh.get(n)) continue;
      words[n].className = `tka-word tka-marked tka-c${Math.max(codeNumber(given.at(-1)), 0) % 8}`;
      words[n].setAttribute("aria-label", `${words[n].textContent}, marked ${[...new Set(given.map(codeTitle))].join(" and ")}`);
    }
    painted = fresh;
    counted.textContent = `Marks in this article: ${ordered.length}`;
    drawList(ordered);
    drawStates();
  }

  // Rows stay as they are where their mark does: one may be typed into.
  function drawList(ordered) {
    for (const [name, { item }] of rows) {
      if (!marks.has(name)) { item.remove(); rows.delete(name); }
    }
    ordered.forEach((one, n) => {
      const known = rows.get(one.id);
      if (!known) rows.set(one.id, { item: row(one), one });
      else if (known.one !== one) {
        known.one = one;
        const why = known.item.querySelector("input");
        if (why !== document.activeElement) why.value = one.note;
      }
      const { item } = rows.get(one.id);
      if (list.children[n] !== item) list.insertBefore(item, list.children[n] ?? null);
    });
  }

  // The first word that ends behind a place.
  function wordFrom(start) {
    let low = 0, high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (opened.tokens[middle][1] > start) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  function row(one) {
    const quoted = part(one.start, one.end);
    const short = quoted.length > 80 ? `${quoted.slice(0, 77)}…` : quoted;
    const why = make("input", { type: "text", value: one.note, autocomplete: "off", oninput: () => change({ ...marks.get(one.id), note: why.value }, PAUSE) });
    why.readOnly = Boolean(one.fixed);
    why.setAttribute("aria-label", `why ${short} is ${codeTitle(one.code)}`);
    const away = make("button", { type: "button", hidden: Boolean(one.fixed), onclick: () => remove(one) }, "Remove");
    away.setAttribute("aria-label", `remove the mark ${codeTitle(one.code)} of ${short}`);
    const item = make("li", {}, make("span", { class: `tka-label tka-c${Math.max(codeNumber(one.code), 0) % 8}` }, codeTitle(one.code)),
      make("q", {}, short), why, away, make("span", { class: "tka-saved" }));
    item.dataset.mark = one.id;
    return item;
  }

  function drawStates() {
    const open = new Set(waiting.entries.map((entry) => entry.id));
    for (const item of list.children) {
      const fixed = marks.get(item.dataset.mark)?.fixed ? "has no id: change it in the file" : null;
      const said = fixed ?? refused.get(item.dataset.mark) ?? (open.has(item.dataset.mark) ? "saving …" : "saved");
      if (item.lastChild.textContent !== said) item.lastChild.textContent = said;
    }
  }

  told();
  begin();
  return { receive, stop() { clearInterval(timer); pausing.forEach(clearTimeout); for (const name of ["pointerup", "pointercancel"]) window.removeEventListener(name, released); } };
}

function render({ model, el }) {
  const built = build(el, (message) => model.send(message));
  const answered = (answer) => built.receive(answer);
  model.on("msg:custom", answered);
  return () => { model.off("msg:custom", answered); built.stop(); };
}

export default { render };
