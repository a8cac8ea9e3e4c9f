/** What a school's files say about its classes, read and checked; and what was wrong with them, by file and line. */

/** Nothing of the upload can be used: one sentence that says what to put right. */
export class RosterError extends Error {
  override readonly name = 'RosterError'
  readonly code: string
  readonly file: string | null
  readonly line: number | null

  constructor(code: string, message: string, at: { file?: string; line?: number } = {}) {
    super(message)
    this.code = code
    this.file = at.file ?? null
    this.line = at.line ?? null
  }
}

export interface Problem {
  readonly file: string
  readonly line: number | null
  readonly message: string
}

export interface RosterClass {
  /** Its id in the school's system. */
  readonly source: string
  readonly name: string
  /** Places in `people`, each at most once. */
  readonly pupils: readonly number[]
  readonly teachers: readonly number[]
  /** Rows about it could not be read: nobody is to be taken out of it for not being listed. */
  readonly doubtful: boolean
}

export interface Roster {
  readonly format: 'oneroster' | 'simple'
  /** E-mail addresses in lower case. */
  readonly people: readonly string[]
  /** Those that are taught now. */
  readonly classes: readonly RosterClass[]
  /** Ids of classes whose own row could not be read: they are not to be ended for not being listed. */
  readonly unread: readonly string[]
  /** What should be known about the whole. */
  readonly remarks: readonly string[]
  /** The first of them; `problemCount` says how many there are. */
  readonly problems: readonly Problem[]
  readonly problemCount: number
}

/** More are counted, not kept: whoever mends five hundred rows exports anew. */
export const MOST_PROBLEMS = 500
/** Characters of a foreign value that a message repeats. */
const QUOTED = 60

/** A value of the file as a message may repeat it: short, on one line. */
export const quoted = (value: string): string => {
  const plain = value.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '�')
  return `“${plain.length > QUOTED ? `${plain.slice(0, QUOTED)}…` : plain}”`
}

export class Problems {
  readonly #list: Problem[] = []
  #count = 0

  add(file: string, line: number | null, message: string): void {
    this.#count += 1
    if (this.#list.length < MOST_PROBLEMS) this.#list.push({ file, line, message })
  }

  get list(): readonly Problem[] {
    return this.#list
  }

  get count(): number {
    return this.#count
  }
}

/** Collects the people of a roster: each address once, by its place. */
export class PeopleList {
  readonly list: string[] = []
  readonly #places = new Map<string, number>()

  placeOf(email: string): number {
    const known = this.#places.get(email)
    if (known !== undefined) return known
    this.#places.set(email, this.list.length)
    return this.list.push(email) - 1
  }
}
