/** Who and what the numbers in the audit are. Each is looked up once for an answer or a file. */
import type { Context } from '../context.ts'
import { lookOf } from '../record/looks.ts'
import { nameOf } from '../staff/members.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

const GONE = 'somebody no longer on record'

/** What a reader is told of numbers. */
export interface Tell {
  /** Empty for whoever must not know. */
  pupil(person: number): string | Promise<string>
  pupilOfLook(id: string): string | Promise<string>
  /** What is said of alerts by number: whoever reads them in fives alone could count them here (ADR 43). */
  ofAlerts(said: string): string
  staff(person: number): Promise<string>
  schoolClass(id: number): Promise<string>
}

export class Names implements Tell {
  readonly #parts: Parts
  readonly #known = new Map<string, Promise<string>>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  pupil(person: number): Promise<string> {
    return this.#once(`pupil ${person}`, () => this.#parts.people.nameOf(this.#parts.db, person))
  }

  pupilOfLook(id: string): Promise<string> {
    return this.#once(`look ${id}`, async () => {
      const look = await lookOf(this.#parts.db, id)
      return look ? this.pupil(look.person) : null
    })
  }

  ofAlerts(said: string): string {
    return said
  }

  staff(person: number): Promise<string> {
    return this.#once(`staff ${person}`, () => nameOf(this.#parts, person))
  }

  schoolClass(id: number): Promise<string> {
    return this.#once(`class ${id}`, async () => {
      const { db } = this.#parts
      const row = await db.selectFrom('classes').select('name').where('id', '=', id).executeTakeFirst()
      return row ? `class ${row.name}` : `class ${id}, which is gone`
    })
  }

  /** The same without pupils, and without what alerts are by number. */
  get unnamed(): Tell {
    return {
      pupil: () => '',
      pupilOfLook: () => '',
      ofAlerts: () => '',
      staff: (person) => this.staff(person),
      schoolClass: (id) => this.schoolClass(id),
    }
  }

  #once(key: string, find: () => Promise<string | null>): Promise<string> {
    const known = this.#known.get(key) ?? find().then((name) => name ?? GONE)
    this.#known.set(key, known)
    return known
  }
}

/** Who did it: `staff:7`, `administrator:3`, `server`, `command`, `device:12` or the start of a key's code. */
export async function doerName(actor: string, names: Names): Promise<string> {
  const [sort = '', number = ''] = actor.split(':')
  if (sort === 'staff') return names.staff(Number(number))
  if (sort === 'key') return `The owner of safeguarding key ${number}`
  return DOERS.find(([known]) => known === sort)?.[1] ?? actor
}

/** Everybody who is no member of staff. */
export const DOERS = [
  ['administrator', 'Whoever used the one-time link'],
  ['command', 'A command at the server'],
  ['server', 'Kerb itself'],
  ['device', 'A device'],
  ['key', 'Owners of safeguarding keys'],
] as const
