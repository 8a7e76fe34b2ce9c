// The explorer: one module for JupyterLab (anywidget calls `render`) and for a page without a kernel (`showRows`).
// All text goes into the page as text. The one exception is the marked article, which Python has escaped.

const DEBOUNCE = 250;
const ORDER_NAMES = {
  text: "as in the corpus", left: "words to the left", right: "words to the right", node: "key word", date: "date",
  outlet: "outlet", collocates: "collocates in view", rare: "rare words",
};
const GROUP_NAMES = {
  "": "no groups", left: "the word before", right: "the word behind", beside: "what repeats beside the word",
  node: "key word", speaker: "speaker", voice: "voice", outlet: "outlet",
};
const COLUMNS = ["choose", "left", "key word", "right", "voice", "speaker", "outlet", "date"];
let explorers = 0;

function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && !name.startsWith("aria")) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function build(root, ask, { kernel }) {
  const id = `tkx-${++explorers}`;
  let state = null;
  let typing = 0;
  let opener = null;

  const labelled = (text, control, hint) => {
    control.id = `${id}-${text.replace(/\W+/g, "-")}`;
    const label = make("label", { htmlFor: control.id }, text);
    return make("div", { class: "tkx-field" }, label, control, ...(hint ? [hint] : []));
  };
  const button = (text, action) => make("button", { type: "button", onclick: action }, text);
  const filter = (name) => (event) => act({ action: "filter", name, value: event.target.value });

  const hint = make("p", { class: "tkx-hint", id: `${id}-hint` },
    kernel ? "Words, phrases and wildcards: fell, called on, militant*, *-backed. Capitals matter only where you type some."
      : "Searches in the lines of this page: words, phrases and wildcards such as militant*.");
  const problem = make("p", { class: "tkx-problem", id: `${id}-problem`, role: "alert" });
  const query = make("input", { type: "search", autocomplete: "off", spellcheck: false });
  query.setAttribute("aria-describedby", `${hint.id} ${problem.id}`);
  const regex = make("input", { type: "checkbox", id: `${id}-regex` });
  const outlet = make("select", { onchange: filter("outlet") });
  const voice = make("select", { onchange: filter("voice") });
  const category = make("select", { onchange: filter("category") });
  const speakers = make("datalist", { id: `${id}-speakers` });
  const speaker = make("input", { type: "text", placeholder: "name or *part*", onchange: filter("speaker") });
  speaker.setAttribute("list", speakers.id);
  const since = make("input", { type: "date", onchange: filter("since") });
  const until = make("input", { type: "date", onchange: filter("until") });
  const order = make("select");
  const reverse = make("input", { type: "checkbox", id: `${id}-reverse` });
  const group = make("select", { onchange: () => act({ action: "group", by: group.value }) });
  const size = make("input", { type: "number", min: 1, value: 20 });
  const seed = make("input", { type: "number", value: 0 });
  const reorder = () => act({ action: "order", by: order.value, reverse: reverse.checked });
  order.addEventListener("change", reorder);
  reverse.addEventListener("change", reorder);

  const status = make("p", { class: "tkx-status", role: "status" });
  const note = make("p", { class: "tkx-note" });
  const body = make("tbody");
  const caption = make("caption", { class: "tkx-unseen" }, "Concordance lines");
  const head = make("thead", {}, make("tr", {}, ...COLUMNS.map((name) => make("th", { scope: "col" }, name))));
  const table = make("table", {}, caption, head, body);
  const lines = make("div", { class: "tkx-lines", tabindex: 0, role: "region", "aria-label": "Lines" }, table);
  const back = button("Previous page", () => act({ action: "page", page: state.page - 1 }));
  const on = button("Next page", () => act({ action: "page", page: state.page + 1 }));
  const where = make("span", { class: "tkx-where" });
  const keep = button("Keep the chosen", () => act({ action: "keep" }));
  const drop = button("Leave the chosen out", () => act({ action: "leave_out" }));
  const undo = button("Undo", () => act({ action: "undo" }));
  const path = make("pre", { class: "tkx-log", tabindex: 0, role: "region", "aria-label": "Path of the reading as Python" });
  const title = make("h3", { tabindex: -1 });
  const article = make("div", { class: "tkx-text", tabindex: 0, role: "region", "aria-label": "Text of the article" });
  const panel = make("section", { class: "tkx-article", hidden: true, "aria-label": "Opened article" },
    make("div", { class: "tkx-bar" }, title, button("Close", close)), article);
  panel.setAttribute("aria-label", "Opened article");

  root.classList.add("tkx", "mathjax_ignore", "tex2jax_ignore");
  root.dataset.lmSuppressShortcuts = "true";
  root.replaceChildren(
    make("div", { class: "tkx-search", role: "search", "aria-label": "Concordance" },
      labelled(kernel ? "Search" : "Search in these lines", query),
      ...(kernel ? [make("div", { class: "tkx-check" }, regex, make("label", { htmlFor: regex.id }, "regular expression"))] : []),
      hint, problem),
    fieldset("Filter", labelled("outlet", outlet), labelled("voice", voice), labelled("speaker", speaker), speakers,
      ...(kernel ? [labelled("loaded words in view", category)] : []), labelled("from", since), labelled("until", until)),
    fieldset("Read", labelled("order", order),
      make("div", { class: "tkx-check" }, reverse, make("label", { htmlFor: reverse.id }, "reversed")),
      labelled("group by", group), labelled("random lines", size), labelled("seed", seed),
      button("Draw a sample", () => act({ action: "sample", size: size.value, seed: seed.value })),
      keep, drop, undo, button("Start anew", () => act({ action: "anew" }))),
    status, note, lines,
    make("nav", { class: "tkx-bar", "aria-label": "Pages of lines" }, back, where, on), panel,
    make("details", {}, make("summary", {}, "Path of this reading, as Python"), path));

  function fieldset(name, ...children) {
    return make("fieldset", {}, make("legend", {}, name), ...children);
  }

  const search = () => {
    clearTimeout(typing);
    typing = setTimeout(() => act({ action: "search", query: query.value, regex: regex.checked }), DEBOUNCE);
    root.dataset.state = "waiting";
  };
  query.addEventListener("input", search);
  regex.addEventListener("change", search);

  // Keys belong to the explorer while it has the focus: JupyterLab would cut a cell at "x".
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape" && !panel.hidden) { close(); event.preventDefault(); return; }
    const row = event.target.closest("tbody tr");
    if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
    const rows = [...body.querySelectorAll("tr:not(.tkx-group)")];
    const kind = event.target.tagName;
    const moves = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length };
    if (event.key in moves) {
      const to = Math.min(Math.max(rows.indexOf(row) + moves[event.key], 0), rows.length - 1);
      rows[to].querySelector(kind)?.focus();
      event.preventDefault();
    } else if (event.key === "PageDown" || event.key === "PageUp") {
      const to = state.page + (event.key === "PageDown" ? 1 : -1);
      if (to >= 0 && to < state.pages) act({ action: "page", page: to });
      event.preventDefault();
    }
  });

  async function act(message) {
    root.dataset.state = "waiting";
    lines.setAttribute("aria-busy", "true");
    const answer = await ask(message);
    if (answer) receive(answer);
  }

  function receive(answer) {
    if (answer.opened) { open(answer.opened); ready(); return; }
    if (!("rows" in answer)) { problem.textContent = answer.error ?? ""; ready(); return; }
    state = answer;
    problem.textContent = answer.error ?? "";
    query.setAttribute("aria-invalid", answer.error ? "true" : "false");
    if (document.activeElement !== query) query.value = answer.query;
    regex.checked = answer.regex;
    fill(order, answer.orders.map((name) => [name, ORDER_NAMES[name] ?? name]), answer.order);
    reverse.checked = answer.reverse;
    fill(group, ["", ...answer.groups].map((name) => [name, GROUP_NAMES[name] ?? name]), answer.group);
    for (const [name, control] of Object.entries({ outlet, voice, category })) {
      const values = answer.offers[name] ?? [];
      const counted = values.map(([value, count]) => [value, count === null ? value.replaceAll("_", " ") : `${value} (${count})`]);
      fill(control, [["", `all`], ...counted], answer.filters[name] ?? "");
    }
    speakers.replaceChildren(...(answer.offers.speaker ?? []).map(([name]) => make("option", { value: name })));
    for (const [name, control] of Object.entries({ speaker, since, until })) {
      if (document.activeElement !== control) control.value = answer.filters[name] ?? "";
    }
    status.textContent = answer.caption + (answer.chosen ? `; ${answer.chosen} chosen` : "");
    note.textContent = answer.note ?? "";
    note.hidden = !answer.note;
    where.textContent = `page ${answer.page + 1} of ${answer.pages}`;
    back.disabled = answer.page === 0;
    on.disabled = answer.page + 1 >= answer.pages;
    keep.disabled = drop.disabled = !answer.chosen;
    undo.disabled = !answer.steps;
    path.textContent = answer.log;
    fillRows(answer.rows);
    ready();
  }

  function ready() {
    lines.setAttribute("aria-busy", "false");
    root.dataset.state = "ready";
  }

  function fillRows(rows) {
    const focused = body.contains(document.activeElement) ? document.activeElement : null;
    const number = focused ? [...body.querySelectorAll(focused.tagName)].indexOf(focused) : -1;
    let last;
    const shown = [];
    rows.forEach((row, n) => {
      if (row.group !== undefined && row.group !== last) {
        shown.push(make("tr", { class: "tkx-group" }, make("td", { colSpan: COLUMNS.length }, row.group)));
        last = row.group;
      }
      shown.push(line(row, n));
    });
    body.replaceChildren(...shown);
    let columns = COLUMNS.length;
    for (const [column, name] of [[6, "speaker"], [7, "outlet"], [8, "date"]]) {
      const empty = rows.every((row) => !row[name]);
      table.classList.toggle(`tkx-no-${column}`, empty);
      columns -= empty;
    }
    for (const cell of body.querySelectorAll(".tkx-group td")) cell.colSpan = columns;
    table.hidden = !rows.length;
    if (focused) {
      const same = [...body.querySelectorAll(focused.tagName)];
      (same[Math.min(number, same.length - 1)] ?? lines).focus({ preventScroll: true });
    }
  }

  function line(row, n) {
    const choose = make("input", { type: "checkbox", checked: row.chosen, onchange: () =>
      act({ action: "choose", places: [[row.article, row.start]], chosen: choose.checked }) });
    choose.setAttribute("aria-label", `choose line ${n + 1}: ${row.node}, ${row.right.trim()}`);
    const word = make("button", { type: "button", class: "tkx-node", onclick: () => {
      opener = word;
      act({ action: "open", article: row.article, start: row.start, end: row.end });
    } }, row.node);
    word.setAttribute("aria-label", `${row.node}: open the article`);
    const meta = [row.voice, row.speaker, row.outlet, row.date].map((value) => make("td", { class: "tkx-meta", title: value ?? "" }, value ?? ""));
    return make("tr", {},
      make("td", { class: "tkx-choose" }, choose),
      make("td", { class: "tkx-left" }, make("span", {}, make("bdi", {}, row.left))),
      make("td", { class: "tkx-key" }, word),
      make("td", { class: "tkx-right" }, make("span", {}, make("bdi", {}, row.right))), ...meta);
  }

  function open(opened) {
    title.textContent = opened.title;
    panel.hidden = false;
    article.replaceChildren();
    if (opened.html === undefined) {
      article.append(make("p", {}, opened.text));
      if (opened.href) article.append(make("p", {}, make("a", { href: opened.href }, "The marked article")));
    } else {
      const holder = document.createElement("template");
      holder.innerHTML = opened.html;
      for (const node of holder.content.querySelectorAll("[id],[aria-describedby]")) {
        for (const name of ["id", "aria-describedby"]) {
          if (node.hasAttribute(name)) node.setAttribute(name, `${id}-${node.getAttribute(name)}`);
        }
      }
      article.append(holder.content);
      show(opened.place);
    }
    title.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  }

  // The key word in the marked article: characters of the n-th paragraph, without what the marking added.
  function show([paragraph, start, end]) {
    const holder = article.querySelectorAll(".tkh-par .tkh-text")[paragraph];
    if (!holder) return;
    const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => node.parentElement.closest("[data-added]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    });
    const pieces = [];
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const low = Math.max(start - at, 0), high = Math.min(end - at, node.length);
      if (low < high) pieces.push([node, low, high]);
      at += node.length;
    }
    let first = null;
    for (const [node, low, high] of pieces) {
      const range = document.createRange();
      range.setStart(node, low);
      range.setEnd(node, high);
      const mark = make("mark", { class: "tkx-here" });
      range.surroundContents(mark);
      first ??= mark;
    }
    if (first) {
      const box = article.getBoundingClientRect();
      article.scrollTop += first.getBoundingClientRect().top - box.top - box.height / 3;
    }
  }

  function close() {
    panel.hidden = true;
    if (opener?.isConnected) opener.focus();
    else lines.focus();
  }

  act({ action: "show" });
  return receive;
}

