/** Who hears of self-checks by mail. */
import type { Database } from '../db/open.ts'
import { staffWith } from '../staff/with-role.ts'

/** Everybody who answers for the filter: numbers of `people`. */
export const toldOfChecks = (db: Database): Promise<number[]> => staffWith(db, 'network', 'dsl')
