/**
 * Ways round that are open today, with the reason, and ordinary uses that are stopped wrongly. The suite fails when one
 * of them becomes better or worse than this list says.
 */
export const OPEN: Readonly<Record<string, string>> = {
  'url-xor': 'an engine’s XOR in a path of an unknown host is seen on its pages, not in the address alone',
  'sw-register-watch':
    'where the school only warns, a service worker that shows a site in a frame is not found in time',
  'blob-null': 'a blob within a sandboxed frame has no origin, and the frame stays',
  'data-frame': 'a frame on data: has no origin, and the frame stays',
  'iframe-fullpage': 'a game in a frame over the whole of a page nobody lists is not taken for one',
}
