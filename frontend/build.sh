#!/bin/sh
# Rebuilds the committed stylesheet, icons and the checker of accessibility from exact versions.
# Only developers need Node; nothing here runs on a server or in the tests.
set -eu
cd "$(dirname "$0")"
app=../src/thidua
static=$app/foundation/static/foundation
npm ci --silent
npx sass --load-path=node_modules --style=compressed --no-source-map --no-charset --quiet-deps \
  --silence-deprecation=import,global-builtin,color-functions,if-function scss/thidua.scss full.css
node purge.mjs full.css "$static/thidua.css" "$app"
rm full.css
node icons.mjs icons.txt "$app/foundation/icons/sprite.svg"
mkdir -p ../tests/browser/vendor
cp node_modules/axe-core/axe.min.js ../tests/browser/vendor/axe.min.js
cp node_modules/axe-core/LICENSE ../tests/browser/vendor/LICENSE-axe-core-MPL-2.0.txt
node -e '
const zlib = require("zlib"), css = require("fs").readFileSync(process.argv[1]);
console.log("thidua.css", css.length, "bytes,", zlib.brotliCompressSync(css).length, "bytes brotli");' "$static/thidua.css"
