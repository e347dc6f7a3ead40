// Lets a form that was opened once open again without network. Pages come from the network first, files of this
// server from the cache first: their names change with their content. Nothing is asked of any other server.
const PAGES = "trang";
const FILES = "tep";
const KEPT = /^\/(bao-cao\/[0-9a-f-]{36}\/)?$/;
const PATIENCE_MS = 6000;
const MOST_FILES = 60;
const CUT = `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Mất mạng</title><h1>Đang mất mạng</h1><p>Trang này chưa mở lần nào trên máy này nên chưa xem được.</p>
<p><a href="/">Về việc cần làm</a></p></html>`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const keep = async (name, request, response) => {
  const cache = await caches.open(name);
  await cache.put(request, response);
  if (name !== FILES) return;
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_FILES)).map((old) => cache.delete(old)));
};

const page = async (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  const isKept = KEPT.test(path);
  const kept = () => (isKept ? caches.open(PAGES).then((cache) => cache.match(path)) : undefined);
  const network = fetch(request).then((response) => {
    if (isKept && response.ok && !response.redirected) event.waitUntil(keep(PAGES, path, response.clone()));
    return response;
  });
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS));
  const first = await Promise.race([network.catch(() => undefined), late]);
  if (first) return first;
  return (await kept()) || network.catch(() => new Response(CUT, { headers: { "Content-Type": "text/html" } }));
};

const file = async (event) => {
  const cached = await caches.match(event.request);
  if (cached) return cached;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(keep(FILES, event.request, response.clone()));
  return response;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(event));
  else if (request.mode === "navigate") event.respondWith(page(event));
});
