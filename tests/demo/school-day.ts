/** What the demo visits: a pupil's day in a handful of addresses, all answered by the test web server on loopback. */
import sample from '../../assets/sample-policy.json' with { type: 'json' }
import type { PolicyDocument } from '../../lib/policy/document.ts'

export const PERMITTED = [
  { host: 'www.bbc.co.uk', what: 'reference' },
  { host: 'www.khanacademy.org', what: 'teaching' },
  { host: 'en.wikipedia.org', what: 'reference' },
] as const

export const FORBIDDEN = [
  { host: 'poki.com', what: 'games' },
  { host: 'www.bet365.com', what: 'gambling' },
  { host: 'nordvpn.com', what: 'a way round the filter' },
  { host: 'ome.tv', what: 'chat with strangers' },
  { host: 'www.coolmathgames.com', what: 'the school’s own entry' },
] as const

/** A permitted site with one part that the school has closed; the demo gets there without a page load. */
export const SPA = { host: 'app.lessons.test', forbiddenPath: '/arcade' } as const

/** Asked for when the browser starts again: a forbidden address given at launch. */
export const AT_LAUNCH = 'www.crazygames.com'

export const GROUP = 'year-9'

const everyDay = { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }

/**
 * The sample school's policy, made the same at every hour: the demo must show the same on a Sunday night. Otherwise
 * lunch would open the games and a weekend would record no visits.
 */
export function demoPolicy(): PolicyDocument {
  const policy = structuredClone(sample) as unknown as PolicyDocument
  const group = policy.groups[GROUP]
  if (!group) throw new Error(`The sample policy has no group ${GROUP}`)
  const arcade = {
    kind: 'path',
    host: SPA.host,
    path: SPA.forbiddenPath,
    action: 'block',
    clause: 'games',
  } as const
  const changed = {
    ...group,
    timetable: [],
    recording: { ...group.recording, hours: [everyDay] },
    entries: [...group.entries, arcade],
  }
  return { ...policy, groups: { ...policy.groups, [GROUP]: changed } }
}
