/** Continued warnings: read back from the rules themselves, closed when they may be over. */
import { expect, test } from 'vitest'
import { memoryRules } from '../../tests/fixtures/memory-rules.ts'
import { exactly } from '../time/now.ts'
import { continuedWarnings } from './continued.ts'
import { LAYERS } from './ids.ts'

test('survives the worker: another one reads what is open from the rules', async () => {
  const port = memoryRules()
  await continuedWarnings(port).continueWarning('Forum.Test', 5_000)
  await continuedWarnings(port).continueWarning('10.1.2.3', 4_000)
  const list = await continuedWarnings(port).list()
  expect(list).toEqual([
    { host: '10.1.2.3', until: 4_000 },
    { host: 'forum.test', until: 5_000 },
  ])
})

test('closes at the end, and already when only one of two doubtful times has reached it', async () => {
  const port = memoryRules()
  const warnings = continuedWarnings(port)
  await warnings.continueWarning('forum.test', 5_000)
  expect(await warnings.prune(exactly(4_999))).toEqual([])
  expect(await warnings.prune({ at: 4_000, candidates: [4_000, 5_000] })).toEqual([
    { host: 'forum.test', until: 5_000 },
  ])
  expect(port.session.size).toBe(0)
})

test('continuing again replaces the end, and keeps one set of rules a host', async () => {
  const port = memoryRules()
  const warnings = continuedWarnings(port)
  await warnings.continueWarning('one.test', 5_000)
  await warnings.continueWarning('one.test', 9_000)
  expect(await warnings.list()).toEqual([{ host: 'one.test', until: 9_000 }])
  expect(port.session.size).toBe(1)
})

test('at once for many, without an id twice, and never more than the browser takes', async () => {
  const port = memoryRules()
  const warnings = continuedWarnings(port)
  const hosts = Array.from({ length: 520 }, (_, i) => `h${i}.test`)
  await Promise.all(hosts.map((host, i) => warnings.continueWarning(host, 1_000 + i)))
  const open = await warnings.list()
  expect(open.length).toBe(500)
  expect(open[0]?.host).toBe('h20.test')
})

test('leaves session rules of other layers alone', async () => {
  const port = memoryRules()
  port.session.set(7, { id: 7, action: { type: 'block' }, condition: { urlFilter: 'x' } })
  await continuedWarnings(port).prune(exactly(0))
  expect([...port.session.keys()]).toEqual([7])
})

test('only lifts what stands below it', () => {
  const [band] = LAYERS.continued.priority
  expect(band).toBeGreaterThan(LAYERS.warned.priority[1])
  expect(band).toBeGreaterThan(LAYERS.unknownWarned.priority[1])
  expect(band).toBeLessThan(LAYERS.unknownBlocked.priority[0])
  expect(band).toBeLessThan(LAYERS.blocked.priority[0])
})

test('refuses what is no host', async () => {
  await expect(continuedWarnings(memoryRules()).continueWarning('not a host', 1)).rejects.toThrow(
    'Not a host',
  )
})
