/** Who is using the browser: asked when the worker starts and when the sign-in changes, kept for the session. */
import { whoIs } from '../device/identity.ts'
import type { IdentityPort, Person } from '../device/identity.ts'
import type { SessionPort } from '../navigation/ports.ts'
import { z } from '../zod.ts'

const KEY = 'person'
/** At a browser start only: long enough for a browser that answers at all, too short to be without verdicts. */
const WAIT_MS = 500

const knownSchema = z.object({ email: z.optional(z.string()) })

export class PersonKeeper {
  private readonly port: Pick<IdentityPort, 'profileEmail'>
  private readonly userName: () => string | undefined
  private readonly session: SessionPort
  private email: string | undefined

  /** @param userName what managed values say, where management fills it in */
  constructor(
    port: Pick<IdentityPort, 'profileEmail'>,
    userName: () => string | undefined,
    session: SessionPort,
  ) {
    this.port = port
    this.userName = userName
    this.session = session
  }

  /**
   * Who it was a moment ago in this browser session. Only when nothing is known the browser is waited for, and not
   * for long; `ask` makes up for that. Rejects when the browser cannot say.
   */
  async load(): Promise<void> {
    const known = knownSchema.safeParse(await this.session.get(KEY))
    if (known.success) {
      this.email = known.data.email
      return
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), WAIT_MS)
    })
    const answer = await Promise.race([this.port.profileEmail().then((email) => ({ email })), late]).finally(
      () => clearTimeout(timer),
    )
    if (answer !== 'late') this.take(answer.email)
  }

  /** Rejects when the browser cannot say; then it is whoever it was. @returns whether it is somebody else than before */
  async ask(): Promise<boolean> {
    return this.take(await this.port.profileEmail())
  }

  get current(): Person | undefined {
    return whoIs(this.email, this.userName())
  }

  private take(email: string | undefined): boolean {
    const changed = this.email !== email
    this.email = email
    void this.session.set(KEY, email === undefined ? {} : { email })
    return changed
  }
}
