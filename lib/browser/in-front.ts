interface Shown {
  readonly active: boolean
  readonly windowId: number
  /** -1 for none; absent where the browser knows no such thing. */
  readonly splitViewId?: number | undefined
}

/**
 * Which tabs somebody can see. In a split view two stand side by side, and the browser calls one of them active.
 * @see https://developer.chrome.com/docs/extensions/reference/api/tabs#type-Tab
 */
export function inFront(open: readonly Shown[]): (tab: Shown) => boolean {
  const halfOf = ({ windowId, splitViewId = -1 }: Shown): string | undefined =>
    splitViewId < 0 ? undefined : `${windowId} ${splitViewId}`
  const seen = new Set(open.filter(({ active }) => active).map(halfOf))
  return (tab) => tab.active || (halfOf(tab) !== undefined && seen.has(halfOf(tab)))
}
