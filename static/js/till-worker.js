"use strict";
// Keeps the page of the till and what it loads, so that it opens without a network.

const CACHE = "till-1";
const PAGE = "/thu-ngan/";

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const fetchAndKeep = async (request, name) => {
  const response = await fetch(request);
  if (response.ok && !response.redirected) {
    const cache = await caches.open(CACHE);
    await cache.put(name, response.clone());
  }
  return response;
};

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) {
    return;
  }
  const isPage = address.pathname === PAGE;
  if (!isPage && !address.pathname.startsWith("/static/")) {
    return;
  }
  // The page without a code is kept; its answer about one code never is.
  const name = isPage ? PAGE : event.request;
  const isKept = !isPage || address.search === "";
  event.respondWith(
    (isKept ? fetchAndKeep(event.request, name) : fetch(event.request)).catch(
      async () => (await caches.match(name)) || Response.error(),
    ),
  );
});
