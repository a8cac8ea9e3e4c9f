// @vitest-environment happy-dom
/** Telling someone: who can read it, what goes along, when it will be read. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { head, khan, member, press, sentContent, show, startOf } from './testing-report.tsx'

afterEach(cleanup)

describe('who reads it, and what goes along', () => {
  it('about an adult goes to the head, and the head alone is named', async () => {
    const { box } = show()
    await press('About an adult in school')
    await press('Next')
    expect(await screen.findByRole('radio', { name: 'Only the head' })).toHaveProperty('checked', true)
    await press('Send it')
    await screen.findByText('Thank you for telling us')
    expect(await sentContent(box, khan)).toBeNull()
    expect(await sentContent(box, head)).toMatchObject({ kind: 'adult' })
  })

  it('about an adult asks at once who should not read it, also when there is one reader, and says who that is', async () => {
    show({
      start: startOf({ keys: [member(khan, 'Mrs Khan', 'team')] }),
      draft: { kind: 'adult', step: 'who' },
    })
    await screen.findByText('Only Mrs Khan can read it.')
    const fold = screen.getByText('Is there someone who should not read it?').closest('details')
    expect(fold).toHaveProperty('open', true)
    fireEvent.click(screen.getByRole('checkbox', { name: 'Not Mrs Khan' }))
    await screen.findByText(/No one is left to read it/)
  })

  it('a hidden name takes neither page nor picture along, unless the pupil says so after a warning', async () => {
    const { box } = show({ draft: { kind: 'saw', step: 'who', withPicture: true } })
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Hide my name' }))
    const page = await screen.findByRole('checkbox', { name: 'Send the address of the page too' })
    const picture = screen.getByRole('checkbox', { name: 'Send the picture of the page too' })
    expect([page, picture].map((one) => (one as HTMLInputElement).checked)).toEqual([false, false])
    expect(screen.getAllByText('This can show who you are.')).toHaveLength(2)
    fireEvent.click(page)
    await press('Send it')
    await screen.findByText('Thank you for telling us')
    const content = await sentContent(box, khan)
    expect(content).toMatchObject({ page: { address: 'https://a.test/x', title: '' } })
    expect(content).not.toHaveProperty('picture')
  })

  it('hides the name only where two could look, and says so in a child’s words', async () => {
    show({ draft: { kind: 'saw', step: 'who' } })
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Hide my name' }))
    await screen.findByText('We will tell you if they look.')
    expect(screen.getByText(/two people together can look/)).toBeDefined()
    cleanup()
    show({
      start: startOf({ keys: [member(khan, 'Mrs Khan', 'team')] }),
      draft: { kind: 'saw', step: 'who' },
    })
    await screen.findByText(/can not be hidden right now/)
    expect(screen.queryByRole('checkbox', { name: 'Hide my name' })).toBeNull()
  })

  it('out of hours says when it will be read, and what there is until then', async () => {
    show({
      start: startOf({ now: Date.UTC(2026, 10, 27, 20), mail: true }),
      draft: { kind: 'saw', step: 'who', today: true },
    })
    await screen.findByText(/Monday,? 30 November at 08:00/)
    expect(screen.getByText(/at any hour/)).toBeDefined()
    expect(screen.getByText(/Childline is there day and night/)).toBeDefined()
  })

  it.each([
    ['A nude or sexual picture', [], /We never take a picture of this/],
    ['Something I saw', ['adult'], /We take no picture of this page/],
  ] as const)('throws the picture away for good: %s', async (kind, categories, words) => {
    const { kept } = show({ categories: [...categories] })
    await press(kind)
    await screen.findByText(words)
    await waitFor(() => expect(kept.at(-1)).not.toHaveProperty('picture'))
    await press('Back')
    await press('Bad words')
    await screen.findByText('What happened?')
    expect(document.querySelector('canvas')).toBeNull()
  })
})
