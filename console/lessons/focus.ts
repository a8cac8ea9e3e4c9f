/** Where the keyboard goes on when what it stood on has gone from the page. */

/** Once the page has been drawn anew. */
export function focusSoon(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus())
}
