/** An agreement that a reader can hold in mind; tests change what they are about. */
import type { Agreement } from '../policy/agreed.ts'

export const TEXT = 'T'.repeat(43)

/** Nobody has agreed to it yet, and until then only set work is open. */
export const anAgreement = (changes: Partial<Agreement> = {}): Agreement => ({
  text: TEXT,
  title: 'Using computers at Hill School',
  audience: 'child',
  agreed: [],
  until: 'set-work',
  open: ['work.test'],
  own: [],
  ...changes,
})