function fill(select, pairs, value) {
  const known = [...select.options].map((option) => `${option.value}\n${option.text}`).join("\n");
  if (known !== pairs.map(([name, text]) => `${name}\n${text}`).join("\n")) {
    select.replaceChildren(...pairs.map(([name, text]) => new Option(text, name)));
  }
  if (select.value !== value) select.value = value;
}

// In JupyterLab: questions go to the kernel with a number, the answer with that number is waited for.
function render({ model, el }) {
  let asked = 0;
  const waiting = new Map();
  const ask = (message) => new Promise((resolve) => {
    waiting.set(++asked, resolve);
    model.send({ ...message, number: `${key}-${asked}` });
  });
  const key = Math.random().toString(36).slice(2);
  let receive = null;
  const answered = (answer) => {
    const [from, number] = String(answer.number ?? "").split("-");
    if (from === key) {
      const resolve = waiting.get(Number(number));
      waiting.delete(Number(number));
      resolve?.(Number(number) === asked || answer.opened ? answer : null);
    } else if (!answer.opened && "rows" in answer) receive?.(answer);
  };
  model.on("msg:custom", answered);
  receive = build(el, ask, { kernel: true });
  return () => model.off("msg:custom", answered);
}

// Without a kernel: the rows are on the page, and the questions are answered here.
function showRows(el, data) {
  const local = new LocalSession(data);
  build(el, async (message) => local.act(message), { kernel: false });
}

