/** Turning from one view of the fleet to another. */
import { attempt, refresh } from '../state.ts'
import { isFleetLink, turnTo, type View, view, viewOf } from './view.ts'

export function look(change: Partial<View>): void {
  turnTo(change)
  void attempt(refresh)
}

// A link to another view that is opened in a page which is there already.
addEventListener('hashchange', () => {
  if (!isFleetLink(location.hash)) return
  view.value = viewOf(location.hash)
  void attempt(refresh)
})
