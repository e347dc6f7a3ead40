// Gathers the named Tabler outline icons (MIT) into one sprite.
import fs from "node:fs";

const [, , list, out] = process.argv;
const names = fs.readFileSync(list, "utf8").split("\n").filter(Boolean).sort();
const symbol = (name) => {
  const drawing = fs.readFileSync(`node_modules/@tabler/icons/icons/outline/${name}.svg`, "utf8");
  const inner = drawing.replace(/<!--[\s\S]*?-->/g, "").match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1];
  const paths = inner.replace(/<path stroke="none"[^>]*\/>/g, "").replace(/\s*\n\s*/g, "");
  return `<symbol id="i-${name}" viewBox="0 0 24 24">${paths}</symbol>`;
};
fs.writeFileSync(out, `<svg xmlns="http://www.w3.org/2000/svg">\n${names.map(symbol).join("\n")}\n</svg>\n`);
