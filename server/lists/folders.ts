/** Where lists lie: below the data folder, files named by what they hold. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { copyFile, link, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ListsIndex } from '../../lib/protocol/lists-document.ts'

export class Folders {
  readonly root: string

  constructor(dataDir: string) {
    this.root = join(dataDir, 'lists')
  }

  /** Makes them, and removes what a stop in the middle of something left behind. */
  make(): void {
    rmSync(this.#tmp, { recursive: true, force: true })
    for (const folder of [this.#tmp, join(this.root, 'names'), join(this.root, 'raw')])
      mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  get #tmp(): string {
    return join(this.root, 'tmp')
  }

  /** A fresh folder; whoever asks removes it. */
  work(): string {
    return mkdtempSync(join(this.#tmp, 'w-'))
  }

  names(digest: string): string {
    return join(this.root, 'names', `${digest}.names`)
  }

  /** What came from a source last, as it came. */
  raw(source: number): string {
    return join(this.root, 'raw', String(source))
  }

  /** What an update of a source was made of: read again when the source is taken for something else. */
  rawOf(source: number, digest: string): string {
    return join(this.root, 'raw', `${source}-${digest}`)
  }

  /** What came from a source last is what this update was made of. */
  async keepRaw(source: number, digest: string, from = this.raw(source)): Promise<void> {
    const file = this.rawOf(source, digest)
    if (file === from) return
    const fresh = `${file}.fresh`
    await rm(fresh, { force: true })
    // Not every disk can give a file two names.
    await link(from, fresh).catch(() => copyFile(from, fresh))
    await rename(fresh, file)
  }

  /** Removes what updates of a source were made of, but for these. */
  async forgetRaw(source: number, digests: ReadonlySet<string>): Promise<void> {
    const folder = join(this.root, 'raw')
    for (const name of await readdir(folder)) {
      const [of, digest] = name.split('-')
      if (of === String(source) && digest !== undefined && !digests.has(digest))
        await rm(join(folder, name), { force: true })
    }
  }

  index(digest: string): string {
    return join(this.root, `${digest}.index`)
  }

  /** The names for the browser's rules that go with an index. */
  hot(digest: string): string {
    return join(this.root, `${digest}.hot`)
  }

  /** All that devices fetch beside a document. */
  of({ digest, hot }: ListsIndex): string[] {
    return [this.index(digest), ...(hot ? [this.hot(hot.digest)] : [])]
  }
}
