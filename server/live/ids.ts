import { randomBytes } from 'node:crypto'

/** An id for something that is asked of a device. */
export const askId = (): string => randomBytes(9).toString('base64url')