const PAGE = 50;
const NO_REPEAT = "(nothing repeats)", NOBODY = "(nobody)", UNKNOWN = "(unknown)";
const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}\p{M}_]+/gu) ?? [];

class LocalSession {
  constructor(data) {
    this.data = data;
    data.rows.forEach((row, place) => { row.place = place; row.chosen = false; });
    this.query = "";
    this.anew();
  }

  anew() {
    Object.assign(this, { filters: {}, steps: [], order: "text", reverse: false, group: "", page: 0 });
    for (const row of this.data.rows) row.chosen = false;
  }

  act(message) {
    let error = null;
    const chosen = this.data.rows.filter((row) => row.chosen);
    if (message.action === "open") {
      const row = this.data.rows.find((one) => one.article === message.article && one.start === message.start);
      return { opened: { title: row.outlet ?? row.article, text: row.text, href: row.href } };
    }
    if (message.action === "search") Object.assign(this, { query: message.query, steps: [], page: 0 });
    else if (message.action === "filter") { this.filters[message.name] = message.value; this.page = 0; }
    else if (message.action === "order") Object.assign(this, { order: message.by, reverse: message.reverse, page: 0 });
    else if (message.action === "group") Object.assign(this, { group: message.by, page: 0 });
    else if (message.action === "page") this.page = message.page;
    else if (message.action === "undo") this.steps.pop();
    else if (message.action === "anew") this.anew();
    else if (message.action === "sample") {
      const [size, seed] = [message.size, message.seed].map(Number);
      if (!(Number.isInteger(size) && size >= 1)) error = `sample=${message.size}: give the number of occurrences to keep, 1 or more.`;
      else if (!(Number.isInteger(seed) && Math.abs(seed) < 2 ** 32)) error = `seed='${message.seed}': give a whole number.`;
      else this.steps.push(["sample", size, seed]);
    } else if (message.action === "keep" || message.action === "leave_out") {
      this.steps.push([message.action, new Set(chosen.map((row) => row.place))]);
      if (message.action === "leave_out") for (const row of chosen) row.chosen = false;
    } else if (message.action === "choose") {
      for (const [article, start] of message.places) {
        for (const row of this.data.rows) if (row.article === article && row.start === start) row.chosen = message.chosen;
      }
    }
    return this.shown(error);
  }

