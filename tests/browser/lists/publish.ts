/** Lists with an index, published beside a running school server as it would publish them itself. */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HotNames } from '../../../lib/lists/hot.ts'
import { IndexBuilder } from '../../../lib/lists/index/build.ts'
import { INDEX_FORMAT } from '../../../lib/lists/index/layout.ts'
import type { CategoryId } from '../../../lib/policy/categories.ts'
import { type Context, openContext } from '../../../server/context.ts'
import { publish } from '../../../server/documents/documents.ts'
import { readEnvironment } from '../../../server/environment.ts'
import { INDEX_FOLDER, indexFile } from '../../../server/lists/deliver.ts'
import type { School } from '../../rig/server.ts'

export type Names = Iterable<readonly [host: string, categories: readonly CategoryId[]]>

export interface Publisher {
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
  const files = join(folder, 'data', INDEX_FOLDER)
  mkdirSync(files, { recursive: true })
  return {
    async lists(names, hot, damaged = false) {
      const builder = new IndexBuilder()
      let count = 0
      for (const name of names) {
        builder.add(name)
        count++
      }
      const chosen = new HotNames()
      for (const [host, categories] of hot) chosen.add(host, categories, 1)
      const bytes = builder.finish()
      const digest = createHash('sha256').update(bytes).digest('hex')
      const sent = bytes.slice()
      if (damaged) sent[sent.length >> 1]! ^= 1
      writeFileSync(indexFile(files, digest), sent)
      const document = {
        version: { epoch: 0, number: 0 },
        issuedAt: 0,
        segments: chosen.finish(),
        index: { digest, bytes: bytes.byteLength, names: count, format: INDEX_FORMAT },
      }
      await publish(context.db, context.vault, 'lists', document, { actor: 'tests', note: '' })
    },
    close: () => context.close(),
  }
}

/** So many names that nobody goes to. */
export const plenty = (count: number): [string, CategoryId[]][] =>
  Array.from({ length: count }, (_, i) => [`name-${i}.example`, ['shopping']])
