/** The files of indexes on the disk. */
import type { Bytes } from '../../protocol/bytes.ts'
import type { ListsDatabase } from './database.ts'
import { inTime, PATIENCE_FOR_FILES } from './in-time.ts'

export class KeptFiles {
  readonly #database: Pick<ListsDatabase, 'indexes'>
  readonly #failed: (error: unknown) => void

  /** `failed`: one cannot be read. */
  constructor(database: Pick<ListsDatabase, 'indexes'>, failed: (error: unknown) => void) {
    this.#database = database
    this.#failed = failed
  }

  async has(digest: string): Promise<boolean> {
    return (await inTime(this.#database.indexes.where('digest').equals(digest).count())) > 0
  }

  async file(digest: string): Promise<Blob | undefined> {
    return (await inTime(this.#database.indexes.get(digest)))?.file
  }

  /** Undefined too when the file cannot be read: it will never be, and another one is to take its place. */
  async bytes(digest: string): Promise<Bytes | undefined> {
    const file = await this.file(digest)
    try {
      return file && new Uint8Array(await inTime(file.arrayBuffer(), PATIENCE_FOR_FILES))
    } catch (error) {
      this.#failed(error)
      await inTime(this.#database.indexes.delete(digest))
      return undefined
    }
  }

  async put(digest: string, bytes: Bytes): Promise<void> {
    await inTime(this.#database.indexes.put({ digest, file: new Blob([bytes]) }), PATIENCE_FOR_FILES)
  }

  /** Forgets all of which it is not so at that moment. */
  async tidy(isUsed: (digest: string) => boolean): Promise<void> {
    await inTime(this.#database.indexes.filter(({ digest }) => !isUsed(digest)).delete())
  }
}