  shown(error) {
    let rows = [];
    try { rows = this.lines(); } catch (mistake) { error = mistake.message; }
    const pages = Math.max(Math.ceil(rows.length / PAGE), 1);
    this.page = Math.min(Math.max(this.page, 0), pages - 1);
    const counted = (name) => {
      const counts = new Map();
      for (const row of this.data.rows) if (row[name]) counts.set(row[name], (counts.get(row[name]) ?? 0) + 1);
      return [...counts].sort((a, b) => b[1] - a[1]);
    };
    const total = this.data.rows.length;
    return {
      error, rows: rows.slice(this.page * PAGE, (this.page + 1) * PAGE), total: rows.length, page: this.page, pages,
      query: this.query, regex: false, filters: this.filters, order: this.order, reverse: this.reverse, group: this.group,
      caption: rows.length === total ? this.data.caption : `${rows.length} of the ${total} lines on this page (${this.data.caption})`,
      chosen: this.data.rows.filter((row) => row.chosen).length, steps: this.steps.length, log: this.log(),
      orders: Object.keys(ORDER_NAMES), groups: Object.keys(GROUP_NAMES).filter(Boolean),
      offers: { outlet: counted("outlet"), voice: counted("voice"), speaker: counted("speaker") },
      note: this.order === "collocates" && this.data.collocates.length
        ? `Words that these lines have more often than the corpus: ${this.data.collocates.join(", ")}.` : "",
    };
  }

