import { expect, it } from 'vitest'
import { inFront } from './in-front.ts'

const tab = (windowId: number, active: boolean, splitViewId?: number) => ({ windowId, active, splitViewId })

it('sees the active tab of each window, and what stands beside it in a split view', () => {
  const open = [
    tab(1, true, 7),
    tab(1, false, 7),
    tab(1, false, 8),
    tab(1, false, -1),
    tab(2, true, -1),
    tab(2, false, -1),
    tab(2, false, 7),
    tab(3, true),
    tab(3, false),
  ]
  expect(open.map(inFront(open))).toEqual([true, true, false, false, true, false, false, true, false])
})
