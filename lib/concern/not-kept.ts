/** A concern could not be kept on this device. The page says so at once and keeps what was written. */
export class NotKept extends Error {
  override readonly name = 'NotKept'
  /** Whether the disk is full. */
  readonly noRoom: boolean

  constructor(cause: unknown, noRoom: boolean) {
    super('the concern could not be kept on this device', { cause })
    this.noRoom = noRoom
  }
}
