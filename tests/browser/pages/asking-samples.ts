/** Answers of the worker about asking for a page, in every state. */
import type { Asking } from '../../../lib/messages/asking.ts'
import { MINUTE, NOW } from './school.ts'

const asking = (request?: Asking['request'], waits = false): Asking => ({
  may: 'yes',
  waits,
  ...(request && { request }),
})

const until = NOW + 40 * MINUTE
const name = '«Ms Khan»'

export const ASKINGS = {
  may: asking(),
  kept: asking({ state: 'kept', with: 'network' }),
  unkept: asking({ state: 'unkept', with: 'network' }),
  waits: asking({ state: 'kept', with: 'network' }, true),
  open: asking({ state: 'open', with: 'network' }),
  teacher: asking({ state: 'open', with: 'teacher', name }),
  approved: asking({ state: 'approved', with: 'teacher', name, until, reason: '«For your poster»' }),
  refused: asking({
    state: 'refused',
    with: 'network',
    reason: '«We keep games for lunch. Ask again then.»',
  }),
  ended: asking({ state: 'ended', with: 'network' }),
  never: asking({ state: 'never', with: 'network' }),
  many: asking({ state: 'many', with: 'network' }),
  nobody: { may: 'nobody', waits: false },
} satisfies Record<string, Asking>
