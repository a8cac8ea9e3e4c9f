/**
 * Which stopped frame an “ask” in its place belongs to. The content script says only that it was pressed, with the
 * token that its document was given: what is asked for is what the worker itself stopped there.
 */
import type { SessionPort } from '../navigation/ports.ts'
import { toBase64url } from '../protocol/bytes.ts'
import { z } from '../zod.ts'

const KEY = 'frame-asks'
/** Of the whole browser: the oldest go first. */
const MOST = 200

const knownSchema = z.object({ token: z.string(), tabId: z.int(), documentId: z.string(), url: z.string() })
/** `documentId`: of what holds the frame. */
type Known = z.infer<typeof knownSchema>
const allSchema = z.array(knownSchema)

export class FrameAsks {
  private readonly session: SessionPort
  private known: readonly Known[] = []
  private loaded: Promise<void> | undefined

  constructor(session: SessionPort) {
    this.session = session
  }

  /** The token for a frame that was stopped: the same as long as it is the same frame of the same document. */
  async tokenFor(stopped: Omit<Known, 'token'>): Promise<string> {
    await this.load()
    const { tabId, documentId, url } = stopped
    const same = this.known.find(
      (one) => one.tabId === tabId && one.documentId === documentId && one.url === url,
    )
    if (same) return same.token
    const token = toBase64url(crypto.getRandomValues(new Uint8Array(16)))
    this.known = [...this.known, { ...stopped, token }].slice(-MOST)
    await this.session.set(KEY, this.known)
    return token
  }

  /** The address of the frame; undefined when this document was given no such token. */
  async addressOf(token: string, from: { readonly tabId: number; readonly documentId: string | undefined }) {
    await this.load()
    return this.known.find(
      (one) => one.token === token && one.tabId === from.tabId && one.documentId === from.documentId,
    )?.url
  }

  private load(): Promise<void> {
    this.loaded ??= this.read().catch((error: unknown) => {
      this.loaded = undefined
      throw error
    })
    return this.loaded
  }

  private async read(): Promise<void> {
    const read = allSchema.safeParse(await this.session.get(KEY))
    this.known = [...(read.success ? read.data : []), ...this.known]
  }
}
