/** For tests: what lies on the disk of a server, as a thief of it would find it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every file below a folder, in whatever folder there. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

/** All that they hold, write-ahead logs included. */
export const bytesBelow = (folder: string): Buffer =>
  Buffer.concat(filesBelow(folder).map((file) => readFileSync(file)))
