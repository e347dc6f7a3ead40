// Lets a form that was opened once open again without network. Pages come from the network first, files of this
// server from the cache first: their names change with their content. Nothing is asked of any other server.
// Kept pages are of one account: only the account that the server named last sees them, and signing in or out
// hides them until the server names one again.
const PAGES = "trang:";
const OLD_PAGES = "trang";
const FILES = "tep";
const WHO = "ai";
const SIGN = "/ai";
const KEPT = /^\/(bao-cao\/[0-9a-f-]{36}\/)?$/;
const ENTRANCE = /^\/dang-nhap\//;
const DOORS = /^\/(dang-nhap|thoat|the|thiet-bi\/vao-lai|tai-khoan\/thoat-moi-noi)\//;
const PATIENCE_MS = 6000;
const MOST_FILES = 60;
const CUT = `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Mất mạng</title><h1>Đang mất mạng</h1><p>Trang này chưa mở lần nào trên máy này nên chưa xem được.</p>
<p><a href="/">Về việc cần làm</a></p></html>`;
let passages = 0;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) =>
  event.waitUntil(Promise.all([self.clients.claim(), caches.delete(OLD_PAGES)])),
);

const account = async () => (await (await caches.open(WHO)).match(SIGN))?.text() ?? "";

const name = async (who) => {
  await (await caches.open(WHO)).put(SIGN, new Response(who));
  if (!who) return;
  const others = (await caches.keys()).filter((one) => one.startsWith(PAGES) && one !== PAGES + who);
  await Promise.all(others.map((one) => caches.delete(one)));
};

const keepFile = async (request, response) => {
  const cache = await caches.open(FILES);
  await cache.put(request, response);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_FILES)).map((old) => cache.delete(old)));
};

// The page says whose it is. An answer that was asked for before somebody passed a door is not kept.
const keepPage = async (path, response, asked) => {
  if (!response.ok || response.redirected) return;
  const copy = response.clone();
  const who = (await copy.text()).match(/data-sign-out="([^"]+)"/)?.[1] ?? "";
  if (asked !== passages) return;
  await name(who);
  if (who) await (await caches.open(PAGES + who)).put(path, response);
};

const keptPage = async (path) => {
  const who = await account();
  return who ? (await caches.open(PAGES + who)).match(path) : undefined;
};

const page = async (event, path) => {
  const isKept = KEPT.test(path);
  const asked = passages;
  const network = fetch(event.request).then((response) => {
    if (isKept) event.waitUntil(keepPage(path, response.clone(), asked));
    return response;
  });
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS));
  const first = await Promise.race([network.catch(() => undefined), late]);
  if (first) return first;
  const kept = isKept ? await keptPage(path) : undefined;
  return kept || network.catch(() => new Response(CUT, { headers: { "Content-Type": "text/html" } }));
};

const door = async (event) => {
  const response = await fetch(event.request);
  passages += 1;
  await name("");
  return response;
};

const file = async (event) => {
  const cached = await caches.match(event.request);
  if (cached) return cached;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(keepFile(event.request, response.clone()));
  return response;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  const isPage = request.mode === "navigate";
  const isPost = request.method === "POST";
  if (isPage && (ENTRANCE.test(pathname) || (isPost && DOORS.test(pathname)))) event.respondWith(door(event));
  else if (request.method !== "GET") return;
  else if (pathname.startsWith("/static/")) event.respondWith(file(event));
  else if (isPage) event.respondWith(page(event, pathname));
});

// The first page of a visit came before this worker stood behind it.
self.addEventListener("message", (event) => {
  const path = event.data?.keep;
  if (!KEPT.test(path ?? "-")) return;
  const asked = passages;
  event.waitUntil(fetch(path).then((response) => keepPage(path, response, asked)).catch(() => undefined));
});
