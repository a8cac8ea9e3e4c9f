import type { ComponentChildren } from 'preact'
import { Arriving } from '../Arriving.tsx'
import { type Column, saveCsv } from './csv.ts'
import type { Growing } from './growing.ts'
import { More } from './More.tsx'
import { grownWords } from './query.ts'
import { Save } from './Save.tsx'

interface Props<T> {
  readonly list: Growing<T>
  /** Said where there is nothing in it. */
  readonly empty: string
  /** What one of them is called, and many. */
  readonly names: readonly [one: string, many: string]
  /** The file that all of them are saved as, and what stands in it. */
  readonly file: string
  readonly columns: readonly Column<T>[]
  readonly children: (one: T) => ComponentChildren
}

/** A list within a panel: how much of it is there, the way to what is older, and all of it as a file. */
export const GrowingList = <T,>({ list, empty, names: [one, many], file, columns, children }: Props<T>) => (
  <Arriving shown={list.shown.value} load={list.load} inside>
    {({ items, next }) =>
      items.length === 0 && next === null ? (
        <p class="empty">{empty}</p>
      ) : (
        <>
          <div class="list-said">
            <p class="small soft" role="status">
              {grownWords(items.length, next !== null, one, many)}
            </p>
            <Save what={many} save={async () => saveCsv(file, columns, await list.all())} />
          </div>
          <ul class="rows">{items.map(children)}</ul>
          <More list={list} />
        </>
      )
    }
  </Arriving>
)
