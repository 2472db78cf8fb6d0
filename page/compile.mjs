// Compiles Python with Pyodide's own Python: node compile.mjs PYODIDE SOURCE TARGET
// Byte code made beforehand saves more than half of the page's start. It refers to no file and no time, so the same
// sources give the same bytes.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [pyodideFolder, source, target] = process.argv.slice(2).map((name) => path.resolve(name));
const { loadPyodide } = await import(pathToFileURL(path.join(pyodideFolder, "pyodide.mjs")));
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0", HOME: "/" } });
python.FS.writeFile("/source.zip", fs.readFileSync(source));
python.runPython(`
import importlib.util, marshal, zipfile
HEAD = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)  # checked against no source
MADE = (1980, 1, 1, 0, 0, 0)
with zipfile.ZipFile("/source.zip") as given, zipfile.ZipFile("/target.zip", "w", zipfile.ZIP_STORED) as made:
    for name in given.namelist():
        data = given.read(name)
        if name.endswith(".py"):
            name, code = name + "c", compile(data, name, "exec", dont_inherit=True)
            # What is read back and written again does not depend on what the compiler has shared.
            data = HEAD + marshal.dumps(marshal.loads(marshal.dumps(code)))
        made.writestr(zipfile.ZipInfo(name, MADE), data)
`);
fs.writeFileSync(target, python.FS.readFile("/target.zip"));
process.exit(0);
