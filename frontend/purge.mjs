// Keeps the selectors that our templates, scripts and Python files name; the components of later pages stay too.
import fs from "node:fs";
import { PurgeCSS } from "purgecss";

const [, , css, out, app] = process.argv;
const content = [`${app}/**/templates/**/*.html`, `${app}/**/static/**/*.js`, `${app}/**/*.py`];
const [result] = await new PurgeCSS().purge({
  content,
  css: [css],
  safelist: {
    // states the server or HTMX sets, and the parts of pages that come with later work
    standard: [/^(is-invalid|is-valid|htmx-)/, /^(print-only|no-print|doc-print)/, /^(st|t|note|save|bar|tri|kv|facts|scroll|table|receipt|fig|chain|rank|paper|rules|draft|letter|mark|field|form|btn|hero|tgt|cols|split|panel)(-|$)/],
    greedy: [/data-theme/, /data-text/],
  },
});
fs.writeFileSync(out, result.css);
