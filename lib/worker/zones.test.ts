import { expect, test, vi } from 'vitest'
import { stretchAt } from '../time/zone.ts'
import { Zones } from './zones.ts'

test('a fresh worker knows what an earlier one looked up, and asks Intl nothing', async () => {
  const session = new Map<string, unknown>()
  const port = {
    get: async <T>(key: string) => session.get(key) as T | undefined,
    set: async (key: string, value: unknown) => void session.set(key, structuredClone(value)),
  }
  const at = Date.UTC(2027, 5, 1)
  const first = stretchAt('Europe/Paris', at)
  await new Zones(port).keep()

  vi.resetModules()
  const fresh = await import('../time/zone.ts')
  const asked = vi.spyOn(Intl, 'DateTimeFormat')
  await new (await import('./zones.ts')).Zones(port).load()
  expect(fresh.stretchAt('Europe/Paris', at)).toEqual(first)
  expect(asked).not.toHaveBeenCalled()
  fresh.stretchAt('Europe/Paris', at + 200 * 24 * 3_600_000)
  expect(asked).toHaveBeenCalled()
  asked.mockRestore()
})

test('of one zone too it knows all: how it is now, and how it will be when the next school year begins', async () => {
  const session = new Map<string, unknown>()
  const port = {
    get: async <T>(key: string) => session.get(key) as T | undefined,
    set: async (key: string, value: unknown) => void session.set(key, structuredClone(value)),
  }
  const [now, later] = [Date.UTC(2026, 10, 25), Date.UTC(2027, 8, 1)]
  const first = [now, later].map((at) => stretchAt('Europe/London', at))
  expect(first.map((stretch) => stretch?.offset)).toEqual([0, 3_600_000])
  await new Zones(port).keep()

  vi.resetModules()
  const fresh = await import('../time/zone.ts')
  const asked = vi.spyOn(Intl, 'DateTimeFormat')
  const zones = new (await import('./zones.ts')).Zones(port)
  await zones.load()
  expect([now, later].map((at) => fresh.stretchAt('Europe/London', at))).toEqual(first)
  expect(asked).not.toHaveBeenCalled()
  session.clear()
  await zones.keep()
  expect(session.size).toBe(0)
  asked.mockRestore()
})

test('what is not readable is looked up anew', async () => {
  const port = { get: async () => 'nonsense' as never, set: async () => undefined }
  await new Zones(port).load()
  expect(stretchAt('Europe/Oslo', 0)).not.toBeNull()
})