  lines() {
    const fits = reader(this.query);
    const { outlet, voice, speaker, since, until } = this.filters;
    const spoken = speaker ? wildcard(speaker.toLowerCase()) : null;
    let rows = this.data.rows.filter((row) => fits(row)
      && (!outlet || row.outlet === outlet) && (!voice || row.voice === voice)
      && (!spoken || (row.speaker !== null && spoken.test(row.speaker.toLowerCase())))
      && (!since || (row.date !== null && row.date >= since)) && (!until || (row.date !== null && row.date <= until)));
    for (const [name, value, seed] of this.steps) {
      if (name === "sample") rows = value < rows.length ? sampled(rows.length, value, seed).map((n) => rows[n]) : rows;
      else rows = rows.filter((row) => value.has(row.place) === (name === "keep"));
    }
    rows = this.ordered(rows);
    if (this.reverse) rows.reverse();
    return this.group ? this.grouped(rows) : rows.map((row) => { const { group, ...rest } = row; return rest; });
  }

  ordered(rows) {
    const keys = {
      text: (row) => [row.place], left: (row) => words(row.left).reverse(), right: (row) => words(row.right),
      node: (row) => words(row.node), date: (row) => [row.date === null ? "~" : row.date],
      outlet: (row) => [row.outlet === null ? "\uffff" : row.outlet], collocates: (row) => [-row.collocates], rare: (row) => [-row.rare],
    };
    const keyed = rows.map((row) => [keys[this.order](row), row]);
    return keyed.sort((a, b) => compare(a[0], b[0])).map(([, row]) => row);
  }

  grouped(rows) {
    const count = (keys) => { const n = new Map(); for (const key of keys) n.set(key, (n.get(key) ?? 0) + 1); return n; };
    const left = count(rows.map((row) => row.before)), right = count(rows.map((row) => row.behind));
    const pair = (row) => row.before && row.behind ? `${row.before} ~ ${row.behind}` : null;
    const both = count(rows.map(pair));
    const beside = (row, side) => {
      const l = row.before ? left.get(row.before) : 0, r = row.behind ? right.get(row.behind) : 0;
      if (side === "beside" && pair(row) && both.get(pair(row)) > 1) return pair(row);
      if (l > 1 && (side === "left" || (side === "beside" && l >= r))) return `${row.before} ~`;
      return r > 1 && side !== "left" ? `~ ${row.behind}` : NO_REPEAT;
    };
    const name = {
      left: (row) => beside(row, "left"), right: (row) => beside(row, "right"), beside: (row) => beside(row, "beside"),
      node: (row) => row.node.toLowerCase().replaceAll("’", "'").replace(/\s+/g, " "), speaker: (row) => row.speaker ?? NOBODY,
      voice: (row) => row.voice, outlet: (row) => row.outlet ?? UNKNOWN,
    }[this.group];
    const named = rows.map((row) => ({ ...row, group: name(row) }));
    const sizes = count(named.map((row) => row.group));
    const key = (row) => [row.group === NO_REPEAT ? 1 : 0, -sizes.get(row.group), row.group];
    return named.map((row) => [key(row), row]).sort((a, b) => compare(a[0], b[0])).map(([, row]) => row);
  }

