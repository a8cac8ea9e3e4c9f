/** Where lists lie: below the data folder, files named by what they hold. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

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

  /** What came from a source last, as it came: read again when it is taken for something else. */
  raw(source: number): string {
    return join(this.root, 'raw', String(source))
  }

  index(digest: string): string {
    return join(this.root, `${digest}.index`)
  }
}
