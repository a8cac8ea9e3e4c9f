// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Explanation } from '../../messages/protocol.ts'
import type { CoverState } from '../../messages/cover.ts'
import type { Ask } from '../../messages/send.ts'
import { WordsProvider } from '../i18n/context.ts'
import { createWords } from '../i18n/words.ts'
import { BlockedPage } from './BlockedPage.tsx'

const ADDRESS = 'https://games.test/'
const stopped: Explanation = {
  action: 'block',
  reasonKind: 'category',
  categoryId: 'games',
  remedy: 'ask',
  host: 'games.test',
  school: { name: 'Hill School', contact: 'it@hill.test' },
  group: 'Year 5',
  ageGroup: 'primary',
  source: 'server',
  timeZone: 'Europe/London',
  now: 0,
  lifelines: [],
  stillBlocked: true,
}

function show(
  explain: () => unknown,
  change: { address?: string | undefined; goOn?: boolean; cameBack?: boolean; cover?: CoverState } = {},
) {
  // Nobody can be asked from here: what asking looks like is tested beside it (lib/ui/asking).
  const others: Record<string, unknown> = {
    asking: { may: 'closed', waits: false },
    continue: { ok: change.goOn ?? false },
  }
  const asked = vi.fn((type: string) =>
    Promise.resolve().then(() => (type === 'explain' ? explain() : others[type])),
  )
  const goTo = vi.fn()
  const goBack = vi.fn()
  const tell = vi.fn()
  let hear = (): void => {}
  const news = (heard: () => void) => {
    hear = heard
    return () => {}
  }
  const address = 'address' in change ? change.address : ADDRESS
  render(
    <WordsProvider value={createWords()}>
      <BlockedPage
        address={address}
        ask={asked as unknown as Ask}
        askingNews={() => () => {}}
        news={news}
        goTo={goTo}
        goBack={goBack}
        tell={tell}
        cover={{ state: async () => change.cover ?? null, news: () => () => {} }}
        cameBack={() => change.cameBack ?? false}
      />
    </WordsProvider>,
  )
  return { asked, goTo, goBack, tell, hears: () => hear() }
}

const press = (name: string) => screen.getByRole('button', { name }).click()
afterEach(cleanup)

