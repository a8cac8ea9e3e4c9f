/**
 * Ways round that are open today, with the reason, and ordinary uses that are stopped wrongly. The suite fails when one
 * of them becomes better or worse than this list says.
 */
export const OPEN: Readonly<Record<string, string>> = {
  'sw-register-watch':
    'where the school only warns, a service worker that shows a site in a frame is not found in time',
}
