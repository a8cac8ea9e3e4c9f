/** What a backup holds, and the names under which it does. The first entry says what the others are. */
import { type FileHandle, open, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from '../../lib/zod.ts'
import { FILE_KINDS } from '../lists/deliver.ts'

export const MANIFEST = 'manifest.json'
export const DATABASE = 'kerb.sqlite'
/** Lists lie beside the database: sources that came as files exist nowhere else. Texts of the agreement are in it. */
const BESIDE = ['lists', 'lists/names', 'lists/raw'] as const
/** As the server names what it keeps there; half-written files and folders of work are none of these. */
const NAME = new RegExp(
  String.raw`^(kerb\.sqlite|lists/([\w-]{1,100}\.(${FILE_KINDS.join('|')})|names/[\w-]{1,100}\.names|raw/\d{1,15}(-[\w-]{1,100})?))$`,
)

const count = z.int().check(z.minimum(0))

export const manifestSchema = z.object({
  format: z.literal(1),
  made: z.number(),
  kerb: z.string(),
  /** The newest change of the database's shape that it has. */
  shape: z.string(),
  epoch: count,
  /** See keys.ts. */
  keys: z.record(z.string(), z.string()),
  files: z
    .array(z.object({ name: z.string().check(z.regex(NAME, 'a name that Kerb gives')), size: count }))
    .check(z.minLength(1), z.maxLength(5000)),
})
export type Manifest = z.infer<typeof manifestSchema>

/** A manifest is read whole before anything else is. Bytes. */
export const MOST_MANIFEST = 1024 * 1024

export interface Part {
  readonly name: string
  readonly file: FileHandle
  readonly size: number
}

/** Opens the copy of the database and what lies beside the real one: what is replaced meanwhile stays as it was. */
export async function openParts(copy: string, dataDir: string): Promise<Part[]> {
  const parts = [await part(DATABASE, copy)]
  for (const folder of BESIDE) {
    const names = await readdir(join(dataDir, folder)).catch(ifMissing([]))
    for (const name of names.map((one) => `${folder}/${basename(one)}`).filter((one) => NAME.test(one)))
      parts.push(...(await part(name, join(dataDir, name)).then((one) => [one], ifMissing([]))))
  }
  return parts
}

async function part(name: string, path: string): Promise<Part> {
  const file = await open(path, 'r')
  return { name, file, size: (await file.stat()).size }
}

/** What was removed between two looks is not missed. */
const ifMissing =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return instead
    throw error
  }
