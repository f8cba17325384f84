// What changes while the page stands open: told to whoever listens, as it comes over /api/v1/stream.
//   live.addEventListener("change", e => e.detail)   { containers: [...], more, places: [...], count }
//   live.addEventListener("reset", ...)              much may have changed: ask anew
//   live.addEventListener("state", e => e.detail)    "live", "waiting" (not connected, trying), "off"
export const live = new EventTarget();
