/**
 * Hosts whose pages start no workers. A socket that a SharedWorker or a service worker opens is invisible to every rule
 * (crbug 40808791), so on a host that was found or is suspected to be an unblocker none may start: its documents say
 * so, and the scripts of workers, which no tab asks for, do not load. Rules by tab exist only for the browser session;
 * what was put there is read back from them.
 */
import { FRAMES, type Rule, type RuleCondition, type Where } from './draft.ts'
import { LAYERS, priorityOf } from './ids.ts'
import type { RulesPort } from './port.ts'
import { NO_WORKERS, placesOf, type Closed } from './quarantine.ts'
import { oneAtATime } from './queue.ts'

/** No tab: what a worker is fetched for, and what it fetches. */
const NO_TAB = -1
/** More suspects than one person meets in a session; the oldest go first. */
const MOST_WATCHED = 200
const [FIRST, LAST] = LAYERS.workers.ids
const WATCHED = { pages: FIRST, scripts: FIRST + 1 } as const
const FIRST_OF_QUARANTINE = FIRST + 10

export interface WorkerRules {
  /** From now until the browser session ends the host starts no workers. @returns false where that was so already */
  watch(host: string): Promise<boolean>
  /** The same for what is quarantined, in place of what was before. @returns whether that is news */
  follow(places: readonly Closed[]): Promise<boolean>
  watched(): Promise<readonly string[]>
}

export function workerRules(port: RulesPort): WorkerRules {
  const inTurn = oneAtATime()
  return {
    watch: (host) => inTurn(() => watch(port, host)),
    follow: (places) => inTurn(() => follow(port, places)),
    watched: async () => hostsIn(await ours(port)),
  }
}

async function watch(port: RulesPort, host: string): Promise<boolean> {
  const before = hostsIn(await ours(port))
  if (before.includes(host)) return false
  const hosts = [...before, host].slice(-MOST_WATCHED)
  const addRules = [
    rule(WATCHED.pages, NO_WORKERS, { requestDomains: hosts, resourceTypes: FRAMES }),
    scripts(WATCHED.scripts, { condition: { requestDomains: hosts } }),
  ]
  await port.updateSession({ removeRuleIds: [WATCHED.pages, WATCHED.scripts], addRules })
  return true
}

async function follow(port: RulesPort, places: readonly Closed[]): Promise<boolean> {
  const before = (await ours(port)).filter(({ id }) => id >= FIRST_OF_QUARANTINE)
  const after = placesOf(places)
    .slice(0, LAST - FIRST_OF_QUARANTINE)
    .map((place, i) => scripts(FIRST_OF_QUARANTINE + i, place))
  if (wordOf(before) === wordOf(after)) return false
  await port.updateSession({ removeRuleIds: before.map(({ id }) => id), addRules: after })
  return true
}

/** What rules say, whatever else the browser writes into them. */
const wordOf = (rules: readonly Rule[]): string =>
  JSON.stringify(
    rules
      .toSorted((a, b) => a.id - b.id)
      .map(({ id, condition: { requestDomains, regexFilter, urlFilter } }) => [
        id,
        requestDomains?.toSorted(),
        regexFilter,
        urlFilter,
      ]),
  )

/** In the order in which they came. */
const hostsIn = (rules: readonly Rule[]): readonly string[] =>
  rules.find(({ id }) => id === WATCHED.pages)?.condition.requestDomains ?? []

const scripts = (id: number, { condition }: Where): Rule =>
  rule(id, { type: 'block' }, { ...condition, resourceTypes: ['script'], tabIds: [NO_TAB] })

const rule = (id: number, action: Rule['action'], condition: RuleCondition): Rule => ({
  id,
  priority: priorityOf('workers'),
  action,
  condition,
})

async function ours(port: RulesPort): Promise<Rule[]> {
  return (await port.getSession()).filter(({ id }) => id >= FIRST && id <= LAST)
}
