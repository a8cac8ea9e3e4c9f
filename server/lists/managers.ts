import type { Database } from '../db/open.ts'
import { staffWith } from '../staff/with-role.ts'

/** Everybody who looks after the network: numbers of `people`. */
export const networkManagers = (db: Database): Promise<number[]> => staffWith(db, 'network')
