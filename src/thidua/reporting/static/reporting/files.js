// Keeps files that wait for a network in this browser, one account apart from another.
// Pages that load the queue load it first; without it a file is sent at once or not at all.
(() => {
  const account = document.querySelector("[data-account]")?.dataset.account;
  if (account === undefined || !window.indexedDB) return;
  const STORE = "tep";

  const opened = () =>
    new Promise((done, failed) => {
      const asked = indexedDB.open(`anh:${account}`, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });

  // Closed after each step, so that signing out can take the whole of it along.
  const step = async (mode, act) => {
    const database = await opened();
    try {
      return await new Promise((done, failed) => {
        const work = database.transaction(STORE, mode);
        const asked = act(work.objectStore(STORE));
        work.oncomplete = () => done(asked.result);
        work.onabort = () => failed(work.error);
        work.onerror = () => failed(work.error);
      });
    } finally {
      database.close();
    }
  };

  globalThis.thiduaFiles = {
    keep: (cell, file) => step("readwrite", (store) => store.put(file, cell)),
    take: (cell) => step("readonly", (store) => store.get(cell)),
    drop: (cell) => step("readwrite", (store) => store.delete(cell)),
  };
})();
