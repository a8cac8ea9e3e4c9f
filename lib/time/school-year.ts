/** School years: each is named by the calendar year it starts in, on a day that the school sets, by its own clock. */
import { DAY, stretchAt } from './zone.ts'

/** Where the policy says nothing. Month and day. */
export const USUAL_START = '09-01'

/** The school year at an instant. In a zone that nobody knows, by UTC. */
export function schoolYearAt(zone: string, starts: string | undefined, at: number): number {
  const local = new Date(at + (stretchAt(zone, at)?.offset ?? 0))
  const year = local.getUTCFullYear()
  const day = local.toISOString().slice(5, 10)
  return day >= (starts ?? USUAL_START) ? year : year - 1
}

/** The instant at which a school year begins: midnight at school. A start on 29 February is 1 March elsewhere. */
export function startOfSchoolYear(zone: string, starts: string | undefined, year: number): number {
  const [month = 9, day = 1] = (starts ?? USUAL_START).split('-').map(Number)
  const local = Math.floor(Date.UTC(year, month - 1, day) / DAY) * DAY
  const near = stretchAt(zone, local)?.offset ?? 0
  return local - (stretchAt(zone, local - near)?.offset ?? near)
}
