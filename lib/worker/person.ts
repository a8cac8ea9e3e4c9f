/** Who is using the browser: asked when the worker starts and when the sign-in changes, kept for the session. */
import { whoIs } from '../device/identity.ts'
import type { IdentityPort, Person } from '../device/identity.ts'

export class PersonKeeper {
  private readonly port: IdentityPort
  private readonly userName: () => string | undefined
  private email: string | undefined

  /** @param userName what managed values say, where management fills it in */
  constructor(port: IdentityPort, userName: () => string | undefined) {
    this.port = port
    this.userName = userName
  }

  /** @returns whether it is somebody else than before */
  async ask(): Promise<boolean> {
    const before = this.email
    this.email = await this.port.profileEmail()
    return this.email !== before
  }

  get current(): Person | undefined {
    return whoIs(this.email, this.userName())
  }
}
