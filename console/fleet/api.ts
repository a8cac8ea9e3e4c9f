import { expectedPlanSchema, fleetSchema, neverSeenSchema } from '../../lib/protocol/fleet.ts'
import { ask } from '../api.ts'
import { questionOf, type View } from './view.ts'

export const fleetApi = {
  /** Of `never-seen` it tells the counts. */
  fleet: (view: View) => {
    const show = view.show === 'never-seen' ? 'attention' : view.show
    return ask(fleetSchema, 'GET', `/admin/fleet?${questionOf({ ...view, show })}`)
  },
  neverSeen: (page: number) => ask(neverSeenSchema, 'GET', `/admin/fleet/never-seen?page=${page}`),
  preview: (text: string, isWhole: boolean) =>
    ask(expectedPlanSchema, 'POST', '/admin/expected/preview', { text, isWhole }),
  take: (text: string, isWhole: boolean) =>
    ask(expectedPlanSchema, 'POST', '/admin/expected/import', { text, isWhole }),
}

/** Where the browser fetches the view as a file. */
export const exportOf = (view: View): string =>
  view.show === 'never-seen' ? '/admin/fleet/never-seen/export' : `/admin/fleet/export?${questionOf(view)}`
