// @vitest-environment happy-dom
/** The page with somebody else before it, left alone, without a worker; and what is always there. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { IDLE_MS } from '../parts/use-cover.ts'
import { lookAgain, press, show, startOf } from './testing-report.tsx'

afterEach(cleanup)

describe('another person at the same page', () => {
  const ben = () =>
    startOf({ who: 'person ben@hill.test', sender: { name: 'ben@hill.test', group: 'Year 5' } })

  it('finds nothing of what was written before, as soon as the page is looked at', async () => {
    const { worker, over, kept } = show({ draft: { kind: 'saw', step: 'words' } })
    fireEvent.input(await screen.findByRole('textbox'), { target: { value: 'She cries' } })
    await waitFor(() =>
      expect(kept.at(-1)).toMatchObject({ who: 'person ada@hill.test', words: 'She cries' }),
    )
    worker.start = ben()
    lookAgain()
    await screen.findByText('What do you want to tell us?')
    await waitFor(() => expect(over).toHaveBeenCalledOnce())
    await press('Something I saw')
    expect(await screen.findByRole('textbox')).toHaveProperty('value', '')
    expect(document.querySelector('canvas')).toBeNull()
    expect(screen.queryByText('https://a.test/x')).toBeNull()
  })

  it('sends nothing of it in their name', async () => {
    const { worker, box, over } = show({ draft: { kind: 'saw', step: 'who', words: 'She cries' } })
    await screen.findByRole('button', { name: 'Send it' })
    worker.start = ben()
    await press('Send it')
    await screen.findByText('What do you want to tell us?')
    await screen.findByText(/Someone else is signed in now/)
    expect(box.keep).not.toHaveBeenCalled()
    await waitFor(() => expect(over).toHaveBeenCalledOnce())
  })

  it('nor after a reload', async () => {
    const { over } = show({
      start: ben(),
      draft: { kind: 'saw', step: 'words', who: 'person ada@hill.test' },
    })
    await screen.findByText('What do you want to tell us?')
    await waitFor(() => expect(over).toHaveBeenCalledOnce())
  })

  it('the same person loses nothing by looking elsewhere, and sends with a worker that hangs by then', async () => {
    const { worker, ask, box } = show({ draft: { kind: 'saw', step: 'who', words: 'She cries' } })
    await screen.findByRole('button', { name: 'Send it' })
    lookAgain()
    await waitFor(() => expect(ask.mock.calls.filter(([type]) => type === 'concern.start')).toHaveLength(2))
    vi.useFakeTimers()
    try {
      worker.hangs = true
      fireEvent.click(screen.getByRole('button', { name: 'Send it' }))
      await vi.advanceTimersByTimeAsync(5_000)
    } finally {
      vi.useRealTimers()
    }
    await screen.findByText('Thank you for telling us')
    expect(box.keep.mock.calls[0]?.[0]).toMatchObject({ who: 'person ada@hill.test' })
  })
})

describe('a page that is left', () => {
  it('covers itself, and what was written is there when it is shown again', async () => {
    vi.useFakeTimers()
    try {
      show({ draft: { kind: 'friend', step: 'words', words: 'She cries' } })
      await vi.advanceTimersByTimeAsync(IDLE_MS - 1000)
      expect(screen.getByDisplayValue('She cries')).toBeDefined()
      await vi.advanceTimersByTimeAsync(2000)
      expect(document.body.textContent).not.toMatch(/friend|What happened|999/)
    } finally {
      vi.useRealTimers()
    }
    await press('Show it again')
    await screen.findByDisplayValue('She cries')
  })
})

describe('a worker that hangs', () => {
  it('leaves no child before an empty page; one that has answered is not waited for', async () => {
    vi.useFakeTimers()
    try {
      show()
      await vi.advanceTimersByTimeAsync(60_000)
      expect(screen.getByText('What do you want to tell us?')).toBeDefined()
      cleanup()
      show({ hangs: true })
      await vi.advanceTimersByTimeAsync(60_000)
      expect(screen.getByText('We can not send this right now')).toBeDefined()
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('always', () => {
  it('there is 999 and Childline, before any answer and without one', async () => {
    show({ start: null })
    expect(screen.getByRole('link', { name: 'Call 999' }).getAttribute('href')).toBe('tel:999')
    expect(screen.getByRole('link', { name: 'Childline: 0800 1111' })).toBeDefined()
    await screen.findByText('We can not send this right now')
  })

  it('Esc hides the page, and what it says is not in sight', async () => {
    show({ draft: { kind: 'friend', step: 'words' } })
    fireEvent.input(await screen.findByRole('textbox'), { target: { value: 'She cries' } })
    fireEvent.keyDown(document.body, { key: 'Escape' })
    await screen.findByText('This page is hidden')
    expect(document.body.textContent).not.toMatch(/friend|What happened|999/)
    await press('Show it again')
    await screen.findByDisplayValue('She cries')
    expect(document.title).toBe('Kerb')
  })

  it('where the school has set up nothing, says whom to ask and sends nothing', async () => {
    const { box } = show({ start: startOf({ setUp: false, keys: [] }) })
    await screen.findByText('Please tell an adult you trust')
    expect(screen.getByText('Mrs Patel')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Send it' })).toBeNull()
    expect(box.keep).not.toHaveBeenCalled()
  })
})

it('a device that has no keys yet says that, and asks again', async () => {
  const { worker, ask } = show({ start: startOf({ setUp: false, keys: [], pinned: true }) })
  await screen.findByText('Kerb is not ready yet')
  expect(screen.queryByText(/has not set this page up/)).toBeNull()
  worker.start = startOf()
  await press('Try again')
  await screen.findByText('What do you want to tell us?')
  expect(ask.mock.calls.filter(([type]) => type === 'concern.start')).toHaveLength(2)
})

describe('my reports', () => {
  it('are shown after a tap, and away again when another window is looked at', async () => {
    const { ask } = show({ view: 'mine' })
    await screen.findByRole('heading', { name: 'My reports' })
    expect(ask.mock.calls.map(([type]) => type)).not.toContain('concern.refresh')
    await press('Show my reports')
    await screen.findByText('There are no reports from you on this computer.')
    await screen.findByText(/We could not ask your school/)
    fireEvent(window, new Event('blur'))
    await waitFor(() => expect(screen.queryByText(/There are no reports/)).toBeNull())
  })
})
