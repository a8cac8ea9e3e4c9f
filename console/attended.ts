/** Is somebody there? A page that only refreshes itself must not keep a session open over an empty chair. */

/** After this long without a key or a pointer the page counts as left alone. Milliseconds. */
const LEFT_ALONE = 60_000

let used = Date.now()

/** Notes every key and pointer. Call once. */
export function watchUse(): void {
  for (const event of ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const) {
    addEventListener(event, () => (used = Date.now()), { passive: true, capture: true })
  }
}

/** What goes along with each request: the server then does not count it as use of the session. */
export const attendance = (): Readonly<Record<string, string>> =>
  Date.now() - used > LEFT_ALONE ? { 'Kerb-Unattended': '1' } : {}
