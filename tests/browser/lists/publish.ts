/** Lists with an index, published beside a running school server as it would publish them itself. */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HotNames } from '../../../lib/lists/hot.ts'
import { hotFile } from '../../../lib/lists/hot-file.ts'
import type { CarriedSegment } from '../../../lib/lists/lists.ts'
import { IndexBuilder } from '../../../lib/lists/index/build.ts'
import { INDEX_FORMAT } from '../../../lib/lists/index/layout.ts'
import type { CategoryId } from '../../../lib/policy/categories.ts'
import { type Context, openContext } from '../../../server/context.ts'
import { publish } from '../../../server/documents/documents.ts'
import { readEnvironment } from '../../../server/environment.ts'
import { listFile, LISTS_FOLDER } from '../../../server/lists/deliver.ts'
import type { School } from '../../rig/server.ts'

export type Names = Iterable<readonly [host: string, categories: readonly CategoryId[]]>

/** An index file, and the names of it that go into the browser's rules. */
export interface Made {
  readonly bytes: Uint8Array
  readonly names: number
  readonly hot: readonly CarriedSegment[]
}

export interface Publisher {
  made(made: Made, damaged?: boolean): Promise<void>
  /** Publishes the names; `hot` of them go into the browser's rules. `damaged`: the file is not what is signed. */
  lists(names: Names, hot: Names, damaged?: boolean): Promise<void>
  close(): Promise<void>
}

export async function publisherOf({ folder }: Pick<School, 'folder'>): Promise<Publisher> {
  const variables = {
    KERB_DATA: join(folder, 'data'),
    KERB_KEYS: join(folder, 'keys'),
    KERB_LOG_LEVEL: 'silent',
  }
  const context: Context = await openContext(readEnvironment(variables))
  const files = join(folder, 'data', LISTS_FOLDER)
  mkdirSync(files, { recursive: true })
  const made: Publisher['made'] = async ({ bytes, names, hot: chosen }, damaged = false) => {
    const digest = digestOf(bytes)
    const text = Buffer.from(hotFile(chosen))
    const hot = { digest: digestOf(text), bytes: text.byteLength }
    const sent = bytes.slice()
    if (damaged) sent[sent.length >> 1]! ^= 1
    writeFileSync(listFile(files, 'index', digest), sent)
    writeFileSync(listFile(files, 'hot', hot.digest), text)
    const document = {
      version: { epoch: 0, number: 0 },
      issuedAt: 0,
      segments: [],
      index: { digest, bytes: bytes.byteLength, names, format: INDEX_FORMAT, hot },
    }
    await publish(context.db, context.vault, 'lists', document, { actor: 'tests', note: '' })
  }
  return {
    made,
    lists: (names, hot, damaged) => made(make(names, hot), damaged),
    close: () => context.close(),
  }
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function make(names: Names, hot: Names): Made {
  const builder = new IndexBuilder()
  let count = 0
  for (const name of names) {
    builder.add(name)
    count++
  }
  const chosen = new HotNames()
  for (const [host, categories] of hot) chosen.add(host, categories, 1)
  return { bytes: builder.finish(), names: count, hot: chosen.finish() }
}

/** So many names that nobody goes to. */
export const plenty = (count: number): [string, CategoryId[]][] =>
  Array.from({ length: count }, (_, i) => [`name-${i}.example`, ['shopping']])
