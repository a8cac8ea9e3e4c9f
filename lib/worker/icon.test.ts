import { expect, test } from 'vitest'
import type { IconState } from '../ui/icon-state.ts'
import { Icon } from './icon.ts'

const state = (title: string): IconState => ({
  path: { '16': 'a.png', '32': 'b.png', '48': 'c.png' },
  badge: '',
  badgeColour: '#000',
  title,
})

function browser() {
  const session = new Map<string, unknown>()
  const drawn: string[] = []
  let refuses = false
  const port = {
    get: async <T>(key: string) => session.get(key) as T | undefined,
    set: async (key: string, value: unknown) => void session.set(key, value),
  }
  const draw = async ({ title }: IconState) => {
    if (refuses) throw new Error('no icon')
    drawn.push(title)
  }
  return { drawn, worker: () => new Icon(port, draw), refuse: (now: boolean) => (refuses = now) }
}

test('the icon is drawn once for a browser session, and again when it says something else', async () => {
  const { drawn, worker } = browser()
  await worker().show(state('protected'))
  await worker().show(state('protected'))
  expect(drawn).toEqual(['protected'])
  await worker().show(state('problem'))
  await worker().show(state('protected'))
  expect(drawn).toEqual(['protected', 'problem', 'protected'])
})

test('one that the browser refused is drawn at the next chance', async () => {
  const { drawn, worker, refuse } = browser()
  refuse(true)
  await expect(worker().show(state('protected'))).rejects.toThrow('no icon')
  refuse(false)
  await worker().show(state('protected'))
  expect(drawn).toEqual(['protected'])
})

test('two at once are drawn in turn, and what is remembered is what shows', async () => {
  const { drawn, worker } = browser()
  const icon = worker()
  await Promise.all([icon.show(state('setting up')), icon.show(state('protected'))])
  await worker().show(state('protected'))
  expect(drawn).toEqual(['setting up', 'protected'])
})

test('one that was half drawn is drawn again, whatever was remembered', async () => {
  const { drawn, worker, refuse } = browser()
  await worker().show(state('problem'))
  refuse(true)
  await expect(worker().show(state('protected'))).rejects.toThrow('no icon')
  refuse(false)
  await worker().show(state('problem'))
  expect(drawn).toEqual(['problem', 'problem'])
})
