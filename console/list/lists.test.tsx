// @vitest-environment happy-dom
/** Lists: older ones beside what is read again, small ones that are sorted here, and what a file of one has. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../api.ts'
import { notice } from '../state.ts'
import { csvOf } from './csv.ts'
import { Older } from './older.ts'
import { SmallList } from './SmallList.tsx'

interface One {
  readonly id: number
  readonly name: string
}
const one = (id: number, name = `name ${id}`): One => ({ id, name })

beforeEach(() => void (notice.value = null))
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

describe('older ones', () => {
  const pieces: Record<string, { items: One[]; next: string | undefined }> = {
    '8': { items: [one(7), one(6)], next: '6' },
    '6': { items: [one(5)], next: undefined },
  }
  const newest = { items: [one(9), one(8)], next: '8' }

  it('follow those that are shown, each once, also when newer ones push some out', async () => {
    const older = new Older<One>(
      async (before) => pieces[before]!,
      ({ id }) => id,
    )
    expect(older.with(newest)).toEqual(newest.items)
    await older.more(newest)
    const later = { items: [one(10), one(9, 'changed')], next: '9' }
    expect(older.with(later).map(({ id, name }) => [id, name])).toEqual([
      [10, 'name 10'],
      [9, 'changed'],
      [8, 'name 8'],
      [7, 'name 7'],
      [6, 'name 6'],
    ])
    await older.more(later)
    expect(older.hasMore(later)).toBe(false)
    expect(older.with(later).at(-1)?.id).toBe(5)
    older.forget()
    expect(older.with(newest)).toEqual(newest.items)
  })

  it('are asked for once by two presses, and all of them for a file', async () => {
    const ask = vi.fn(async (before: string) => pieces[before]!)
    const older = new Older<One>(ask, ({ id }) => id)
    await Promise.all([older.more(newest), older.more(newest)])
    expect(ask).toHaveBeenCalledTimes(1)
    expect((await older.all(newest)).map(({ id }) => id)).toEqual([9, 8, 7, 6, 5])
  })

  it('that do not come make no file that ends too soon', async () => {
    const older = new Older<One>(
      async () => {
        throw new ApiError(500, 'The server answered 500.')
      },
      ({ id }) => id,
    )
    await expect(older.all(newest)).rejects.toThrow('The server answered 500.')
  })
})

describe('a small list', () => {
  const shown = () =>
    within(screen.getByRole('list'))
      .getAllByRole('listitem')
      .map((item) => item.textContent)
  const list = (rows: readonly One[]) =>
    render(
      <SmallList
        names={['class', 'classes']}
        rows={rows}
        empty="There is none."
        text={({ name }) => name}
        sorts={[
          ['Name', (a, b) => a.name.localeCompare(b.name)],
          ['Newest', (a, b) => b.id - a.id],
        ]}
        file="kerb-classes"
        columns={[['Name', ({ name }) => name]]}
      >
        {({ id, name }) => <li key={id}>{name}</li>}
      </SmallList>,
    )

  it('is found, sorted and turned, and says how many fit', () => {
    list(
      Array.from({ length: 60 }, (_, i) => one(i, `${i % 2 ? 'odd' : 'even'} ${String(i).padStart(2, '0')}`)),
    )
    expect(shown()).toHaveLength(25)
    expect(shown()[0]).toBe('even 00')
    fireEvent.change(screen.getByLabelText('Order of classes'), { target: { value: '1' } })
    expect(shown()[0]).toBe('odd 59')
    fireEvent.input(screen.getByLabelText('Find in classes'), { target: { value: 'ODD ' } })
    expect(screen.getByRole('status').textContent).toBe('30 classes')
    fireEvent.click(screen.getByRole('button', { name: 'Later' }))
    expect(shown()).toEqual(['odd 09', 'odd 07', 'odd 05', 'odd 03', 'odd 01'])
    // Fewer fit now: the page that is shown is there.
    fireEvent.input(screen.getByLabelText('Find in classes'), { target: { value: '59' } })
    expect(shown()).toEqual(['odd 59'])
    fireEvent.input(screen.getByLabelText('Find in classes'), { target: { value: 'nothing' } })
    expect(screen.getByText('Nothing fits “nothing”.')).toBeTruthy()
  })

  it('with few entries has no tools but the file, and says when it is empty', () => {
    list([one(1)])
    expect(screen.queryByLabelText(/Find/)).toBeNull()
    expect(screen.getByRole('button', { name: /Save as CSV/ })).toBeTruthy()
    cleanup()
    list([])
    expect(screen.getByText('There is none.')).toBeTruthy()
    expect(screen.queryByRole('button')).toBeNull()
  })
})

it('a file has no formula, and every row', () => {
  expect(csvOf([['Name', ({ name }: One) => name]], [one(1, '=1+1'), one(2, 'a"b')])).toBe(
    '\uFEFF"Name"\r\n"\'=1+1"\r\n"a""b"\r\n',
  )
})
