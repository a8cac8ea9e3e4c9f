import { expect, test } from 'vitest'
import { createRouter } from '../messages/router.ts'
import type { Handlers } from '../messages/router.ts'
import { FloodError } from './floods.ts'
import { watched } from './message-faults.ts'
import { ground } from './testing.ts'

const own = { id: 'kerb', origin: 'chrome-extension://kerb' }
const popup = { id: 'kerb', url: 'chrome-extension://kerb/popup.html', origin: own.origin }

test('a handler that fails is a problem, by its name alone; an asker’s own fault is none', async () => {
  const { faults, problems } = ground()
  const handlers = {
    status: () => {
      throw new TypeError('https://secret.test/')
    },
  } as unknown as Handlers
  const route = watched((onRefused) => createRouter(handlers, own, onRefused), faults)
  expect(await route({ kerb: 'status', body: {} }, popup)).toMatchObject({ ok: false, error: 'failed' })
  expect(problems.all()).toEqual([{ code: 'fault:message-status', detail: 'TypeError' }])
  expect(await route({ kerb: 'nothing', body: {} }, popup)).toMatchObject({ ok: false, error: 'unknown' })
  expect(await route({ kerb: 'status', body: {} }, { id: 'other' })).toMatchObject({ ok: false })
  expect(problems.all()).toHaveLength(1)
  expect(route('not ours', popup)).toBeUndefined()
})

test('a page that asks without end is no problem of ours', async () => {
  const { faults, problems } = ground()
  const handlers = { status: () => Promise.reject(new FloodError('x')) } as unknown as Handlers
  const route = watched((onRefused) => createRouter(handlers, own, onRefused), faults)
  expect(await route({ kerb: 'status', body: {} }, popup)).toMatchObject({ ok: false, error: 'failed' })
  expect(problems.all()).toEqual([])
})

test('it is over when the same question is answered', async () => {
  const { faults, problems } = ground()
  faults.note('message-status', new Error('x'))
  faults.note('message-settings', new Error('x'))
  const route = watched(() => async () => ({ ok: true, body: {} }), faults)
  await route({ kerb: 'status', body: {} }, popup)
  expect(problems.all().map(({ code }) => code)).toEqual(['fault:message-settings'])
})
