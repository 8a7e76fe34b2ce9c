// The page: a text goes to Python, its marked form comes back. It is HTML that the toolkit has escaped.
const text = document.getElementById("text");
const go = document.getElementById("go");
const status = document.getElementById("status");
const words = document.querySelector("#words tbody");
const voices = document.querySelector("#voices tbody");
const shown = document.getElementById("shown");
const python = new Worker(new URL("worker.mjs", import.meta.url), { type: "module" });
let number = 0;

function rows(body, found, names) {
  body.replaceChildren(...found.map((one) => {
    const row = document.createElement("tr");
    for (const name of names) {
      const cell = document.createElement("td");
      cell.textContent = one[name];
      row.append(cell);
    }
    return row;
  }));
  body.closest("table").hidden = !found.length;
}

python.onmessage = ({ data }) => {
  if (data.failed) { status.textContent = `Python could not be started: ${data.failed}`; return; }
  if (data.ready) {
    go.disabled = false;
    status.textContent = "Ready. Nothing you type leaves this computer.";
    document.body.dataset.state = "ready";
    return;
  }
  if (data.number !== number) return;
  document.body.dataset.state = "answered";
  if (data.error) { status.textContent = data.error; return; }
  status.textContent = data.summary;
  rows(words, data.words, ["text", "category", "voice", "speaker", "why"]);
  rows(voices, data.voices, ["text", "voice", "speaker", "meaning"]);
  shown.innerHTML = data.html;
};

python.onerror = (event) => {
  status.textContent = `Python could not be started: ${event.message ?? "a file is missing beside this page"}`;
};

function ask() {
  document.body.dataset.state = "asking";
  status.textContent = "Reading …";
  python.postMessage({ number: ++number, text: text.value });
}

go.addEventListener("click", ask);
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !go.disabled) ask();
});
