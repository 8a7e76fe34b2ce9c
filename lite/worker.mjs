// Python, away from the page: it answers one text after the other. Everything comes from this folder.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const ready = (async () => {
  const pyodide = await loadPyodide({ indexURL: new URL("pyodide/", import.meta.url).href });
  const packed = await fetch(new URL("toolkit.zip", import.meta.url));
  if (!packed.ok) throw new Error("toolkit.zip is not beside this page.");
  pyodide.unpackArchive(await packed.arrayBuffer(), "zip", { extractDir: "/toolkit-code" });
  pyodide.runPython(`
import sys
sys.path.insert(0, "/toolkit-code")
import json
from toolkit.errors import ToolkitError
from toolkit.views.typed_text import typed_text

def answer(text):
    try:
        return json.dumps(typed_text(text))
    except ToolkitError as error:
        return json.dumps({"error": str(error)})
`);
  return pyodide.globals.get("answer");
})();

ready.then(() => postMessage({ ready: true }), (error) => postMessage({ failed: String(error) }));

onmessage = async ({ data }) => {
  try {
    postMessage({ number: data.number, ...JSON.parse((await ready)(data.text)) });
  } catch (error) {
    postMessage({ number: data.number, error: String(error) });
  }
};
