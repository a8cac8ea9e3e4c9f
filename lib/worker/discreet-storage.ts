/**
 * The disk as the facts see it, without names on it. The user name that management gives stays in session memory:
 * after a restart management says it again. What the policy says about a person is sealed under their name, and its
 * clear form is in session memory. Until it is known who that is, what is read says that people are withheld, and the
 * strictest group holds.
 */
import type { SessionPort } from '../navigation/ports.ts'
import { policyDocumentSchema } from '../policy/document.ts'
import { lessonSchema } from '../policy/lesson.ts'
import { z } from '../zod.ts'
import type { LocalPort } from './careful-storage.ts'
import { openPart, ownPartSchema, sealedPartSchema, sealPart, withoutPeople, withPeople } from './own-part.ts'

const MANAGED = 'managed'
const POLICY = 'policy'
/** The sealed part on the disk, the clear one in session memory. */
const OWN = 'policy-own'
const LESSONS = 'lessons'
const USER_NAME = 'user-name'

const lessonsSchema = z.array(lessonSchema)
const managedSchema = z.looseObject({ text: z.record(z.string(), z.unknown()) })

export class DiscreetLocal implements LocalPort {
  private readonly local: LocalPort
  private readonly session: SessionPort
  private readonly person: () => Promise<string | undefined>
  private writing: Promise<unknown> = Promise.resolve()

  /** @param person who uses the browser, as soon as that can be said */
  constructor(parts: { local: LocalPort; session: SessionPort; person: () => Promise<string | undefined> }) {
    this.local = parts.local
    this.session = parts.session
    this.person = parts.person
  }

  async get(keys: string[]): Promise<Record<string, unknown>> {
    const { [OWN]: sealed, ...stored } = await this.local.get([...keys, OWN])
    if (stored[MANAGED] !== undefined) stored[MANAGED] = await this.withUserName(stored[MANAGED])
    if (stored[POLICY] !== undefined) stored[POLICY] = await this.withOwnPart(stored[POLICY], sealed)
    if (stored[LESSONS] !== undefined) stored[LESSONS] = (await this.session.get(LESSONS)) ?? stored[LESSONS]
    return stored
  }

  /** One after the other: sealing takes time, and what was set last must lie there last. */
  set(items: Record<string, unknown>): Promise<boolean> {
    // Only a WebCrypto that does not work rejects: then the document counts as not kept and is fetched again.
    const written = this.writing.then(() => this.write(items)).catch(() => false)
    this.writing = written
    return written
  }

  private async write(items: Record<string, unknown>): Promise<boolean> {
    const kept = { ...items }
    if (MANAGED in items) kept[MANAGED] = await this.withoutUserName(items[MANAGED])
    if (LESSONS in items) kept[LESSONS] = await this.withoutWords(items[LESSONS])
    if (POLICY in items) Object.assign(kept, await this.withoutOwnPart(items[POLICY]))
    return this.local.set(kept)
  }

  /** Lessons without the teacher's name and words: after a restart the server says them again. */
  private async withoutWords(lessons: unknown): Promise<unknown> {
    const read = lessonsSchema.safeParse(lessons)
    const found = read.success ? read.data : []
    await this.session.set(LESSONS, found)
    return found.map((lesson) => {
      const { message: _, ...silent } = lesson
      return { ...silent, teacher: '' }
    })
  }

  private async withoutUserName(managed: unknown): Promise<unknown> {
    const read = managedSchema.safeParse(managed)
    if (!read.success) return managed
    const { userName = null, ...text } = read.data.text
    await this.session.set(USER_NAME, userName)
    // The values are read from the texts, and hold the name too.
    const { values: _, ...rest } = read.data
    return { ...rest, text }
  }

  private async withUserName(managed: unknown): Promise<unknown> {
    const read = managedSchema.safeParse(managed)
    const userName = (await this.session.get<unknown>(USER_NAME)) ?? undefined
    if (!read.success || userName === undefined) return managed
    return { ...read.data, text: { ...read.data.text, userName } }
  }

  private async withoutOwnPart(policy: unknown): Promise<Record<string, unknown>> {
    const read = policyDocumentSchema.safeParse(policy)
    const parts = read.success ? withoutPeople(read.data) : null
    await this.session.set(OWN, parts?.own ?? null)
    if (parts === null) return { [POLICY]: policy, [OWN]: null }
    const [name, ...others] = parts.names
    // A server narrows what it sends to one reader; what names several is nobody's own.
    const sealed = name === undefined || others.length > 0 ? null : await sealPart(parts.own, name)
    return { [POLICY]: parts.rest, [OWN]: sealed }
  }

  private async withOwnPart(policy: unknown, stored: unknown): Promise<unknown> {
    const rest = policyDocumentSchema.safeParse(policy)
    if (!rest.success) return policy
    const clear = ownPartSchema.safeParse(await this.session.get(OWN))
    if (clear.success) return withPeople(rest.data, clear.data)
    const sealed = sealedPartSchema.safeParse(stored)
    if (!sealed.success) return policy
    const name = await this.person()
    const own = name === undefined ? null : await openPart(sealed.data, name)
    if (own === null) return policy
    await this.session.set(OWN, own)
    return withPeople(rest.data, own)
  }
}
