// The classroom page: read a story, mark words, compare. Nothing is sent anywhere; there is no build step.
// The page holds its data as JSON (see toolkit/teaching/classroom.py). The marks of the key, the voices and the words of
// the story were computed by the toolkit when the page was made; here are only what people do, and their agreement.
"use strict";
(() => {
  const DATA = JSON.parse(document.getElementById("data").textContent);
  const PLACE = `toolkit-workshop:${DATA.activity}`; // the name under which the browser keeps the work
  const FORMAT = "media-analysis-annotations"; // the files are those of toolkit/annotation/own_files.py
  const VERSION = 1;
  const TARGET = "target-"; // begins the id of a mark that the lesson has made
  const LARGEST = 2_000_000; // characters of a file; that of one learner has some thousands
  const $ = (id) => document.getElementById(id);
  const CODES = new Map(DATA.codes.map((one, n) => [one.code, { ...one, number: n + 1 }]));
  const STORIES = new Map(DATA.stories.map((story) => [story.id, prepared(story)]));

  const state = { person: "", marks: [], answers: {}, partner: [], class: [] };
  const view = { mode: "mark", story: DATA.stories[0].id, at: 0, anchor: null, current: null, removed: null };
  let keeps = true; // whether this browser keeps the work
  let unsaved = false;

  // ---- stories -------------------------------------------------------------------------------------------------

  // Offsets count characters as Python does (code points), so texts are taken apart into code points once.
  function prepared(story) {
    const letters = Array.from(story.text);
    const words = story.words.map(([start, end, sentence, paragraph]) => ({
      start, end, sentence, paragraph, text: letters.slice(start, end).join(""),
    }));
    return { ...story, letters, words, slice: (start, end) => letters.slice(start, end).join("") };
  }

  function here() {
    return STORIES.get(view.story);
  }

  // The first and the last word that some characters touch; nothing where they touch none.
  function wordsOf(story, start, end) {
    const first = story.words.findIndex((word) => word.end > start);
    if (first < 0) return null;
    let last = first;
    while (last + 1 < story.words.length && story.words[last + 1].start < end) last += 1;
    return story.words[first].start < end ? [first, last] : null;
  }

  // ---- marks ---------------------------------------------------------------------------------------------------

  let made = 0;
  function newMark(article, from, to, given = false) {
    made += 1;
    return { article, from, to, code: "", note: "", time: new Date().toISOString(), id: `${Date.now()}-${made}`, given };
  }

  function seeded() {
    return DATA.targets.map((target) => {
      const [from, to] = wordsOf(STORIES.get(target.article), target.start, target.end);
      return { ...newMark(target.article, from, to, true), id: `${TARGET}${target.start}-${target.article}` };
    });
  }

  function markAt(number, marks = state.marks) {
    return marks.find((one) => one.article === view.story && one.from <= number && number <= one.to) || null;
  }

  // A new mark never covers an older one: it ends before it. It stays in one paragraph.
  function clipped(anchor, other) {
    const { words } = here();
    const step = other < anchor ? -1 : 1;
    let end = anchor;
    while (end !== other && words[end + step].paragraph === words[anchor].paragraph && !markAt(end + step)) end += step;
    return anchor < end ? [anchor, end] : [end, anchor];
  }

  function create(anchor, other) {
    if (markAt(anchor)) return choose(markAt(anchor));
    if (!DATA.own_marks) return say("Here you choose for the words that are boxed.");
    const [from, to] = clipped(anchor, other);
    const mark = newMark(view.story, from, to);
    state.marks.push(mark);
    choose(mark);
    keep();
    say(`Marked: ${wordsIn(mark)}. Now choose what it is.`);
    return mark;
  }

  function choose(mark) {
    view.current = mark;
    view.anchor = null;
    if (mark) view.at = mark.from;
    paint();
    return mark;
  }

  function setCode(mark, code) {
    mark.code = code;
    mark.time = new Date().toISOString();
    keep();
    paint();
    say(`${wordsIn(mark)}: ${CODES.get(code).name}.`);
  }

  function reshape(mark, from, to) {
    const { words } = here();
    const others = state.marks.filter((one) => one !== mark);
    const fits = from >= 0 && to < words.length && from <= to && words[from].paragraph === words[to].paragraph;
    if (!fits || markAt(from, others) || markAt(to, others)) return say("There is no room for that.");
    Object.assign(mark, { from, to });
    keep();
    paint();
    say(`Marked: ${wordsIn(mark)}.`);
  }

  function remove(mark) {
    if (mark.given) return say("This mark belongs to the lesson.");
    state.marks = state.marks.filter((one) => one !== mark);
    view.current = null;
    view.removed = mark;
    keep();
    paint();
    say(`Removed: ${wordsIn(mark)}.`);
    $("back").hidden = false;
  }

  function putBack() {
    if (view.removed) state.marks.push(view.removed);
    const mark = view.removed;
    view.removed = null;
    keep();
    choose(mark);
    focusWord(mark.from);
  }

  function wordsIn(mark) {
    const { words, slice } = STORIES.get(mark.article);
    return slice(words[mark.from].start, words[mark.to].end);
  }

  function inOrder(marks) {
    const order = [...STORIES.keys()];
    return [...marks].sort((a, b) => order.indexOf(a.article) - order.indexOf(b.article) || a.from - b.from);
  }

  // ---- files ---------------------------------------------------------------------------------------------------

  // The form that tk.read_annotations reads; a mark without a choice has no code yet, so it stands apart in `open`.
  function asFile() {
    const values = inOrder(state.marks).map((mark) => {
      const story = STORIES.get(mark.article);
      const [start, end] = [story.words[mark.from].start, story.words[mark.to].end];
      return {
        article: mark.article, start, end, text: story.slice(start, end), code: mark.code, note: mark.note,
        person: state.person, time: mark.time, id: mark.id, text_sha256: story.sha256,
      };
    });
    const marks = values.filter((one) => one.code);
    const open = values.filter((one) => !one.code && (one.note || !one.id.startsWith(TARGET)));
    const answers = Object.fromEntries(DATA.questions.map(({ name }) => [name, state.answers[name] || ""]));
    return { format: FORMAT, version: VERSION, activity: DATA.activity, person: state.person, marks, open, answers };
  }

  // What a file holds, or an error with one sentence for people. Marks that do not fit the stories are counted.
  function fromFile(text, name) {
    let given;
    try {
      given = JSON.parse(text);
    } catch {
      throw new Error(`${name}: this is no file of this page. Choose a file that ends in .json.`);
    }
    if (given?.format !== FORMAT || !Array.isArray(given.marks)) {
      throw new Error(`${name}: this is no file of this page. Save your marks with “Save to a file”.`);
    }
    if (given.version !== VERSION) throw new Error(`${name}: this file is of another version of the page.`);
    if (given.activity !== DATA.activity) throw new Error(`${name}: this file belongs to another activity.`);
    const marks = [];
    let left = 0;
    const open = Array.isArray(given.open) ? given.open.map((one) => ({ ...one, code: "" })) : [];
    for (const one of [...given.marks, ...open]) {
      const mark = fitted(one, marks);
      if (mark) marks.push(mark);
      else left += 1;
    }
    const answers = {};
    for (const { name: key } of DATA.questions) answers[key] = asText(given.answers?.[key]);
    return { person: asText(given.person).slice(0, 60), marks, answers, left };
  }

  function fitted(one, taken) {
    const story = STORIES.get(one?.article);
    const known = one?.code === "" || CODES.has(one?.code);
    if (!story || !known || !Number.isInteger(one.start) || !Number.isInteger(one.end)) return null;
    if (one.start < 0 || one.start >= one.end || story.slice(one.start, one.end) !== one.text) return null;
    const span = wordsOf(story, one.start, one.end);
    if (!span || taken.some((t) => t.article === one.article && t.from <= span[1] && span[0] <= t.to)) return null;
    const target = DATA.targets.find((t) => t.article === one.article && t.start === one.start && t.end === one.end);
    return {
      article: one.article, from: span[0], to: span[1], code: one.code,
      note: asText(one.note), time: asText(one.time), id: asText(one.id), given: Boolean(target),
    };
  }

  function asText(value) {
    return typeof value === "string" ? value : "";
  }

  function take(file) {
    state.person = file.person;
    state.answers = file.answers;
    const given = seeded().filter((seed) => !file.marks.some((m) => m.article === seed.article && m.from === seed.from));
    state.marks = [...file.marks, ...given];
    view.current = null;
  }

  // ---- keeping: nothing is lost on a reload -----------------------------------------------------------------------

  // A page that was just opened can be handed old work: browsers write and read for pages of several processes, and
  // promise no order between them. So the work is kept twice (for all windows, and in the history of this window), with
  // numbers that tell which is newer; what another window or the page before the reload wrote is joined, never lost.
  let mine = 0; // the number of this page's last change; 0: none so far
  let after = 0; // the number of the newest work by others that this page has seen
  let base = null; // that work
  let newest = ""; // what should be kept now, as text

  function keep() {
    unsaved = true;
    mine = Math.max(Date.now(), mine + 1, after + 1);
    const others = { partner: state.partner, class: state.class };
    store(JSON.stringify({ saved: mine, after, own: asFile(), others }));
  }

  function store(text) {
    newest = text;
    carry();
    if (!keeps) return;
    try {
      localStorage.setItem(PLACE, text);
    } catch {
      tellNotKept();
    }
  }

  // Browsers refuse very many changes of the history (Safari more than 100 in 30 seconds): BURST of them at once and one
  // more each EVERY milliseconds stay below that.
  const [BURST, EVERY] = [40, 600];
  let [left, counted, waiting] = [BURST, Date.now(), null];
  function carry() {
    left = Math.min(BURST, left + (Date.now() - counted) / EVERY);
    counted = Date.now();
    if (left < 1) {
      waiting ??= setTimeout(() => { waiting = null; carry(); }, EVERY);
      return;
    }
    left -= 1;
    carryNow();
  }

  function carryNow() {
    try {
      if (newest && history.state?.[PLACE] !== newest) history.replaceState({ [PLACE]: newest }, "");
    } catch {
      // localStorage has it; where that keeps nothing either, the page says so
    }
  }

  function recall() {
    let kept = null;
    try {
      localStorage.setItem(`${PLACE}?`, "1");
      localStorage.removeItem(`${PLACE}?`);
      kept = localStorage.getItem(PLACE);
    } catch {
      tellNotKept();
    }
    const carried = history.state?.[PLACE];
    const found = [kept, carried].filter(Boolean).map((text) => [text, read(text)]);
    if (found.some(([, work]) => !work)) {
      aside(found.find(([, work]) => !work)[0]);
      say("The work that was kept here could not be read. Open your file if you have one.");
    }
    const [best] = found.filter(([, work]) => work).sort(([, a], [, b]) => b.saved - a.saved);
    if (!best) {
      take({ person: "", marks: [], answers: {} });
      base = { own: asFile(), others: { partner: [], class: [] } };
      return;
    }
    const [text, work] = best;
    show(work, text, "did not fit the story any more. They are not shown.");
    store(text);
  }

  // Kept work, or nothing where it cannot be read. That of older pages has no numbers.
  function read(text) {
    try {
      const { saved = 0, after: seen = 0, own, others } = JSON.parse(text);
      fromFile(JSON.stringify(own), "kept work");
      const fits = (one) => one.marks.every((m) => STORIES.get(m.article)?.words[m.to]);
      return { saved, after: seen, own, others: { partner: others.partner.filter(fits), class: others.class.filter(fits) } };
    } catch {
      return null;
    }
  }

  function show(work, text, why) {
    const file = fromFile(JSON.stringify(work.own), "kept work");
    const at = view.current?.id;
    take(file);
    if (at) view.current = state.marks.find((one) => one.id === at) || null;
    if (file.left) {
      aside(text);
      say(`${many(file.left, "mark")} ${why}`);
    }
    Object.assign(state, work.others);
    after = Math.max(after, work.saved);
    base = { own: asFile(), others: work.others };
  }

  function aside(text) {
    try {
      localStorage.setItem(`${PLACE}-before`, text);
    } catch {
      tellNotKept();
    }
  }

  function forget() {
    try {
      localStorage.removeItem(`${PLACE}-before`);
    } catch {
      // nothing was kept
    }
  }

  // Another window has written, or this one before it was reloaded.
  function heard(text) {
    const theirs = read(text);
    if (!theirs || text === newest) return;
    if (newest && theirs.saved <= after) return store(newest); // older than what is here: put that back
    if (!mine || theirs.after >= mine) {
      show(theirs, text, "did not fit the story. They are not shown.");
      newest = text;
      carry();
    } else {
      const own = { saved: mine, own: asFile(), others: { partner: state.partner, class: state.class } };
      const joined = join(base, own, theirs);
      show({ ...theirs, ...unparted(joined, theirs.own) }, text, "of another window lay on marks of this one. They are not shown.");
      base = theirs;
      if (!alike(joined, parted(theirs))) keep();
      else store(text);
    }
    paint();
    fillIn();
  }

  // Work as separate things: the name, every answer, every mark, the opened files.
  function parted({ own, others }) {
    const parts = new Map([["person", own.person], ["partner", others.partner], ["class", others.class]]);
    for (const [name, answer] of Object.entries(own.answers)) parts.set(`answer ${name}`, answer);
    for (const one of [...own.marks, ...(own.open || [])]) {
      parts.set(`mark ${one.id || `${one.article} ${one.start}`}`, { ...one, person: "" });
    }
    return new Map([...parts].map(([name, part]) => [name, JSON.stringify(part)]));
  }

  function unparted(parts, own) {
    const part = (name) => JSON.parse(parts.get(name));
    const named = (kind) => [...parts.keys()].filter((name) => name.startsWith(kind));
    const marks = named("mark ").map(part);
    const answers = Object.fromEntries(named("answer ").map((name) => [name.slice("answer ".length), part(name)]));
    const file = { ...own, person: part("person"), answers, marks: marks.filter((one) => one.code), open: marks.filter((one) => !one.code) };
    return { own: file, others: { partner: part("partner"), class: part("class") } };
  }

  // What only one of two has changed is as that one has it; what both have changed is as the later one has it.
  function join(before, one, other) {
    const [was, here, there] = [before, one, other].map(parted);
    const joined = new Map();
    for (const name of new Set([...here.keys(), ...there.keys()])) {
      const changed = here.get(name) !== was.get(name) && (there.get(name) === was.get(name) || one.saved > other.saved);
      const part = (changed ? here : there).get(name);
      if (part !== undefined) joined.set(name, part);
    }
    return joined;
  }

  function alike(some, others) {
    return some.size === others.size && [...some].every(([name, part]) => others.get(name) === part);
  }

  function tellNotKept() {
    keeps = false;
    $("not-kept").hidden = false;
  }

  function download() {
    const link = document.createElement("a");
    const name = state.person.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "no-name";
    link.href = URL.createObjectURL(new Blob([JSON.stringify(asFile(), null, 1)], { type: "application/json" }));
    link.download = `${DATA.number}-${DATA.activity}-${name}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    unsaved = false;
    const unnamed = state.person ? "" : " It has no name: write yours above and save again, so that others can tell your file.";
    say(`Saved as ${link.download}. It is in your downloads.${unnamed}`);
  }

  async function opened(files) {
    const found = [];
    const said = [];
    for (const file of files) {
      try {
        if (file.size > LARGEST) throw new Error(`${file.name}: this file is too large.`);
        const one = fromFile(await file.text(), file.name);
        if (one.left) said.push(`${file.name}: ${many(one.left, "mark")} did not fit the story and were left out.`);
        found.push(one);
      } catch (error) {
        said.push(error.message);
      }
    }
    return [found, said];
  }

  async function openOwn(input) {
    const [[file], said] = await opened(input.files);
    input.value = "";
    if (file && (!hasWork() || confirm("Open the file? It takes the place of the marks on this page."))) {
      take(file);
      keep();
      said.unshift(`Opened: ${many(file.marks.filter((m) => m.code).length, "mark")}.`);
    }
    paint();
    fillIn();
    say(said.join(" "));
  }

  async function openOthers(input, list) {
    const [files, said] = await opened(input.files);
    input.value = "";
    const there = list === "partner" ? [] : [...state.class];
    for (const file of files) {
      const same = there.find((one) => JSON.stringify(one.marks) === JSON.stringify(file.marks) && one.first === file.person);
      if (same) {
        said.push(`The file of ${same.person} was there already.`);
        continue;
      }
      const first = file.person;
      const name = first || "no name";
      const others = there.filter((one) => (one.first || "no name") === name).length;
      there.push({ person: others ? `${name} (${others + 1})` : name, first, marks: file.marks });
    }
    if (there.length) state[list] = list === "partner" ? there.slice(-1) : there;
    keep();
    paint();
    say([`${many(files.length, "file")} opened.`, ...said].join(" "));
  }

  function hasWork() {
    return state.marks.some((one) => one.code || !one.given) || Object.values(state.answers).some(Boolean);
  }

  // ---- comparing -----------------------------------------------------------------------------------------------

  // The code of every word of the story, in the marks of one person; empty where there is none.
  function labels(marks) {
    const found = here().words.map(() => "");
    for (const mark of marks) {
      if (mark.article === view.story && mark.code) for (let n = mark.from; n <= mark.to; n += 1) found[n] = mark.code;
    }
    return found;
  }

  function keyMarks() {
    return DATA.key.map((one) => {
      const [from, to] = wordsOf(STORIES.get(one.article), one.start, one.end);
      return { ...one, from, to };
    });
  }

  // Each mark of another reader with yours at the same place, then yours that have none.
  function compared(theirs) {
    const own = state.marks.filter((one) => one.article === view.story && one.code);
    const meets = (a, b) => a.from <= b.to && b.from <= a.to;
    const groups = { same: [], other: [], theirs: [], mine: [] };
    for (const mark of theirs.filter((one) => one.article === view.story && one.code)) {
      const met = own.filter((one) => meets(one, mark));
      if (!met.length) groups.theirs.push([null, mark]);
      else groups[met.some((one) => one.code === mark.code) ? "same" : "other"].push([met[0], mark]);
    }
    for (const one of own) if (!theirs.some((m) => m.article === view.story && m.code && meets(m, one))) groups.mine.push([one, null]);
    return groups;
  }

  // The people of the class: the opened files, and you if you have marked anything and are not among them.
  function people() {
    const own = state.marks.filter((one) => one.code);
    const found = state.class.map((one) => ({ person: one.person, marks: one.marks }));
    const known = state.class.some((one) => one.first === state.person && JSON.stringify(plain(one.marks)) === JSON.stringify(plain(own)));
    if (own.length && !known) found.push({ person: state.person || "you", marks: own });
    return found;
  }

  function plain(marks) {
    return inOrder(marks.filter((one) => one.code)).map(({ article, from, to, code }) => [article, from, to, code]);
  }

  // Agreement over the words of the story: a word without a mark counts as one that the person left unmarked.
  // The same figures as tk.agreement gives for these files; a test compares them.
  function agreement(ratings) {
    const units = ratings[0].map((_, n) => counts(ratings.map((one) => one[n])));
    const m = ratings.length;
    const pairs = (m * (m - 1)) / 2;
    const equal = units.map((unit) => sum([...unit.values()].map((k) => (k * (k - 1)) / 2)));
    const all = counts(ratings.flat());
    const n = units.length * m;
    const observed = n - (2 * sum(equal)) / (m - 1);
    const expected = (n * n - sum([...all.values()].map((k) => k * k))) / (n - 1);
    return {
      share: sum(equal) / (pairs * units.length),
      alpha: expected > 0 ? 1 - observed / expected : null,
      disagreement: equal.map((k) => 1 - k / pairs),
      marked: units.map((unit) => m - (unit.get("") || 0)),
    };
  }

  // The sentence whose words people disagree on most, on average over those that somebody marked; the first of equals.
  // The first row of tk.disputed for these files; a test compares them.
  function mostDisputed({ disagreement, marked }) {
    const found = new Map();
    here().words.forEach((word, n) => {
      if (!marked[n]) return;
      const [total, words] = found.get(word.sentence) || [0, 0];
      found.set(word.sentence, [total + disagreement[n], words + 1]);
    });
    let best = null;
    for (const [sentence, [total, words]] of found) {
      if (total > 0 && (!best || total / words > best.mean + 1e-12)) best = { sentence, mean: total / words };
    }
    return best;
  }

  function counts(values) {
    const found = new Map();
    for (const value of values) found.set(value, (found.get(value) || 0) + 1);
    return found;
  }

  function sum(values) {
    return values.reduce((a, b) => a + b, 0);
  }

  // ---- showing -------------------------------------------------------------------------------------------------

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "class") made.className = value;
      else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value !== false && value !== null) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  let cells = []; // the words of the story on the page
  let gaps = []; // what stands between a word and the next

  function layOut() {
    const story = here();
    $("headline").textContent = story.headline;
    $("source").textContent = [story.outlet, story.published, story.written].filter(Boolean).join(" · ");
    cells = [];
    gaps = [];
    const paragraphs = story.paragraphs.map(([start, end], number) => {
      const group = element("div", { role: "group", class: "paragraph", "aria-label": `Paragraph ${number + 1}` });
      let at = start;
      for (const word of story.words.filter((one) => one.paragraph === number)) {
        gaps.push(element("span", { class: "gap" }, story.slice(at, word.start)));
        const cell = element("span", { role: "option", class: "word", tabindex: "-1" }, word.text);
        cell.dataset.n = cells.length;
        cells.push(cell);
        group.append(gaps.at(-1), cell);
        at = word.end;
      }
      group.append(story.slice(at, end));
      return group;
    });
    $("story").replaceChildren(...paragraphs);
    $("story").setAttribute("aria-label", `The words of the story: ${story.headline}`);
    for (const radio of document.querySelectorAll("#stories input")) radio.checked = radio.value === view.story;
  }

  // Everything that the page shows follows from the state and the view.
  function paint() {
    paintWords();
    for (const button of document.querySelectorAll("button[data-mode]")) {
      button.setAttribute("aria-pressed", String(button.dataset.mode === view.mode));
    }
    document.body.dataset.view = view.mode;
    const { mode } = view;
    $("legend").replaceChildren(...(mode === "mark" || mode === "class" ? [] : legend()));
    const panels = { mark: markPanel, key: keyPanel, partner: partnerPanel, class: classPanel };
    $("panel").replaceChildren(...panels[mode]());
    $("editor").hidden = mode !== "mark" || !view.current;
    if (!$("editor").hidden) paintEditor();
    $("back").hidden = !view.removed || mode !== "mark";
  }

  function paintWords() {
    const own = labels(state.marks);
    const looks = here().words.map(() => ({ classes: [], said: [], tag: "", run: null }));
    const over = (mark, classes, said, tag) => {
      for (let n = mark.from; n <= mark.to; n += 1) {
        looks[n].classes.push(...classes);
        if (said) looks[n].said.push(said);
        looks[n].run = mark;
      }
      if (tag) looks[mark.to].tag = tag;
    };
    const mine = state.marks.filter((one) => one.article === view.story);
    if (view.mode === "mark") {
      for (const one of DATA.shown.filter((shown) => shown.article === view.story)) {
        const [from, to] = wordsOf(here(), one.start, one.end);
        over({ from, to }, ["shown"], "marked by the tool", "");
      }
      for (const one of mine) {
        const code = CODES.get(one.code);
        const current = one === view.current ? ["current"] : [];
        over(one, [code ? `c${code.number}` : "open", ...current], code ? `marked: ${code.name}` : "no choice yet", code ? code.name : "?");
      }
      if (view.anchor !== null) over(span(clipped(view.anchor, view.at)), ["chosen"], "", "");
    } else if (view.mode !== "class") {
      const theirs = otherMarks();
      const groups = theirs ? compared(theirs) : { same: [], other: [], theirs: [], mine: [] };
      for (const [, mark] of groups.same) over(mark, ["same"], "both readers, same choice", "both");
      for (const [, mark] of groups.other) over(mark, ["other"], "both readers, another choice", "differ");
      for (const [, mark] of groups.theirs) over(mark, ["theirs"], `only ${otherName()}`, otherTag());
      for (const [mark] of groups.mine) over(mark, ["mine"], "only you", "you");
    } else if (people().length > 1) {
      const all = people();
      const found = agreement(all.map((one) => labels(one.marks)));
      const disputed = mostDisputed(found);
      const boxes = boxesHere();
      found.marked.forEach((k, n) => {
        const heat = boxes.length ? found.disagreement[n] : k / all.length; // everybody marks the boxes: there, how they differ
        if (k) looks[n].classes.push(`h${Math.max(1, Math.ceil(5 * heat))}`);
        if (k) looks[n].said.push(boxes.length ? choices(n, all) : `marked by ${k} of ${all.length}`);
        if (k > 1 && !boxes.length && found.marked[n + 1] !== k) looks[n].tag = `${k} of ${all.length}`;
        if (disputed && here().words[n].sentence === disputed.sentence) looks[n].classes.push("disputed");
      });
    }
    cells.forEach((cell, n) => {
      const look = looks[n];
      cell.className = ["word", ...look.classes].join(" ");
      const between = n && look.run && looks[n - 1].run === look.run ? look.classes : [];
      gaps[n].className = ["gap", ...between].join(" ");
      if (look.tag) cell.dataset.tag = look.tag;
      else delete cell.dataset.tag;
      cell.setAttribute("aria-selected", String(Boolean(own[n]) || Boolean(markAt(n))));
      if (look.said.length) cell.setAttribute("aria-label", `${here().words[n].text}, ${look.said.join(", ")}`);
      else cell.removeAttribute("aria-label");
      cell.tabIndex = n === view.at ? 0 : -1;
    });
  }

  function span([from, to]) {
    return { from, to };
  }

  function otherMarks() {
    if (view.mode === "key") return lacking() ? null : keyMarks();
    return state.partner[0]?.marks || null;
  }

  function otherName() {
    return view.mode === "key" ? DATA.key_name : state.partner[0]?.person || "your partner";
  }

  function otherTag() {
    return view.mode === "key" ? "key" : "partner";
  }

  function legend() {
    if (!otherMarks()) return [];
    const item = (kind, text) => element("li", {}, element("span", { class: `word ${kind}` }, "words"), ` ${text}`);
    return [
      element("ul", { class: "legend", "aria-label": "How to read the marks" },
        item("same", "both, same choice"), item("other", "both, another choice"),
        item("mine", "only you"), item("theirs", `only ${otherName()}`)),
    ];
  }

  function markPanel() {
    const mine = inOrder(state.marks.filter((one) => one.article === view.story));
    const open = mine.filter((one) => !one.code).length;
    const told = mine.length
      ? `${many(mine.length - open, "mark")} with a choice${open ? `, ${open} without` : ""}.`
      : "No mark yet. Click or tap a word that you want to mark.";
    const elsewhere = state.marks.filter((one) => one.given && !one.code && one.article !== view.story).length;
    const items = mine.map((one) => {
      const button = element("button", { type: "button", class: "go", onclick: () => { choose(one); focusWord(one.from); } }, `“${wordsIn(one)}”`);
      return element("li", {}, button, ` ${CODES.get(one.code)?.name || "no choice yet"}`, one.note ? `: ${one.note}` : "");
    });
    return [element("h2", {}, "Your marks"), element("p", {}, told), element("ol", { class: "marks" }, ...items),
      ...(elsewhere ? [element("p", {}, `${elsewhere === 1 ? "1 box" : `${elsewhere} boxes`} in the other story ${elsewhere === 1 ? "waits" : "wait"} for a choice.`)] : [])];
  }

  // How many choices the key of this story asks for: all its boxes, or so many marks anywhere.
  function needed() {
    return DATA.targets.filter((one) => one.article === view.story).length || DATA.need;
  }

  function lacking() {
    const counted = state.marks.filter((one) => one.code && (!DATA.targets.length || one.article === view.story));
    return Math.max(0, needed() - counted.length);
  }

  function keyPanel() {
    const heading = element("h2", {}, `You and ${DATA.key_name}`);
    if (lacking()) {
      const done = needed() - lacking();
      const what = DATA.targets.length ? "boxes of this story" : "words";
      return [heading, element("p", {}, `First choose for ${needed()} ${what} yourself. You have ${done}. Then the key opens.`)];
    }
    return [heading, element("p", {}, DATA.key_about), ...groupsShown(compared(keyMarks()))];
  }

  function partnerPanel() {
    const opener = filePicker("Open your partner's file", "partner", false);
    const heading = element("h2", {}, "You and a partner");
    if (!state.partner.length) {
      return [heading, element("p", {}, "Ask your partner to save to a file and to give it to you. Then open it here."), opener];
    }
    const { person, marks } = state.partner[0];
    const { share } = agreement([labels(state.marks), labels(marks)]);
    const told = `You and ${person} treat ${percent(share)} of the words of this story in the same way. Most words are not marked by either of you, so look at the lists below.`;
    return [heading, opener, element("p", { id: "pair" }, told), ...groupsShown(compared(marks))];
  }

  function groupsShown(groups) {
    const who = otherName();
    const titles = {
      same: "Both, same choice", other: "Both, another choice", mine: "Only you", theirs: `Only ${who}`,
    };
    return Object.entries(titles).map(([kind, title]) => {
      const items = groups[kind].map(([own, other]) => {
        const mark = other || own;
        const parts = [];
        if (own) parts.push(`You: ${CODES.get(own.code).name}${own.note ? ` (${own.note})` : ""}.`);
        if (other) parts.push(`${capital(who)}: ${CODES.get(other.code).name}${view.mode === "key" || !other.note ? `. ${other.note}` : ` (${other.note}).`}`);
        if (other?.voice) parts.push(whose(other));
        const go = element("button", { type: "button", class: "go", onclick: () => focusWord(mark.from) }, `“${wordsIn(mark)}”`);
        return element("li", {}, go, ` ${parts.join(" ")}`);
      });
      return element("details", { class: `group ${kind}`, open: kind !== "same" || !items.length },
        element("summary", {}, `${title}: ${items.length}`), element("ul", {}, ...items));
    });
  }

  function whose(mark) {
    const voice = DATA.voices[mark.voice] || "";
    return mark.speaker ? `Voice: ${voice} (${mark.speaker}).` : `Voice: ${voice}.`;
  }

  function classPanel() {
    const all = people();
    const panel = [
      element("h2", {}, "The class"),
      element("p", {}, "Open the files of the class, all at once. They stay on this computer."),
      filePicker("Open files of the class", "class", true),
    ];
    if (state.class.length) {
      panel.push(element("button", { type: "button", onclick: () => { state.class = []; keep(); paint(); say("The files are closed."); } }, "Close these files"));
    }
    if (all.length < 2) {
      return [...panel, element("p", {}, `Readers so far: ${all.length}. Two or more are needed.`)];
    }
    const found = agreement(all.map((one) => labels(one.marks)));
    const disputed = mostDisputed(found);
    const figures = element("dl", { id: "figures" },
      element("dt", {}, "Readers"), element("dd", { id: "readers" }, String(all.length)),
      element("dt", {}, "Same choice, all pairs and words"), element("dd", { id: "share" }, percent(found.share)),
      element("dt", {}, "Better than chance (Krippendorff's alpha: 1 is full agreement, 0 is chance)"),
      element("dd", { id: "alpha" }, found.alpha === null ? "no mark at all" : found.alpha.toFixed(3)));
    panel.push(element("p", { class: "names" }, all.map((one) => one.person).join(", ")), figures);
    if (disputed) {
      const words = here().words.map((word, n) => [word, n]).filter(([word]) => word.sentence === disputed.sentence);
      const text = here().slice(words[0][0].start, words.at(-1)[0].end);
      panel.push(element("h3", {}, "The sentence to talk about"), element("blockquote", { id: "disputed" }, text));
      panel.push(element("ul", { class: "split" }, ...words.filter(([, n]) => found.disagreement[n] > 0).map(([word, n]) => splitOf(word.text, n, all))));
    }
    const boxes = boxesHere();
    if (boxes.length) {
      boxes.sort((a, b) => found.disagreement[b.from] - found.disagreement[a.from] || a.from - b.from);
      panel.push(element("h3", {}, "The boxes, the most disputed first"));
      panel.push(element("ol", { class: "split" }, ...boxes.map((box) => splitOf(wordsIn(box), box.from, all))));
      return panel;
    }
    const runs = here().words.map((word, n) => [word, n]).filter(([, n]) => found.marked[n]);
    runs.sort((a, b) => found.marked[b[1]] - found.marked[a[1]] || a[1] - b[1]);
    panel.push(element("h3", {}, "Marked most often"));
    panel.push(element("ol", { class: "split" }, ...runs.slice(0, 12).map(([word, n]) => splitOf(word.text, n, all))));
    return panel;
  }

  // “mob”: 3 of 4 (Name 2, Contempt 1)
  function splitOf(text, n, all) {
    const go = element("button", { type: "button", class: "go", onclick: () => focusWord(n) }, `“${text}”`);
    return element("li", {}, go, ` ${choices(n, all)}`);
  }

  function choices(n, all) {
    const given = counts(all.map((one) => labels(one.marks)[n]).filter(Boolean));
    const parts = [...given].sort((a, b) => b[1] - a[1]).map(([code, k]) => `${CODES.get(code).name} ${k}`);
    return `${sum([...given.values()])} of ${all.length} (${parts.join(", ")})`;
  }

  // The boxes of the story, as words of it.
  function boxesHere() {
    return DATA.targets.filter((one) => one.article === view.story).map((one) => {
      const [from, to] = wordsOf(here(), one.start, one.end);
      return { article: one.article, from, to };
    });
  }

  function filePicker(label, list, multiple) {
    const input = element("input", { type: "file", accept: ".json,application/json", multiple, onchange: (event) => openOthers(event.target, list) });
    return element("label", { class: "file" }, label, input);
  }

  function paintEditor() {
    const mark = view.current;
    $("marked").textContent = `“${wordsIn(mark)}”`;
    for (const radio of document.querySelectorAll("#codes input")) radio.checked = radio.value === mark.code;
    if (document.activeElement !== $("why")) $("why").value = mark.note;
    $("shape").hidden = mark.given;
    const over = cells[mark.to].getBoundingClientRect().bottom - $("editor").getBoundingClientRect().top;
    if (getComputedStyle($("editor")).position === "fixed" && over > -8) window.scrollBy(0, over + 24);
    $("remove").hidden = mark.given;
  }

  function fillIn() {
    $("person").value = state.person;
    for (const area of document.querySelectorAll("[data-question]")) area.value = state.answers[area.dataset.question] || "";
    forPaper();
  }

  // A field shows on paper only as much as fits into it, so paper has the text beside it.
  function forPaper() {
    $("whose").textContent = state.person;
    for (const place of document.querySelectorAll("[data-written]")) place.textContent = state.answers[place.dataset.written] || "";
  }

  let told = 0;
  function say(message) {
    told += 1; // the same sentence twice is announced twice
    $("status").textContent = message + (told % 2 ? "" : "\u00a0");
  }

  function many(number, noun) {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
  }

  function percent(share) {
    return `${(100 * share).toFixed(1)} %`;
  }

  function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  function focusWord(number) {
    view.at = number;
    paintWords();
    cells[number].focus();
  }

  // ---- mouse, touch, keyboard ----------------------------------------------------------------------------------

  function numberOf(target) {
    const cell = target instanceof Element ? target.closest(".word[data-n]") : null;
    return cell ? Number(cell.dataset.n) : null;
  }

  // A mouse marks by dragging; a finger must be free to scroll, so it marks by tapping (see `tapped`).
  let dragging = null;
  let byMouse = false;

  function pressed(event) {
    byMouse = event.pointerType === "mouse";
    const number = numberOf(event.target);
    if (!byMouse || event.button !== 0 || number === null || view.mode !== "mark") return;
    dragging = number;
  }

  function moved(event) {
    const number = numberOf(event.target);
    if (dragging === null || number === null || !(event.buttons & 1) || number === view.at) return;
    view.anchor = dragging;
    view.at = number;
    paintWords();
  }

  function released(event) {
    if (dragging === null) return;
    const from = dragging;
    const number = numberOf(event.target) ?? view.at;
    dragging = null;
    view.anchor = null;
    if (view.mode !== "mark") return;
    const target = view.current;
    if (event.shiftKey && target && !target.given) reshape(target, Math.min(target.from, number), Math.max(target.to, number));
    else create(from, number);
  }

  function tapped(event) {
    const number = numberOf(event.target);
    if (number === null || view.mode !== "mark") return;
    if (byMouse && event.detail > 0) return; // `released` has seen it; a screen reader's click has no detail
    const mark = view.current;
    const beside = mark && !mark.given && mark.article === view.story && !markAt(number) && [mark.from - 1, mark.to + 1].includes(number);
    if (beside) reshape(mark, Math.min(mark.from, number), Math.max(mark.to, number));
    else create(number, number);
    view.at = number;
    paintWords();
  }

  // A screen reader puts the focus where it reads, without an arrow key.
  function reached(event) {
    const number = numberOf(event.target);
    if (number === null || number === view.at) return;
    cells[view.at].tabIndex = -1;
    cells[number].tabIndex = 0;
    view.at = number;
    view.anchor = null;
  }

  function typed(event) {
    const { words } = here();
    const moves = { ArrowLeft: -1, ArrowRight: 1 };
    const key = event.key;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key in moves) go(view.at + moves[key], event.shiftKey);
    else if (key === "ArrowDown" || key === "ArrowUp") go(sentenceStart(key === "ArrowDown" ? 1 : -1), event.shiftKey);
    else if (key === "Home") go(words.findIndex((word) => word.paragraph === words[view.at].paragraph), event.shiftKey);
    else if (key === "End") go(words.findLastIndex((word) => word.paragraph === words[view.at].paragraph), event.shiftKey);
    else if (view.mode !== "mark") return;
    else if (key === "Enter" || key === " ") markHere(key === "Enter");
    else if (key === "Delete" || key === "Backspace") { const mark = markAt(view.at); if (mark) { const at = view.at; remove(mark); focusWord(at); } }
    else if (key === "Escape") { view.anchor = null; choose(null); }
    else if (/^[1-9]$/.test(key) && view.current && [...CODES.keys()][key - 1]) setCode(view.current, [...CODES.keys()][key - 1]);
    else return;
    event.preventDefault();
  }

  function go(number, extending) {
    const goal = Math.max(0, Math.min(here().words.length - 1, number));
    if (extending && view.anchor === null) view.anchor = view.at;
    if (!extending) view.anchor = null;
    if (view.mode === "mark") {
      view.at = goal;
      const mark = extending ? null : markAt(goal);
      if (mark !== view.current) { view.current = mark; paint(); }
    }
    focusWord(goal);
  }

  function sentenceStart(step) {
    const { words } = here();
    const first = words.findIndex((word) => word.sentence === words[view.at].sentence);
    if (step < 0 && view.at > first) return first;
    if (step < 0) return first ? words.findIndex((word) => word.sentence === words[first - 1].sentence) : 0;
    const next = words.findIndex((word) => word.sentence > words[view.at].sentence);
    return next < 0 ? words.length - 1 : next;
  }

  function markHere(andChoose) {
    const at = view.at;
    const mark = create(view.anchor ?? at, at) || view.current;
    if (!mark) return;
    if (andChoose) (document.querySelector("#codes input:checked") || document.querySelector("#codes input")).focus();
    else focusWord(mark.to);
  }

  // ---- start ---------------------------------------------------------------------------------------------------

  function listen() {
    const story = $("story");
    story.addEventListener("pointerdown", pressed);
    story.addEventListener("pointermove", moved);
    document.addEventListener("pointerup", released);
    document.addEventListener("pointercancel", () => { dragging = null; view.anchor = null; });
    story.addEventListener("click", tapped);
    story.addEventListener("keydown", typed);
    story.addEventListener("focusin", reached);
    for (const button of document.querySelectorAll("button[data-mode]")) {
      button.addEventListener("click", () => { Object.assign(view, { mode: button.dataset.mode, anchor: null, current: null }); say(""); paint(); });
    }
    for (const radio of document.querySelectorAll("#stories input")) {
      radio.addEventListener("change", () => { Object.assign(view, { story: radio.value, at: 0, anchor: null, current: null }); layOut(); paint(); });
    }
    for (const radio of document.querySelectorAll("#codes input")) radio.addEventListener("change", () => setCode(view.current, radio.value));
    $("why").addEventListener("input", () => { view.current.note = $("why").value; keep(); });
    $("why").addEventListener("change", paint);
    $("editor").addEventListener("keydown", (event) => { if (event.key === "Escape") done(); });
    $("done").addEventListener("click", done);
    $("remove").addEventListener("click", () => { const { from } = view.current; remove(view.current); focusWord(from); });
    $("back").addEventListener("click", putBack);
    for (const [id, left, right] of [["before", -1, 0], ["drop-first", 1, 0], ["drop-last", 0, -1], ["after", 0, 1]]) {
      $(id).addEventListener("click", () => reshape(view.current, view.current.from + left, view.current.to + right));
    }
    $("person").addEventListener("input", () => { state.person = $("person").value; forPaper(); keep(); });
    for (const area of document.querySelectorAll("[data-question]")) {
      area.addEventListener("input", () => { state.answers[area.dataset.question] = area.value; forPaper(); keep(); });
    }
    $("save").addEventListener("click", download);
    $("open").addEventListener("change", (event) => openOwn(event.target));
    $("print").addEventListener("click", () => window.print());
    $("anew").addEventListener("click", anew);
    window.addEventListener("storage", (event) => { if (event.key === PLACE && event.newValue) heard(event.newValue); });
    window.addEventListener("beforeunload", (event) => {
      carryNow();
      if (!keeps && unsaved && hasWork()) event.preventDefault();
    });
  }

  function done() {
    const { to } = view.current;
    choose(null);
    focusWord(to);
  }

  function anew() {
    if (!confirm("Start anew? All marks, answers and opened files are removed from this page.")) return;
    Object.assign(state, { partner: [], class: [] });
    take({ person: "", marks: [], answers: {} });
    view.removed = null;
    forget();
    keep();
    paint();
    fillIn();
    say("The page is empty again.");
  }

  listen();
  recall();
  layOut();
  paint();
  fillIn();
  document.body.dataset.state = "ready";
})();
