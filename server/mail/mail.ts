/**
 * Mail to staff: to the safeguarding team that a concern waits, to network managers that a list does, to those who keep
 * them the heads of days, and nothing else, because mail is read on telephones and over shoulders. What is to be sent is
 * in the database first; it leaves there when the mail server has taken it.
 */
import { setTimeout } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import type { Database } from '../db/open.ts'
import type { People } from '../db/people.ts'
import { HOUR, MINUTE } from '../../lib/time/zone.ts'
import { type About, type Letter, LETTERS } from './letters.ts'
import { queueMail } from './queue.ts'
import { headsTold } from '../evidence/heads.ts'
import type { MailSettings } from './settings.ts'

/** A mail server that fails is asked again after a minute, then less and less often. Milliseconds. */
const FIRST_PAUSE = MINUTE
const LONGEST_PAUSE = 15 * MINUTE
/** What could not be sent for so long is given up: somebody has looked by then, or the console has said so for days. */
const GIVE_UP = 72 * HOUR
const PATIENCE = 30_000
/** Well within what a stop of the server may take. */
const CLOSE_WITHIN = 5_000

export type MailState =
  | { readonly state: 'none' | 'works' }
  | { readonly state: 'fails'; readonly detail: string }

/** Takes one mail to one address. Rejects when the mail server does not take it. */
export type Post = (to: string, letter: Letter) => Promise<unknown>

export interface MailParts {
  readonly db: Database
  readonly people: People
  /** Null where the school has no mail server set. */
  readonly post: Post | null
  /** Letters with something in them that is not always the same. `asked`: the hour in which it was first queued. */
  readonly compose?: Readonly<Partial<Record<About, (asked: number) => Promise<Letter>>>>
  readonly now?: () => number
}

export class Mail {
  readonly #parts: MailParts
  readonly #now: () => number
  #sending: Promise<void> | null = null
  #again = false
  /** By person: one mailbox that takes nothing keeps nobody else waiting. In memory: a time on disk would be a concern's. */
  readonly #failing = new Map<number, Failing>()
  #unread: string | null = null
  #closed = false

  constructor(parts: MailParts) {
    this.#parts = parts
    this.#now = parts.now ?? Date.now
  }

  /** What the console says of it. */
  get state(): MailState {
    if (this.#parts.post === null) return { state: 'none' }
    const detail = this.#unread ?? [...this.#failing.values()].at(-1)?.detail
    return detail === undefined ? { state: 'works' } : { state: 'fails', detail }
  }

  /** These people are to be told, in the caller's transaction. Call `send` when it is committed. */
  queue(trx: Database, people: readonly number[], now: number, about: About = 'concern'): Promise<void> {
    return queueMail(trx, people, now, about)
  }

  /** Sends what waits, in its own time. */
  send(): void {
    void this.flush().catch((error: unknown) => {
      this.#unread = `the outbox cannot be read (${nameOf(error)})`
    })
  }

  /** Resolves when what waits was tried. Without a mail server nothing is kept to be sent at once one day. */
  flush(): Promise<void> {
    this.#again = this.#sending !== null
    this.#sending ??= this.#all().finally(() => (this.#sending = null))
    return this.#sending
  }

  /** Waits for a mail that is under way, and not for a mail server that hangs: what it had not taken is sent again. */
  async close(): Promise<void> {
    this.#closed = true
    const patience = new AbortController()
    const sending = this.#sending?.catch(() => undefined) // `send` has noted it.
    await Promise.race([
      sending,
      setTimeout(CLOSE_WITHIN, undefined, { signal: patience.signal }).catch(() => undefined),
    ])
    patience.abort()
  }

  async #all(): Promise<void> {
    do {
      this.#again = false
      await this.#once()
    } while (this.#again && !this.#closed)
  }

  async #once(): Promise<void> {
    const { db, people, post } = this.#parts
    const all = await db.selectFrom('mail_outbox').selectAll().execute()
    this.#unread = null
    const waiting = all.filter(({ person }) => this.#now() >= (this.#failing.get(person)?.notBefore ?? 0))
    if (waiting.length === 0) return
    const names = await people.namesOf(
      db,
      waiting.map(({ person }) => person),
    )
    const closed = await closedAmong(
      db,
      waiting.map(({ person }) => person),
    )
    for (const { person, about, times, hour } of waiting) {
      if (this.#closed) return
      try {
        if (post && !closed.has(person))
          await post(addressOf(names.get(person)), await this.#letter(about, hour))
      } catch (error) {
        this.#note(person, error)
        if (this.#now() - hour < GIVE_UP) continue
      }
      this.#failing.delete(person)
      // Only what was read: whoever was to be told again meanwhile is.
      await db
        .deleteFrom('mail_outbox')
        .where('person', '=', person)
        .where('about', '=', about)
        .where('times', '=', times)
        .execute()
    }
  }

  #letter(about: About, asked: number): Promise<Letter> {
    return this.#parts.compose?.[about]?.(asked) ?? letterOf(this.#parts.db, about)
  }

  #note(person: number, error: unknown): void {
    const failures = (this.#failing.get(person)?.failures ?? 0) + 1
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1))
    const notBefore = this.#now() + pause
    this.#failing.delete(person) // So that the last to fail stands last.
    this.#failing.set(person, { failures, notBefore, detail: reasonOf(error) })
  }
}

/** Letters say the same to everybody; one says what is to be kept outside this server. */
async function letterOf(db: Database, about: About): Promise<Letter> {
  const letter = LETTERS[about]
  if (about !== 'evidence') return letter
  return { ...letter, text: `${letter.text}\n${await headsTold(db)}\n` }
}

interface Failing {
  readonly failures: number
  readonly notBefore: number
  readonly detail: string
}

/** Whoever of these has left hears of nothing. */
async function closedAmong(db: Database, people: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('staff')
    .select('person')
    .where('person', 'in', people)
    .where('disabled', 'is not', null)
    .execute()
  return new Set(rows.map(({ person }) => person))
}

class NoAddress extends Error {
  override readonly name = 'NoAddress'
}

function addressOf(name: string | undefined): string {
  if (name?.includes('@')) return name
  throw new NoAddress('an account has no e-mail address')
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

/** By code alone: what a mail server says can repeat an address. */
function reasonOf(error: unknown): string {
  if (error instanceof NoAddress) return error.message
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  const parts = [code, responseCode].filter((one) => typeof one === 'string' || typeof one === 'number')
  return parts.length === 0 ? nameOf(error) : parts.join(' ')
}

/** Posts through a mail server, one connection for each mail: they are few. */
export function postThrough({ host, port, secure, needsTls, user, from }: MailSettings): Post {
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: needsTls && !secure,
    ...(user && { auth: { user: user.name, pass: user.password } }),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // A message's id and time are its own; what answers itself (out of office) is asked not to.
  return (to, { subject, text }) =>
    transport.sendMail({
      from,
      to,
      subject,
      text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
}
