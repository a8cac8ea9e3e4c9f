// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, expect, it, vi } from 'vitest'
import type { FileCard } from '../../messages/download.ts'
import type { Ask } from '../../messages/send.ts'
import { WordsProvider } from '../i18n/context.ts'
import { createWords } from '../i18n/words.ts'
import { DownloadPage } from './DownloadPage.tsx'

const sheet: FileCard = {
  id: 'a',
  name: 'sheet.pdf',
  kind: 'document',
  bytes: 1_200_000,
  host: 'maths.test',
  state: 'ask',
  reason: 'kind',
}

function show(files: FileCard[]) {
  const state = { files, fails: false, comes: [] as FileCard[] }
  const asked = vi.fn(async (type: string, body: { ids?: string[] }) => {
    if (state.fails) throw new Error('no worker')
    if (type === 'downloads') return { files: state.files, school: { name: 'Hill School', contact: '' } }
    const to = (one: FileCard): FileCard => ({ ...one, state: 'saved' })
    if (type === 'download.yes')
      state.files = state.files.map((one) => (body.ids?.includes(one.id) ? to(one) : one))
    else {
      state.files = [...state.files.filter(({ id }) => !body.ids?.includes(id)), ...state.comes]
      return { more: state.files.length > 0 }
    }
    return { ok: true }
  })
  const close = vi.fn()
  let tell = (): void => {}
  const news = (hear: () => void) => {
    tell = hear
    return () => undefined
  }
  render(
    <WordsProvider value={createWords()}>
      <DownloadPage ask={asked as unknown as Ask} news={news} close={close} />
    </WordsProvider>,
  )
  return { state, asked, close, tell: () => act(() => tell()) }
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
afterEach(cleanup)

it('says what it is, how big and from where; one press saves it and closes the page', async () => {
  const { asked, close, tell } = show([sheet])
  await screen.findByRole('heading', { level: 1, name: 'Do you need this file?' })
  expect(screen.getByText(/Document · 1.2 MB/).textContent).toContain('from maths.test')
  press('Yes, save it')
  await waitFor(() => expect(asked).toHaveBeenCalledWith('download.yes', { ids: ['a'] }))
  await tell()
  await waitFor(() => expect(close).toHaveBeenCalledOnce())
})

it('a worker that dies after it heard the yes leaves no page that says both that it is saved and that it failed', async () => {
  const { state, asked, close, tell } = show([sheet])
  await screen.findByRole('button', { name: 'Yes, save it' })
  asked.mockImplementationOnce(() => Promise.reject(new Error('no worker')))
  press('Yes, save it')
  await screen.findByText('That did not work. Please try again.')
  state.files = [{ ...sheet, state: 'saving' }]
  await tell()
  await waitFor(() => expect(screen.queryByText('That did not work. Please try again.')).toBeNull())
  expect(close).not.toHaveBeenCalled()
  state.files = [{ ...sheet, state: 'saved' }]
  await tell()
  await waitFor(() => expect(close).toHaveBeenCalledOnce())
})

it('has one press for all, before the list, and one for each', async () => {
  const { asked } = show([sheet, { ...sheet, id: 'b', name: 'other.pdf' }])
  const all = await screen.findByRole('button', { name: 'Yes, save all 2' })
  const list = screen.getByRole('list')
  expect(all.compareDocumentPosition(list)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
  fireEvent.click(within(list).getByRole('button', { name: 'Save other.pdf' }))
  await waitFor(() => expect(asked).toHaveBeenCalledWith('download.yes', { ids: ['b'] }))
})

it('offers no yes to what is blocked, and stays until it is closed', async () => {
  const { close, asked } = show([{ ...sheet, name: 'game.exe', kind: 'executable', state: 'blocked' }])
  await screen.findByText('A file like this can harm the computer. So it stays out.')
  expect(screen.queryByRole('button', { name: /save/i })).toBeNull()
  expect(close).not.toHaveBeenCalled()
  press('Close this page')
  await waitFor(() => expect(close).toHaveBeenCalledOnce())
  expect(asked).toHaveBeenCalledWith('download.no', { ids: ['a'] })
})

it('stays for a file that comes while it gives way', async () => {
  const { state, asked, close, tell } = show([sheet])
  await screen.findByRole('heading', { name: 'Do you need this file?' })
  state.comes = [{ ...sheet, id: 'b', name: 'other.pdf' }]
  press('Yes, save it')
  await waitFor(() => expect(asked).toHaveBeenCalledWith('download.yes', { ids: ['a'] }))
  await tell()
  await waitFor(() => expect(asked).toHaveBeenCalledWith('download.no', { ids: ['a'] }))
  state.comes = []
  await tell()
  await screen.findByText('other.pdf')
  expect(close).not.toHaveBeenCalled()
  press('Yes, save it')
  await waitFor(() => expect(asked).toHaveBeenCalledWith('download.yes', { ids: ['b'] }))
  await tell()
  await waitFor(() => expect(close).toHaveBeenCalledOnce())
})

it('says so when an answer was not heard, and it can be given again', async () => {
  const { state, close, tell } = show([sheet])
  await screen.findByRole('heading', { name: 'Do you need this file?' })
  state.fails = true
  press('Yes, save it')
  await screen.findByText('That did not work. Please try again.')
  state.fails = false
  press('Yes, save it')
  await waitFor(() => expect(screen.queryByText('That did not work. Please try again.')).toBeNull())
  await tell()
  await waitFor(() => expect(close).toHaveBeenCalledOnce())
})

type Request = NonNullable<NonNullable<FileCard['asking']>['request']>
const pack = (id: string, request?: Partial<Request>): FileCard => ({
  ...sheet,
  id,
  name: `${id}.zip`,
  state: 'adult',
  reason: 'size',
  asking: {
    may: 'yes',
    waits: false,
    ...(request && { request: { state: 'open', with: 'network', ...request } }),
  },
})

it.each<[string, FileCard[]]>([
  ['Ask about this file first', [pack('a')]],
  ['You have asked', [pack('a', { state: 'kept' })]],
  ['You have asked', [pack('a', { state: 'open' })]],
  ['The answer is no', [pack('a', { state: 'refused' })]],
  ['The answer is no', [pack('a', { state: 'never' })]],
  ['The answer is yes', [pack('a', { state: 'approved' })]],
  ['Ask about this file first', [pack('a', { state: 'ended' })]],
  // What is left to do comes before what was said of another.
  ['Ask about this file first', [pack('a', { state: 'refused' }), pack('b')]],
  ['You have asked', [pack('a', { state: 'refused' }), pack('b', { state: 'open' })]],
  ['The answer is yes', [pack('a', { state: 'refused' }), pack('b', { state: 'approved' })]],
  ['Do you need this file?', [pack('a', { state: 'refused' }), sheet]],
])('says at its head how it stands with an adult: %s', async (title, files) => {
  show(files)
  expect((await screen.findByRole('heading', { level: 1, name: title })).textContent).toBe(title)
})
