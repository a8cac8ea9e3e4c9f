// @vitest-environment happy-dom
/** Nothing goes along that its writer did not see: not a page that was named late, nor one that is in sight no more. */
import { cleanup, fireEvent, screen } from '@testing-library/preact'
import { afterEach, expect, it } from 'vitest'
import { khan, press, sentContent, show, startOf } from './testing-report.tsx'

afterEach(cleanup)

const pageTick = () => screen.findByRole('checkbox', { name: 'Send the address of the page too' })
const pictureTick = () => screen.findByRole('checkbox', { name: 'Send the picture of the page too' })
const sentOff = async () => {
  await press('Send it')
  await screen.findByText('Thank you for telling us')
}
/** At the last step before anybody has said what the page is. */
async function lastStep() {
  const late = Promise.withResolvers<void>()
  const shown = show({ late: late.promise })
  await press('Bad words')
  await press('Next')
  await screen.findByText('Who can read it?')
  return { ...shown, late }
}

it('the page that was named before the step that asks for it is shown, and goes along', async () => {
  const late = Promise.withResolvers<void>()
  const { box } = show({ late: late.promise })
  await press('Bad words')
  await screen.findByRole('textbox')
  expect(screen.queryByText('https://a.test/x')).toBeNull()
  late.resolve()
  await screen.findByText('https://a.test/x')
  await press('Next')
  expect(await pageTick()).toHaveProperty('checked', true)
  await sentOff()
  expect(await sentContent(box, khan)).toMatchObject({ page: { address: 'https://a.test/x' } })
})

// Was broken: it went along, and no step had shown it.
it.each([false, true])(
  'the page that was named at the last step goes along when it is ticked: %s',
  async (yes) => {
    const { box, late } = await lastStep()
    expect(screen.queryByRole('checkbox', { name: /the page too/ })).toBeNull()
    late.resolve()
    await screen.findByText(/This is the page you came from. Tick it/)
    screen.getByText('https://a.test/x')
    const tick = await pageTick()
    expect(tick).toHaveProperty('checked', false)
    if (yes) fireEvent.click(tick)
    await sentOff()
    const content = await sentContent(box, khan)
    if (yes) expect(content).toMatchObject({ page: { address: 'https://a.test/x', title: 'A' } })
    else expect(content).not.toHaveProperty('page')
  },
)

// Was broken: it was sealed as it was known then, seconds after the press.
it('the page that is named between the press and the sealing does not go along', async () => {
  const { box, late, ask, worker } = await lastStep()
  worker.hangs = true
  await press('Send it')
  await screen.findByRole('button', { name: 'Just a moment…' })
  late.resolve()
  await screen.findByText('Thank you for telling us')
  expect(ask.mock.calls.filter(([type]) => type === 'concern.start')).toHaveLength(2)
  expect(await sentContent(box, khan)).not.toHaveProperty('page')
})

it('the last step shows what goes along, and each can be left out there', async () => {
  const draft = { kind: 'saw', step: 'who', withPicture: true } as const
  const { box } = show({ draft })
  const [page, picture] = [await pageTick(), await pictureTick()]
  expect([page, picture].map((one) => (one as HTMLInputElement).checked)).toEqual([true, true])
  screen.getByText('https://a.test/x')
  screen.getByText('A')
  fireEvent.click(page)
  fireEvent.click(picture)
  // Both can be taken back.
  expect([await pageTick(), await pictureTick()]).toEqual([page, picture])
  await sentOff()
  const content = await sentContent(box, khan)
  expect(content).not.toHaveProperty('page')
  expect(content).not.toHaveProperty('picture')
})

it('a picture that was not asked for is not offered by its name alone', async () => {
  show({ draft: { kind: 'saw', step: 'who' } })
  await pageTick()
  expect(screen.queryByRole('checkbox', { name: 'Send the picture of the page too' })).toBeNull()
})

it('says which name and group they see', async () => {
  show({ draft: { kind: 'saw', step: 'who' } })
  await screen.findByText('They will see your name: ada@hill.test, Year 5.')
  cleanup()
  show({ draft: { kind: 'saw', step: 'who' }, start: startOf({ sender: { group: 'Year 5' } }) })
  await screen.findByText(/They see the group of this computer: Year 5\./)
})
