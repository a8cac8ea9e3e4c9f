/**
 * What the browser does equals what `decide` says: random policies compiled to rules, put into a real browser, and
 * random addresses asked about there and here. KERB_SEED repeats a run.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compile } from '../../lib/rules/compile.ts'
import { compileLessons } from '../../lib/rules/lesson.ts'
import { compileQuarantine } from '../../lib/rules/quarantine.ts'
import { decide } from '../../lib/verdict/decide.ts'
import type { Target } from '../../lib/verdict/verdict.ts'
import { closesTooMuch } from '../fixtures/closes-too-much.ts'
import { plainLists } from '../fixtures/plain-lists.ts'
import { budget, seed } from '../rig/budget.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import { launchRulesBrowser } from './dnr/probe.ts'
import type { RequestType, RulesBrowser } from './dnr/probe.ts'
import { worlds } from './dnr/worlds.ts'
import type { World } from './dnr/worlds.ts'

const TYPES: readonly (readonly [RequestType, Target])[] = [
  ['main_frame', 'page'],
  ['sub_frame', 'frame'],
  ['script', 'resource'],
]

let web: TestWeb
let browser: RulesBrowser

beforeAll(async () => {
  web = await startWeb()
  browser = await launchRulesBrowser(web, ['*.test', '*.example', 'test', 'example'])
})
afterAll(async () => {
  await browser.close()
  await web.close()
})

interface Difference {
  readonly url: string
  readonly type: RequestType
  readonly decided: string
  readonly browser: string
  readonly reason: string
}

/** One line for each address on which the browser, with the world's rules in it, and `decide` differ. */
async function differences({ policy, lists: plain, now, addresses }: World): Promise<Difference[]> {
  const lists = plainLists(plain)
  const found: Difference[] = []
  for (const [type, target] of TYPES) {
    const settled = await browser.settle(addresses, type)
    for (const [i, url] of addresses.entries()) {
      const verdict = decide(url, policy, lists, now, target)
      // The rules cannot read what an address carries: that is the worker's.
      if (verdict.reason.kind === 'carried') continue
      const decided = verdict.action === 'allow' ? 'allow' : 'block'
      const did = settled[i]?.action ?? 'nothing'
      if (did !== decided) found.push({ url, type, decided, browser: did, reason: verdict.reason.kind })
    }
  }
  return found
}

test('the browser does what decide says', { timeout: 1_800_000 }, async () => {
  const from = seed()
  console.log(`Equivalence: KERB_SEED=${from}`)
  let asked = 0
  let blocked = 0
  for (const [i, world] of worlds(
    from,
    budget('equivalence-policies'),
    budget('equivalence-addresses'),
  ).entries()) {
    const lists = plainLists(world.lists)
    const { rules } = compile(world.policy, lists, world.now)
    const others = [compileLessons, compileQuarantine].flatMap((make) => make(world.policy, world.now).rules)
    await browser.apply([...rules, ...others])
    const found = (await differences(world)).filter((one) => !closesTooMuch(world.policy, one))
    expect(
      found.slice(0, 10),
      `world ${i}: ${JSON.stringify(world.policy)} ${JSON.stringify(world.lists)}`,
    ).toEqual([])
    asked += world.addresses.length * TYPES.length
    blocked += world.addresses.filter(
      (url) => decide(url, world.policy, lists, world.now).action !== 'allow',
    ).length
  }
  console.log(`Equivalence: ${asked} requests asked, ${blocked} pages of them stopped`)
  // A world in which everything or nothing loads would prove nothing.
  expect(blocked / (asked / TYPES.length)).toBeGreaterThan(0.1)
  expect(blocked / (asked / TYPES.length)).toBeLessThan(0.9)
})