  log() {
    const quoted = (text) => `'${String(text).replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
    const said = [this.data.log];
    if (this.query.trim()) said.push(`# then searched within these lines: ${this.query.trim().replace(/\s+/g, " ")}`);
    const given = Object.entries(this.filters).filter(([, value]) => value).map(([name, value]) => `${name}=${quoted(value)}`);
    if (given.length) said.push(`reading = reading.select(${given.join(", ")})`);
    for (const [name, value, seed] of this.steps) {
      const places = () => this.data.rows.filter((row) => value.has(row.place)).map((row) => `(${quoted(row.article)}, ${row.start})`);
      said.push(name === "sample" ? `reading = reading.sample(${value}, seed=${seed})` : `reading = reading.${name}([${places().join(", ")}])`);
    }
    if (this.order !== "text" || this.reverse) said.push(`reading = reading.order('${this.order}'${this.reverse ? ", reverse=True" : ""})`);
    if (this.group) said.push(`reading = reading.group('${this.group}')`);
    return said.join("\n");
  }
}

function compare(left, right) {
  for (let n = 0; n < Math.min(left.length, right.length); n++) {
    if (left[n] < right[n]) return -1;
    if (left[n] > right[n]) return 1;
  }
  return left.length - right.length;
}

function wildcard(part) {
  return new RegExp(`^${part.split("*").map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`, "su");
}

// Words, phrases and wildcards in the line as it is shown; the query language is that of the concordance.
function reader(query) {
  const parts = query.replaceAll("’", "'").split(/\s+/).filter(Boolean);
  for (const part of parts) {
    if (!part.replaceAll("*", "")) throw new Error(`'${query}': the part '${part}' would match everything; add letters, such as 'militant*'.`);
  }
  if (!parts.length) return () => true;
  const cased = query !== query.toLowerCase();
  const patterns = parts.map(wildcard);
  return (row) => {
    const text = `${row.left}${row.node}${row.right}`.replaceAll("’", "'");
    const line = (cased ? text : text.toLowerCase()).match(/[\p{L}\p{N}\p{M}_]+(?:['.\-&][\p{L}\p{N}\p{M}_]+)*|[^\s]/gu) ?? [];
    const equal = (pattern, word) => pattern.test(word) || pattern.test(word.replace(/'s$/, ""));
    return line.some((_, n) => patterns.every((pattern, k) => n + k < line.length && equal(pattern, line[n + k])));
  };
}

// The sample that Python's random.Random(seed).sample(range(count), size) draws, in ascending order.
function sampled(count, size, seed) {
  const draw = mersenne(Math.abs(seed));
  const below = (n) => {
    const bits = 32 - Math.clz32(n);
    let value = draw() >>> (32 - bits);
    while (value >= n) value = draw() >>> (32 - bits);
    return value;
  };
  const found = [];
  const setSize = size > 5 ? 21 + 4 ** Math.ceil(Math.log(size * 3) / Math.log(4)) : 21;
  if (count <= setSize) {
    const pool = Array.from({ length: count }, (_, n) => n);
    for (let n = 0; n < size; n++) {
      const place = below(count - n);
      found.push(pool[place]);
      pool[place] = pool[count - n - 1];
    }
  } else {
    const met = new Set();
    while (met.size < size) met.add(below(count));
    found.push(...met);
  }
  return found.sort((a, b) => a - b);
}

function mersenne(seed) {
  const n = 624, m = 397, state = new Uint32Array(n);
  state[0] = 19650218;
  for (let i = 1; i < n; i++) state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
  let i = 1;
  for (let k = n; k; k--) {
    state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1664525)) + seed;
    if (++i >= n) { state[0] = state[n - 1]; i = 1; }
  }
  for (let k = n - 1; k; k--) {
    state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1566083941)) - i;
    if (++i >= n) { state[0] = state[n - 1]; i = 1; }
  }
  state[0] = 0x80000000;
  let at = n;
  return () => {
    if (at === n) {
      for (let k = 0; k < n; k++) {
        const y = (state[k] & 0x80000000) | (state[(k + 1) % n] & 0x7fffffff);
        state[k] = state[(k + m) % n] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      at = 0;
    }
    let y = state[at++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
}

export default { render };
