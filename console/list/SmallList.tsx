import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { plural } from '../format.ts'
import { Pager } from '../Pager.tsx'
import { type Column, saveCsv } from './csv.ts'
import { Save } from './Save.tsx'

/** On one page; and from how many on somebody looks for one. */
const PAGE = 25
const FEW = 5

interface Props<T> {
  /** What one of them is called, and many. */
  readonly names: readonly [one: string, many: string]
  readonly rows: readonly T[]
  readonly empty: string
  /** In which it is looked for one. */
  readonly text: (one: T) => string
  /** The first is the one that it begins with. */
  readonly sorts: readonly (readonly [name: string, compare: (a: T, b: T) => number])[]
  readonly file: string
  readonly columns: readonly Column<T>[]
  readonly children: (one: T) => ComponentChildren
}

/** A list that is here as a whole: found in, sorted, paged and saved by the page itself. */
export function SmallList<T>({ names, rows, empty, text, sorts, file, columns, children }: Props<T>) {
  const [find, by, page] = [useSignal(''), useSignal(0), useSignal(0)]
  const [one, many] = names
  if (rows.length === 0) return <p class="empty">{empty}</p>
  const wanted = find.value.trim().toLowerCase()
  const found = rows.filter((row) => text(row).toLowerCase().includes(wanted)).toSorted(sorts[by.value]?.[1])
  const pages = Math.max(1, Math.ceil(found.length / PAGE))
  const at = Math.min(page.value, pages - 1)
  return (
    <>
      {rows.length > FEW && (
        <div class="form">
          <label>
            <span>Find in {many}</span>
            <input
              type="search"
              autocomplete="off"
              spellcheck={false}
              value={find.value}
              onInput={({ currentTarget }) => {
                find.value = currentTarget.value
                page.value = 0
              }}
            />
          </label>
          <label>
            <span>Order of {many}</span>
            <select onChange={({ currentTarget }) => (by.value = Number(currentTarget.value))}>
              {sorts.map(([name], i) => (
                <option key={name} value={i} selected={i === by.value}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
      <div class="list-said">
        <p class="small soft" role="status">
          {plural(found.length, one, many)}
        </p>
        <Save what={many} save={async () => saveCsv(file, columns, found)} />
      </div>
      {found.length === 0 ? (
        <p class="empty">Nothing fits “{find.value.trim()}”.</p>
      ) : (
        <ul class="rows">{found.slice(at * PAGE, (at + 1) * PAGE).map(children)}</ul>
      )}
      <Pager label={`Pages of ${many}`} page={at} pages={pages} turn={(to) => (page.value = to)} />
    </>
  )
}
