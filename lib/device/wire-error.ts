/** Where the rest of the device finds it; it lives with the wire because the queue needs it too. */
export { WireError, type WireErrorKind } from '../protocol/wire-error.ts'
