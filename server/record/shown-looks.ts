/** When a pupil is shown that somebody looked at their record. Pure. */
import { TOLD_AFTER_HOURS } from '../../lib/protocol/record-looks.ts'
import type { RecordLooksTable } from '../db/tables/record-looks.ts'

/** A pupil is told this long after the look began. Milliseconds. */
export const TOLD_AFTER = TOLD_AFTER_HOURS * 3_600_000

type Kept = Pick<RecordLooksTable, 'at' | 'until' | 'reason' | 'shown' | 'enquiry' | 'lifted'>

/** It is part of an enquiry that is not over. */
export const isHeldBack = ({ enquiry, lifted }: Pick<Kept, 'enquiry' | 'lifted'>): boolean =>
  enquiry !== null && lifted === null

/** The pupil is shown it now; from then on it cannot be made part of an enquiry. */
export const isTold = (look: Kept, now: number): boolean =>
  look.shown !== 'hidden' && hasOpened(look) && !isHeldBack(look) && now >= look.at + TOLD_AFTER

/** One to which nobody has said yes has opened nothing; an alert's opening is over as it begins. */
export const hasOpened = ({ at, until, reason }: Pick<Kept, 'at' | 'until' | 'reason'>): boolean =>
  until > at || reason === 'alert'
