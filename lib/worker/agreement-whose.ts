/** Whose a yes on this device is: by name only in memory, on the disk by a hash. */
import type { SessionPort } from '../navigation/ports.ts'
import { markOf } from './mark.ts'
import type { PersonKeeper } from './person.ts'

const SESSION = 'agreement-session'

export interface WhoseParts {
  readonly session: SessionPort
  readonly installation: Promise<{ readonly id: string }>
  readonly person: Pick<PersonKeeper, 'current'>
}

export class Whose {
  private readonly parts: WhoseParts

  constructor(parts: WhoseParts) {
    this.parts = parts
  }

  /** Who uses the device; empty where nobody is known. */
  get name(): string {
    return this.parts.person.current?.name ?? ''
  }

  /** Somebody, as a hash. */
  async mark(person: string): Promise<string> {
    const { id } = await this.parts.installation
    return markOf(id, 'agreement', person.toLowerCase())
  }

  /** This browser session. */
  async session(): Promise<string> {
    const { session } = this.parts
    const known = await session.get<string>(SESSION)
    if (known !== undefined) return known
    const made = crypto.randomUUID()
    await session.set(SESSION, made)
    return made
  }
}
