// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, it, vi } from 'vitest'
import type { CoverState } from '../../messages/cover.ts'
import type { Ask } from '../../messages/send.ts'
import { WordsProvider } from '../i18n/context.ts'
import { createWords } from '../i18n/words.ts'
import { CoverGate } from './CoverGate.tsx'

function show(first: CoverState, more: { answers?: boolean; fails?: boolean } = {}) {
  const world = { state: first, fails: more.fails ?? false }
  let hear = (): void => {}
  const cover = {
    state: () => (world.fails ? Promise.reject(new Error('no storage')) : Promise.resolve(world.state)),
    news: (heard: () => void) => {
      hear = heard
      return () => {}
    },
  }
  const asked = vi.fn((type: string) =>
    more.answers === false
      ? Promise.reject(new Error('no worker'))
      : Promise.resolve(type === 'cover' ? { person: 'amy@hill.test', lifelines: [] } : {}),
  )
  const again = vi.fn()
  const leave = vi.fn()
  const tell = vi.fn()
  const writer = { is: vi.fn(async () => {}), isNot: vi.fn(async () => {}) }
  const { container } = render(
    <WordsProvider value={createWords()}>
      <CoverGate
        ask={asked as unknown as Ask}
        cover={cover}
        again={again}
        leave={leave}
        tell={tell}
        writer={writer}
      >
        <main>My secret</main>
      </CoverGate>
    </WordsProvider>,
  )
  const becomes = (state: CoverState) => {
    world.state = state
    return act(async () => hear())
  }
  return { asked, again, leave, tell, writer, container, becomes }
}

afterEach(cleanup)

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

it('draws nothing of the page before it is known, nor while it is covered', async () => {
  const { container, becomes, again } = show(null)
  expect(container.innerHTML).not.toContain('My secret')
  await screen.findByText('My secret')
  await becomes({ forgotten: false })
  expect(container.innerHTML).not.toContain('My secret')
  await screen.findByRole('heading', { level: 1, name: 'Is this still you?' })
  await screen.findByText('amy@hill.test')
  // What it held before is not shown again as it is: the page is loaded anew.
  await becomes(null)
  expect(container.innerHTML).not.toContain('My secret')
  expect(again).toHaveBeenCalledOnce()
})

it('says who it is, one way or the other; another person is led away', async () => {
  const { asked, leave, tell } = show({ forgotten: false })
  await screen.findByText('amy@hill.test')
  press('Yes, it is me')
  await waitFor(() => expect(asked).toHaveBeenCalledWith('cover.answer', { same: true }))
  expect(leave).not.toHaveBeenCalled()
  press('No')
  await waitFor(() => expect(leave).toHaveBeenCalledOnce())
  expect(asked).toHaveBeenLastCalledWith('cover.answer', { same: false })
  press('Tell someone')
  expect(tell).toHaveBeenCalledOnce()
})

it('a report that was begun under a cover asks for its writer, in nobody’s name, and says nothing of anybody else', async () => {
  const { asked, again, leave, writer } = show({ forgotten: true, isWriters: true })
  await screen.findByRole('heading', { level: 1, name: 'Are you the one who was writing?' })
  await waitFor(() => expect(asked).toHaveBeenCalledWith('cover', {}))
  expect(screen.queryByText('amy@hill.test')).toBeNull()
  press('Yes, it is me')
  await waitFor(() => expect(again).toHaveBeenCalledOnce())
  expect(writer.is).toHaveBeenCalledOnce()
  press('No')
  await waitFor(() => expect(writer.isNot).toHaveBeenCalledOnce())
  expect(leave).not.toHaveBeenCalled()
  expect(asked.mock.calls.every(([type]) => type === 'cover')).toBe(true)
})

it('what is the first one’s stays covered for the next', async () => {
  const { container } = show({ forgotten: true })
  await screen.findByText('This page belongs to the person who was here before.')
  expect(container.innerHTML).not.toContain('My secret')
  // What they have told themselves, they may look for.
  expect(screen.getByRole('link', { name: 'My reports' }).getAttribute('href')).toBe('/report.html?mine')
  cleanup()
  show({ forgotten: false })
  await screen.findByText('amy@hill.test')
  expect(screen.queryByRole('link', { name: 'My reports' })).toBeNull()
})

it('a page that the other person left is loaded anew for the next one', async () => {
  const { container, becomes, again } = show({ forgotten: false })
  await screen.findByText('amy@hill.test')
  await becomes(null)
  expect(again).toHaveBeenCalledOnce()
  expect(container.innerHTML).not.toContain('My secret')
})

it('stays covered where the state cannot be read or the worker does not answer', async () => {
  const { container } = show(null, { fails: true })
  await screen.findByRole('heading', { name: 'Is this still you?' })
  expect(container.innerHTML).not.toContain('My secret')
  cleanup()
  show({ forgotten: false }, { answers: false })
  await screen.findByRole('button', { name: 'Yes, it is me' })
  press('Yes, it is me')
  await screen.findByRole('alert')
})
