/**
 * Puts compiled rules into the browser: the whole set in one change or not at all, one change after another. When
 * the browser refuses a rule, the set goes in without it only if the rule would have opened something; a set that
 * would lose a protection stays out and the last good one stays in.
 */

import type { Rule } from './draft.ts'
import { layerOf, setOf, SETS, type LayerName, type SetName } from './ids.ts'
import { idsOf, markerRule, readMarker } from './marker.ts'
import type { CompiledRules } from './number.ts'
import type { RulesPort } from './port.ts'
import { oneAtATime } from './queue.ts'

export interface RuleProblem {
  /** Absent when the browser did not name a rule. */
  readonly ruleId?: number
  readonly layer?: LayerName
  /** The browser's own words. */
  readonly message: string
  /**
   * `left-out`: the rest is applied without this rule. `kept-last`: nothing was applied, the last good set holds.
   */
  readonly outcome: 'left-out' | 'kept-last'
}

export interface Applied {
  readonly outcome: 'applied' | 'unchanged' | 'kept-last'
  /** What is in the browser now; undefined when that is nothing of ours. */
  readonly marker: string | undefined
  readonly problems: readonly RuleProblem[]
}

export interface RulesApplier {
  /** Never rejects. Calls run one after another; the last one wins. */
  readonly apply: (compiled: CompiledRules) => Promise<Applied>
  /** As `apply`, but compiles only when the browser does not hold the set with this marker already. */
  readonly ensure: (marker: string, make: () => CompiledRules | Promise<CompiledRules>) => Promise<Applied>
  /** What is in the browser, cheaply; undefined when that is nothing of ours. */
  readonly applied: () => Promise<string | undefined>
}

export function rulesApplier(port: RulesPort, set: SetName = 'policy'): RulesApplier {
  const inTurn = oneAtATime()
  return {
    apply: (compiled) => inTurn(() => applyNow(port, set, compiled.marker, () => compiled)),
    ensure: (marker, make) => inTurn(() => applyNow(port, set, marker, make)),
    applied: async () => (await current(port, set))?.marker,
  }
}

const current = async (port: RulesPort, set: SetName) => readMarker((await port.getDynamic([SETS[set]]))[0])

async function applyNow(
  port: RulesPort,
  set: SetName,
  marker: string,
  make: () => CompiledRules | Promise<CompiledRules>,
): Promise<Applied> {
  let before: Awaited<ReturnType<typeof current>>
  const problems: RuleProblem[] = []
  try {
    before = await current(port, set)
    if (before?.marker === marker) return { outcome: 'unchanged', marker, problems }
    const compiled = await make()
    const removeRuleIds = before ? idsOf(set, before.counts) : await idsIn(port, set)
    // A set that lacks a rule has not the marker of the whole one, so every later call tries for the whole again.
    const failed = await swap(port, set, removeRuleIds, compiled, before?.marker, problems)
    if (failed === undefined) {
      const applied = problems.length === 0 ? compiled.marker : partial(compiled.marker)
      const outcome = before?.marker === applied ? 'unchanged' : 'applied'
      return { outcome, marker: applied, problems }
    }
    problems.push(failed)
  } catch (error) {
    problems.push({ message: messageOf(error), outcome: 'kept-last' })
  }
  return { outcome: 'kept-last', marker: before?.marker, problems }
}

/** Without a marker nobody knows what is there: every rule of the set goes, and those of the others stay. */
const idsIn = async (port: RulesPort, set: SetName): Promise<number[]> =>
  (await port.getDynamic()).map(({ id }) => id).filter((id) => setOf(id) === set)

/** Swaps, leaving out what the browser refuses and may be left out. Returns the problem that stopped it, if any. */
async function swap(
  port: RulesPort,
  set: SetName,
  removeRuleIds: number[],
  { rules, marker, counts }: CompiledRules,
  before: string | undefined,
  problems: RuleProblem[],
): Promise<RuleProblem | undefined> {
  const nothingHolds = before === undefined || before === partial(marker)
  let addRules = [...rules]
  for (;;) {
    try {
      await port.updateDynamic({ removeRuleIds, addRules })
      return undefined
    } catch (error) {
      const refused = await findRefused(port, addRules, messageOf(error))
      // With nothing in the browser yet, most of the protection is better than none of it.
      const mayGo = (rule: Rule) => nothingHolds || opens(rule)
      const blamed = refused.find(({ rule }) => !mayGo(rule)) ?? refused[0]
      if (blamed === undefined) return { message: messageOf(error), outcome: 'kept-last' }
      if (!mayGo(blamed.rule)) return problemOf(blamed, 'kept-last')
      for (const one of refused) problems.push(problemOf(one, 'left-out'))
      const gone = new Set(refused.map(({ rule }) => rule.id))
      addRules = [
        ...addRules.filter((rule) => !gone.has(rule.id) && rule.id !== SETS[set]),
        markerRule(set, partial(marker), counts.layers),
      ]
    }
  }
}

/** The marker of a set that had to go in without some of its rules. */
const partial = (marker: string): string => `${marker}/partial`

interface Refused {
  readonly rule: Rule
  readonly message: string
}

/** The rule that the message names and every regular expression that the browser will not have. */
async function findRefused(port: RulesPort, rules: readonly Rule[], message: string): Promise<Refused[]> {
  const named = Number(/\bid (\d+)\b/.exec(message)?.[1])
  const refused: Refused[] = rules.filter((rule) => rule.id === named).map((rule) => ({ rule, message }))
  for (const rule of rules) {
    const { regexFilter } = rule.condition
    if (regexFilter === undefined || rule.id === named) continue
    if (!(await port.isRegexSupported(regexFilter)))
      refused.push({
        rule,
        message: `The browser does not support the expression of rule ${rule.id}: ${regexFilter}`,
      })
  }
  return refused
}

const opens = ({ action }: Rule): boolean => action.type === 'allow' || action.type === 'allowAllRequests'

function problemOf({ rule, message }: Refused, outcome: RuleProblem['outcome']): RuleProblem {
  const layer = layerOf(rule.id)
  return { ruleId: rule.id, ...(layer === undefined ? {} : { layer }), message, outcome }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