describe('BlockedPage', () => {
  it('under the cover stops what it stops, helps, and says nothing that is about one person', async () => {
    const pause = { reason: 'You hurt Ben.', from: 0, until: 9e9, open: ['maths.test'] }
    const lifelines = [{ name: 'Childline', url: 'https://a.test/', numbers: ['0800 1111'], forWhom: 'All' }]
    const paused = {
      ...stopped,
      reasonKind: 'suspension',
      suspension: pause,
      entryNote: pause.reason,
      lifelines,
    }
    const { asked } = show(() => paused, { cover: { forgotten: false } })
    await screen.findByRole('heading', { name: 'Is this still you?' })
    await screen.findByText('games.test')
    expect(document.body.textContent).not.toMatch(/paused|Ben|maths/)
    expect(document.body.textContent).toContain('0800 1111')
    screen.getByRole('button', { name: 'Tell someone' })
    press('Yes, it is me')
    await waitFor(() => expect(asked).toHaveBeenCalledWith('cover.answer', { same: true }))
    cleanup()
    const ordinary = show(() => stopped, { cover: { forgotten: true } })
    await screen.findByText('games.test')
    expect(ordinary.asked.mock.calls.map(([type]) => type)).not.toContain('asking')
  })

  it('leaves it to the worker to go on when the school’s rules change, so that the page is fetched once', async () => {
    let stillBlocked = true
    const { asked, goTo, hears } = show(() => ({ ...stopped, stillBlocked }))
    await screen.findByRole('heading', { level: 1 })
    stillBlocked = false
    const before = asked.mock.calls.length
    hears()
    await waitFor(() => expect(asked.mock.calls.length).toBeGreaterThan(before))
    await Promise.all(asked.mock.results.map(({ value }) => value as Promise<unknown>))
    expect(goTo).not.toHaveBeenCalled()
  })

  it('says what was stopped, and leaves by one press', async () => {
    const { goBack, goTo } = show(() => stopped)
    expect(await screen.findByRole('heading', { level: 1, name: 'This page is closed' })).toBeDefined()
    expect(screen.getByText('games.test')).toBeDefined()
    await waitFor(() => expect(document.title).toBe('Closed: games.test'))
    expect(screen.getByRole('link', { name: 'it@hill.test' }).getAttribute('href')).toBe(
      'mailto:it@hill.test',
    )
    press('Go back')
    expect(goBack).toHaveBeenCalledOnce()
    expect(goTo).not.toHaveBeenCalled()
  })

  it('goes on by itself when the address is open now', async () => {
    const { goTo } = show(() => ({ ...stopped, stillBlocked: false }))
    await waitFor(() => expect(goTo).toHaveBeenCalledWith(ADDRESS))
  })

  it('does not go round for ever: back again at once, it waits to be asked', async () => {
    const { goTo } = show(() => ({ ...stopped, stillBlocked: false }), { cameBack: true })
    await screen.findByRole('heading', { level: 1, name: 'This page is open now' })
    expect(goTo).not.toHaveBeenCalled()
    press('Open the page')
    expect(goTo).toHaveBeenCalledWith(ADDRESS)
  })

  it('stays closed when the worker does not answer, and asks again when told to', async () => {
    let answers = false
    const { goTo } = show(() => {
      if (!answers) throw new Error('no worker')
      return stopped
    })
    await screen.findByRole('heading', { level: 1, name: 'We could not check this page' })
    answers = true
    press('Try again')
    await screen.findByRole('heading', { level: 1, name: 'This page is closed' })
    expect(goTo).not.toHaveBeenCalled()
  })

  it('asks nothing and goes nowhere without an address', async () => {
    const { asked, goTo } = show(() => stopped, { address: undefined })
    await screen.findByRole('heading', { level: 1, name: 'This page is closed' })
    expect(asked).not.toHaveBeenCalled()
    expect(goTo).not.toHaveBeenCalled()
  })

  it('continues a warning only with the worker’s leave', async () => {
    const warned = { ...stopped, action: 'warn', remedy: 'continue' } as const
    const refused = show(() => warned)
    await screen.findByRole('button', { name: 'Continue to the page' })
    press('Continue to the page')
    await screen.findByRole('alert')
    expect(refused.goTo).not.toHaveBeenCalled()
    cleanup()
    const allowed = show(() => warned, { goOn: true })
    await screen.findByRole('button', { name: 'Continue to the page' })
    press('Continue to the page')
    await waitFor(() => expect(allowed.goTo).toHaveBeenCalledWith(ADDRESS))
    expect(allowed.asked).toHaveBeenCalledWith('continue', { url: ADDRESS })
  })

  it('asks again when the page is looked at again', async () => {
    let open = false
    const { goTo } = show(() => ({ ...stopped, stillBlocked: !open }))
    await screen.findByRole('heading', { level: 1, name: 'This page is closed' })
    open = true
    document.dispatchEvent(new Event('visibilitychange'))
    await waitFor(() => expect(goTo).toHaveBeenCalledWith(ADDRESS))
  })

  it('tells of a pause in full, and of another end as soon as the school says so', async () => {
    const day = 86_400_000
    const suspension = {
      reason: 'You used a friend’s password.',
      from: 0,
      until: 3 * day,
      open: ['maths.test'],
    }
    let until = 3 * day
    const { tell, hears } = show(() => ({
      ...stopped,
      reasonKind: 'suspension',
      remedy: 'wait',
      suspension: { ...suspension, until },
      until,
    }))
    await screen.findByRole('heading', { level: 1, name: 'Your browsing is paused' })
    expect(screen.getByText(/That is in 3 days\.$/)).toBeDefined()
    expect(screen.getByText(/You used a friend’s password/)).toBeDefined()
    expect(screen.getByRole('link', { name: /maths/ }).getAttribute('href')).toBe('http://maths.test/')
    expect(screen.getByRole('link', { name: 'it@hill.test' })).toBeDefined()
    expect(screen.getByText('You can also talk to any adult you trust.')).toBeDefined()
    press('Tell someone')
    expect(tell).toHaveBeenCalledOnce()
    until = 2 * day
    hears()
    expect(await screen.findByText(/That is in 2 days\.$/)).toBeDefined()
    cleanup()
    const talkTo = 'Mrs Okoro in room 4'
    show(() => ({
      ...stopped,
      reasonKind: 'suspension',
      remedy: 'wait',
      suspension: { ...suspension, talkTo },
      until,
    }))
    expect(await screen.findByText(new RegExp(talkTo))).toBeDefined()
    expect(screen.queryByRole('link', { name: 'it@hill.test' })).toBeNull()
  })

  it('asks again when the stop ends', async () => {
    vi.useFakeTimers()
    try {
      const { asked } = show(() => ({ ...stopped, now: 0, until: 60_000 }))
      const explained = () => asked.mock.calls.filter(([type]) => type === 'explain').length
      await vi.advanceTimersByTimeAsync(59_000)
      expect(explained()).toBe(1)
      await vi.advanceTimersByTimeAsync(2_000)
      expect(explained()).toBe(2)
    } finally {
      vi.useRealTimers()
    }
  })
})
