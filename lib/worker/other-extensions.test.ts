import { expect, test } from 'vitest'
import type { OtherExtension } from '../doctor/others.ts'
import { OtherExtensions } from './other-extensions.ts'
import type { Problem } from './problems.ts'

const tunnel: OtherExtension = { id: 't', name: 'Tunnel', permissions: ['proxy'], isOn: true, by: 'person' }
const pen: OtherExtension = { id: 'p', name: 'Pen', permissions: ['storage'], isOn: true, by: 'person' }

function stage(all: OtherExtension[], refuses = false) {
  const told: Problem[] = []
  const others = new OtherExtensions({
    all: () => Promise.resolve(all),
    switchOff: (id) => {
      if (refuses) return Promise.reject(new Error('not now'))
      const at = all.findIndex((one) => one.id === id)
      all.splice(at, 1, { ...(all[at] ?? tunnel), isOn: false })
      return Promise.resolve()
    },
    problems: { set: (_source, found) => void told.splice(0, told.length, ...found) },
  })
  return { others, told, all }
}

test('a detour goes off, is told of as long as it is there, and others stay as they are', async () => {
  const { others, told, all } = stage([tunnel, pen])
  await others.look()
  await others.look()
  expect(all.map(({ isOn }) => isOn)).toEqual([false, true])
  expect(told.map(({ code }) => code)).toEqual(['extension:switched-off'])
})

test('one that the browser does not let go is told of as what it is', async () => {
  const { others, told } = stage([tunnel], true)
  await others.look()
  expect(told).toMatchObject([{ code: 'extension:powerful' }])
  expect(told[0]?.detail).not.toContain('switched off')
})
