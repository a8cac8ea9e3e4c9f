/** The compiled rules at work on real requests: what reaches the test web server, and what does not. */
import { expect, test } from 'vitest'
import { rulesApplier } from '../../lib/rules/apply.ts'
import { compile } from '../../lib/rules/compile.ts'
import { continuedWarnings } from '../../lib/rules/continued.ts'
import { pathRegex } from '../../lib/rules/paths.ts'
import { exactly } from '../../lib/time/now.ts'
import { NO_LISTS, plainLists } from '../fixtures/plain-lists.ts'
import type { PlainLists } from '../fixtures/plain-lists.ts'
import { plainPolicy } from '../fixtures/policies.ts'
import { seed } from '../rig/budget.ts'
import { workerPort } from './dnr/port.ts'
import { NOW, rulesStage } from './dnr/stage.ts'
import { worlds } from './dnr/worlds.ts'

const stage = rulesStage(['*.test', '*.example'])

test('real navigations do what the browser says it would do', async () => {
  const from = seed()
  let visited = 0
  for (const [i, { policy, lists, now, addresses }] of worlds(from, 6, 60).entries()) {
    if (i % 2 === 1) continue
    await stage.browser.apply(compile(policy, plainLists(lists), now).rules)
    const plain = addresses.filter((url) => /^https?:\/\/[^/:[]*[a-z]\//.test(url)).slice(0, 15)
    const expected = await stage.browser.settle(plain, 'main_frame')
    for (const [j, url] of plain.entries()) {
      const did = await stage.visit(url)
      expect([url, did]).toEqual([url, expected[j]?.action === 'block' ? 'blocked' : 'loaded'])
      visited += 1
    }
  }
  expect(visited).toBeGreaterThan(20)
})

test('a blocked host is not asked for anything: page, frame, script, picture, fetch, socket', async () => {
  await stage.enforce({ entries: [{ kind: 'suffix', host: 'bad.test', action: 'block' }] })
  stage.web.on(
    'good.test',
    '/',
    `<iframe src="http://bad.test/frame"></iframe><script src="http://www.bad.test/script"></script>
     <img src="http://bad.test:80/picture"><link rel="stylesheet" href="http://bad.test./style">`,
  )
  expect(await stage.visit('http://bad.test/')).toBe('blocked')
  await stage.page.goto('http://good.test/', { waitUntil: 'load' })
  const failures = await stage.page.evaluate(async () => {
    const fetched = await fetch('http://bad.test/fetch', { mode: 'no-cors' }).then(
      () => 'came',
      () => 'refused',
    )
    const socket = new WebSocket('ws://bad.test/socket')
    const opened = await new Promise((resolve) => {
      socket.addEventListener('open', () => resolve('came'))
      socket.addEventListener('error', () => resolve('refused'))
    })
    return [fetched, opened, navigator.sendBeacon('http://bad.test/beacon')]
  })
  expect(failures.slice(0, 2)).toEqual(['refused', 'refused'])
  expect(await stage.visit('http://good.test/end')).toBe('loaded')
  expect(stage.web.leaked(['bad.test', 'bad.test.'])).toBe(0)
})

test('a path is blocked under its disguises, and nothing else is', async () => {
  await stage.enforce({ entries: [{ kind: 'path', host: 'site.test', path: '/Games/old', action: 'block' }] })
  const disguised = ['/games/old', '/GAMES/old/x', '//games///old?q', '/%67ames/%4Fld', '/a/../games/./old#x']
  for (const path of [...disguised, '/games;a=b/old', '/games/old;a']) {
    expect([path, await stage.visit(`http://www.site.test${path}`)]).toEqual([path, 'blocked'])
  }
  for (const path of ['/games', '/games/older', '/games/ol', '/x/games/old', '/?/games/old']) {
    expect([path, await stage.visit(`http://site.test${path}`)]).toEqual([path, 'loaded'])
  }
  expect(stage.web.log.filter(({ path }) => /old(?!er)/i.test(path) && !/^\/(x|\?)/.test(path))).toEqual([])
})

test('a lifeline loads all that its pages load, and opens nothing else', async () => {
  await stage.enforce(
    { unknownHosts: 'block', entries: [{ kind: 'suffix', host: 'parts.test', action: 'block' }] },
    { lifelines: ['help.test'] },
  )
  stage.web.on(
    'help.test',
    '/',
    `<script src="http://parts.test/script"></script><iframe src="http://parts.test/frame"></iframe>`,
  )
  await stage.page.goto('http://help.test/', { waitUntil: 'load' })
  expect(
    stage.web
      .seen('parts.test')
      .map(({ path }) => path)
      .sort(),
  ).toEqual(['/frame', '/script'])
  expect(await stage.visit('http://www.help.test/')).toBe('blocked')
  expect(await stage.visit('http://parts.test/')).toBe('blocked')
})

test('a continued warning opens that host until it is closed again, and nothing that is blocked', async () => {
  const port = workerPort(stage.browser.worker)
  const warnings = continuedWarnings(port)
  const lists = {
    categories: [
      ['warn.test', ['forums']],
      ['stop.test', ['adult']],
    ] as PlainLists['categories'],
  }
  await stage.enforce({}, lists)
  expect(await stage.visit('http://warn.test/')).toBe('blocked')
  await warnings.continueWarning('warn.test', NOW.at + 60_000)
  await warnings.continueWarning('stop.test', NOW.at + 60_000)
  expect(await stage.visit('http://warn.test/')).toBe('loaded')
  expect(await stage.visit('http://www.warn.test/')).toBe('blocked')
  expect(await stage.visit('http://stop.test/')).toBe('blocked')
  await warnings.continueWarning('nobody.test', NOW.at + 60_000)
  await stage.enforce({ unknownHosts: 'warn' }, lists)
  expect(await stage.visit('http://nobody.test/')).toBe('loaded')
  expect(await stage.visit('http://somebody.test/')).toBe('blocked')
  await stage.enforce({ unknownHosts: 'block' }, lists)
  expect(await stage.visit('http://nobody.test/')).toBe('blocked')
  expect(await stage.visit('http://warn.test/')).toBe('loaded')
  expect(await warnings.prune(exactly(NOW.at + 59_999))).toEqual([])
  expect((await warnings.prune(exactly(NOW.at + 60_000))).map(({ host }) => host).sort()).toEqual([
    'nobody.test',
    'stop.test',
    'warn.test',
  ])
  expect(await stage.visit('http://warn.test/')).toBe('blocked')
})

test('the whole set goes in or the last good one stays', async () => {
  const port = workerPort(stage.browser.worker)
  const { apply, applied } = rulesApplier(port)
  const block = (host: string, version: string) =>
    compile(
      plainPolicy({ version, entries: [{ kind: 'suffix', host, action: 'block' }] }),
      plainLists(NO_LISTS),
      NOW,
    )
  const first = block('one.test', '1')
  expect(await apply(first)).toEqual({ outcome: 'applied', marker: first.marker, problems: [] })
  expect(await apply(first)).toEqual({ outcome: 'unchanged', marker: first.marker, problems: [] })

  const second = block('two.test', '2')
  const broken = {
    ...second,
    rules: [...second.rules, { ...second.rules[1]!, id: 499_999, condition: { regexFilter: '(' } }],
  }
  const refused = await apply(broken)
  expect(refused.outcome).toBe('kept-last')
  expect(refused.problems[0]).toMatchObject({ ruleId: 499_999, layer: 'own', outcome: 'kept-last' })
  expect(await applied()).toBe(first.marker)
  expect(await stage.visit('http://one.test/')).toBe('blocked')
  expect(await stage.visit('http://two.test/')).toBe('loaded')

  const opening = { id: 499_999, action: { type: 'allow' as const }, condition: { regexFilter: 'a{1000}' } }
  const without = await apply({ ...second, rules: [...second.rules, opening] })
  expect(without.outcome).toBe('applied')
  expect(without.problems).toMatchObject([{ ruleId: 499_999, outcome: 'left-out' }])
  expect(await stage.visit('http://one.test/')).toBe('loaded')
  expect(await stage.visit('http://two.test/')).toBe('blocked')
})

test('every expression that a path entry may become fits the browser', async () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789-_.~%'
  const paths: string[] = []
  for (let segments = 1; segments <= 12; segments++) {
    for (let length = 2 * segments; length <= 100; length += 3) {
      const share = Math.floor(length / segments) - 1
      const segment = (n: number) =>
        Array.from({ length: share }, (_, k) => letters[(n * 7 + k * 11) % letters.length]).join('')
      paths.push(`/${Array.from({ length: segments }, (_, n) => segment(n)).join('/')}`)
    }
  }
  const made = paths
    .flatMap((path) => [pathRegex(path, 'block'), pathRegex(path, 'allow')])
    .filter((r) => r !== undefined)
  expect(made.length).toBeGreaterThan(300)
  expect(await stage.browser.unsupported(made)).toEqual([])
})
